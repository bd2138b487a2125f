import { regions } from "../aws/regions";
import type { Place } from "../components/account/place";
import { nearestWord, typed } from "../words/nearest-word";
import { awsKeyProblems } from "./aws-keys";
import { isFilled, shown, type ConfigProblem } from "./config-problem";
import { parsed } from "./parsed";
import { valueAt } from "./value-at";

/** The part of a stack's `aws:` configuration that providers other than the default one must be told. */
export interface AwsSettings {
  readonly place: Place;
  readonly profile?: string;
  readonly assumeRole?: AssumedRole;
  readonly defaultTags?: { readonly tags?: Readonly<Record<string, string>> };
  /** Those of them that the stack file keeps as secrets, and that stay so. */
  readonly secrets?: readonly ("profile" | "assumeRole" | "defaultTags")[];
}

/** An entry of `aws:assumeRoles`, as far as both providers know it. */
interface AssumedRole {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly sessionName?: string;
}

type Values = Readonly<Record<string, string>>;

/** Reads the `aws:` keys; without settings if one is missing or wrong. */
export function readAwsSettings(
  values: Values,
  secretKeys: readonly string[] = [],
): { settings?: AwsSettings; problems: ConfigProblem[] } {
  const region = values["aws:region"];
  const accounts = list(values["aws:allowedAccountIds"]);
  const roles = list(values["aws:assumeRoles"]);
  const given = values["aws:defaultTags"];
  const tags = given === undefined ? undefined : parsed(given);
  const isPublic = (key: string) => !secretKeys.includes(key);
  const accountId = String(accounts[0]);
  const checks = [
    ...regionProblems(region, values["aws:skipRegionValidation"] === "true"),
    ...accountProblems(accounts),
    ...roleProblems(roles),
    ...tagProblems(tags),
  ];
  const secretPlaces = PLACE_KEYS.filter((key) => !isPublic(key));
  const problems = [
    ...awsKeyProblems(values),
    ...secretPlaces.map(secretPlace),
    ...checks
      .filter(({ key }) => !secretPlaces.includes(key))
      // A message would show what is secret.
      .map((one) => (isPublic(one.key.replace(/[[.].*$/, "")) ? one : { ...one, text: withoutValue(one.text) })),
  ];
  if (problems.length > 0 || region === undefined) return { problems };

  const profile = values["aws:profile"];
  const [role] = roles as readonly AssumedRole[];
  const secrets = (["profile", "assumeRole", "defaultTags"] as const).filter((name) => !isPublic(SECRET_KEYS[name]));
  return {
    problems,
    settings: {
      place: { accountId, region },
      ...(profile !== undefined && { profile }),
      ...(role !== undefined && { assumeRole: role }),
      ...(tags !== undefined && { defaultTags: tags as NonNullable<AwsSettings["defaultTags"]> }),
      ...(secrets.length > 0 && { secrets }),
    },
  };
}

const SECRET_KEYS = { profile: "aws:profile", assumeRole: "aws:assumeRoles", defaultTags: "aws:defaultTags" } as const;

/** Where the stack lives stands in its outputs. */
const PLACE_KEYS: readonly string[] = ["aws:region", "aws:allowedAccountIds"];

function secretPlace(key: string): ConfigProblem {
  const edit = { key: key === "aws:region" ? key : `${key}[0]`, plainly: true };
  return { key, text: "must not be a secret: where a stack lives stands in its state and its outputs", edits: [edit] };
}

function withoutValue(text: string): string {
  return text.replace(/, got .*$/s, ", got a secret that is not");
}

/** A Region this program does not know may be a new one: then the provider's own switch lets it pass. */
function regionProblems(region: string | undefined, isUnchecked: boolean): ConfigProblem[] {
  const key = "aws:region";
  if (region === undefined || !/^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(region)) {
    return [
      { key, text: `must be a Region such as eu-west-1, got ${shown(region)}`, edits: [{ key, value: "eu-west-1" }] },
    ];
  }
  if (isUnchecked || regions.includes(region)) return [];
  const text = `must be a Region that AWS has, got ${shown(region)} (for one that is new: aws:skipRegionValidation true)`;
  return [{ key, text, edits: [{ key, value: nearestWord(region, regions, typed) ?? "eu-west-1" }] }];
}

function accountProblems(accounts: readonly unknown[]): ConfigProblem[] {
  if (accounts.length === 1 && /^\d{12}$/.test(String(accounts[0]))) return [];
  const got = accounts.length === 0 ? "nothing" : shown(accounts);
  const text = `must be the one account of this stack, twelve digits in quotes, so that no other is changed by mistake, got ${got}`;
  const key = "aws:allowedAccountIds";
  // Whatever stands there may be of any form.
  const old = accounts.length === 0 ? [] : [{ key }];
  // Every removal moves up those behind it.
  if (accounts.length > 1 && accounts.every((id) => /^\d{12}$/.test(String(id)))) {
    return [{ key, text, edits: accounts.slice(1).map(() => ({ key: `${key}[1]` })) }];
  }
  return [{ key, text, edits: [...old, { key: `${key}[0]`, value: "111122223333" }] }];
}

function roleProblems(roles: readonly unknown[]): ConfigProblem[] {
  const text = "must not be: the aws-native provider assumes one role, not a chain";
  if (roles.length > 1) return [{ key: "aws:assumeRoles[1]", text, remove: true }];
  const arn = valueAt(roles, [0, "roleArn"]);
  if (roles.length === 0 || (typeof arn === "string" && arn.startsWith("arn:"))) return [];
  const said = `must be a list of one map with the ARN of a role, roleArn, got ${shown(roles[0])}`;
  return [{ key: "aws:assumeRoles", text: said, ...(isFilled(roles[0]) ? { edits: [] } : { remove: true }) }];
}

function tagProblems(tags: unknown): ConfigProblem[] {
  if (tags === undefined) return [];
  const given = typeof tags === "object" && tags !== null && !Array.isArray(tags) ? valueAt(tags, ["tags"]) : null;
  const isMap = given === undefined || (typeof given === "object" && given !== null && !Array.isArray(given));
  if (isMap && Object.values(given ?? {}).every((value) => typeof value === "string")) return [];
  return [
    {
      key: "aws:defaultTags",
      text: `must be a map with tags, got ${shown(tags)}`,
      ...(isFilled(tags) ? { edits: [] } : { remove: true }),
    },
  ];
}

/** A list in a stack file arrives as JSON; a single value set without a path as plain text. */
function list(value: string | undefined): readonly unknown[] {
  if (value === undefined || value === "") return [];
  const read = value.startsWith("[") || value.startsWith("{") ? parsed(value) : value;
  return Array.isArray(read) ? read : [read];
}
