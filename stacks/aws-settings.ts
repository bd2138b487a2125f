import type { Place } from "../components/account/place";
import { shown, type ConfigProblem } from "./config-problem";

/** The part of a stack's `aws:` configuration that providers other than the default one must be told. */
export interface AwsSettings {
  readonly place: Place;
  readonly profile?: string;
  readonly assumeRole?: AssumedRole;
  readonly defaultTags?: { readonly tags?: Readonly<Record<string, string>> };
}

/** An entry of `aws:assumeRoles`, as far as both providers know it. */
interface AssumedRole {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly sessionName?: string;
}

type Values = Readonly<Record<string, string>>;

/** Reads the `aws:` keys; without settings if one is missing or wrong. */
export function readAwsSettings(values: Values): { settings?: AwsSettings; problems: ConfigProblem[] } {
  const region = values["aws:region"];
  const accounts = list(values["aws:allowedAccountIds"]);
  const roles = list(values["aws:assumeRoles"]) as readonly AssumedRole[];
  const tags = values["aws:defaultTags"];
  const problems: ConfigProblem[] = [];

  if (region === undefined || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) {
    problems.push({ key: "aws:region", text: `must be a Region such as eu-west-1, got ${shown(region)}` });
  }
  const accountId = String(accounts[0]);
  if (accounts.length !== 1 || !/^\d{12}$/.test(accountId)) {
    const got = accounts.length === 0 ? "nothing" : shown(accounts);
    problems.push({
      key: "aws:allowedAccountIds",
      text: `must be the one account of this stack, twelve digits in quotes, so that no other is changed by mistake, got ${got}`,
    });
  }
  if (roles.length > 1) {
    problems.push({
      key: "aws:assumeRoles[1]",
      text: "must not be: the aws-native provider assumes one role, not a chain",
      remove: true,
    });
  }
  if (tags !== undefined && !tags.startsWith("{")) {
    problems.push({ key: "aws:defaultTags", text: `must be a map with tags, got ${shown(tags)}`, remove: true });
  }
  if (problems.length > 0 || region === undefined) return { problems };

  const profile = values["aws:profile"];
  const [role] = roles;
  return {
    problems,
    settings: {
      place: { accountId, region },
      ...(profile !== undefined && { profile }),
      ...(role !== undefined && { assumeRole: role }),
      ...(tags !== undefined && { defaultTags: JSON.parse(tags) as NonNullable<AwsSettings["defaultTags"]> }),
    },
  };
}

/** A list in a stack file arrives as JSON; a single value set without a path as plain text. */
function list(value: string | undefined): readonly unknown[] {
  if (value === undefined) return [];
  return value.startsWith("[") ? (JSON.parse(value) as unknown[]) : [value];
}
