import type { z } from "zod";

import type { Place } from "../components/account/place";
import { readAwsSettings, type AwsSettings } from "./aws-settings";
import { configError } from "./config-error";
import { NAMESPACE, problem, shown, type ConfigProblem } from "./config-problem";
import { validParts, type PartialSettings } from "./partial-settings";
import { consumerSettings, producerSettings, type ConsumerSettings, type ProducerSettings } from "./settings";
import { instanceProblems } from "./settings/database";
import { networkSettingsProblems } from "./settings/network";
import { sharingProblems } from "./settings/sharing";

/** A producer's configuration, checked. */
export type ProducerConfig = { readonly aws: AwsSettings } & ProducerSettings;
/** A consumer's configuration, checked. */
export type ConsumerConfig = { readonly aws: AwsSettings } & ConsumerSettings;
/** A stack's configuration, checked: `role` says which program it is for. */
export type StackConfig = ProducerConfig | ConsumerConfig;

type Settings = ProducerSettings | ConsumerSettings;
type Values = Readonly<Record<string, string>>;

/**
 * Reads and checks the whole configuration of a stack.
 * @param values Every value of the stack, as `pulumi.runtime.allConfig()` has them: JSON where it is no plain text.
 * @throws pulumi.RunError with all problems at once, each with its key, its value and the command that mends it.
 */
export function readConfig(stack: string, values: Values): StackConfig {
  const aws = readAwsSettings(values);
  const own = readOwnSettings(values);
  const problems = [...aws.problems, ...own.problems, ...meaningProblems(own.rest, aws.settings?.place)];
  if (problems.length > 0 || aws.settings === undefined || own.settings === undefined) {
    throw configError(stack, problems);
  }
  return { aws: aws.settings, ...own.settings };
}

interface OwnSettings {
  /** All of them, where every one is of the right form. */
  readonly settings?: Settings;
  /** Those that are of the right form, so that what they say can be checked together with the others' form. */
  readonly rest: PartialSettings;
  readonly problems: ConfigProblem[];
}

function readOwnSettings(values: Values): OwnSettings {
  const own = ownValues(values);
  const { role } = own;
  if (role !== "producer" && role !== "consumer") {
    return { rest: {}, problems: [problem(["role"], `must be producer or consumer, got ${shown(role)}`)] };
  }
  const [schema, other] =
    role === "producer"
      ? ([producerSettings, consumerSettings] as const)
      : ([consumerSettings, producerSettings] as const);
  const given = withoutDefaults(own, schema.shape, other.shape);
  const result = schema.safeParse(given);
  if (result.success) return { settings: result.data, rest: { ...result.data }, problems: [] };
  const { issues } = result.error;
  return {
    rest: validParts(given, issues),
    problems: issues.flatMap((issue) => issueProblems(issue, given, role, Object.keys(other.shape))),
  };
}

/** This program's values without the namespace. An empty one is a default of Pulumi.yaml and counts as not given. */
function ownValues(values: Values): Record<string, unknown> {
  const prefix = `${NAMESPACE}:`;
  const entries = Object.entries(values)
    .filter(([key, value]) => key.startsWith(prefix) && !["", "{}", "[]"].includes(value))
    .map(([key, value]) => [key.slice(prefix.length), parsed(value)] as const);
  return Object.fromEntries(entries);
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // Text stands in the configuration without quotes, and so is no JSON.
    return value;
  }
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** Pulumi.yaml gives every stack all of its defaults, also those that only the other role knows. */
function withoutDefaults(own: Readonly<Record<string, unknown>>, shape: Shape, other: Shape): Record<string, unknown> {
  const isOthersDefault = (key: string, value: unknown) =>
    !(key in shape) && other[key]?.safeParse(undefined).data === value;
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => !isOthersDefault(key, value)));
}

function issueProblems(
  issue: z.core.$ZodIssue,
  given: unknown,
  role: Settings["role"],
  othersKeys: readonly string[],
): ConfigProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const isOthers = issue.path.length === 0 && othersKeys.includes(key);
      const text = isOthers ? `is not for the role ${role}` : "is no setting of this program; is it spelled right?";
      return { ...problem([...issue.path, key], text), remove: true };
    });
  }
  const value = issue.path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    given,
  );
  return [problem(issue.path, `${issue.message}, got ${shown(value)}`)];
}

/** What only the components know: whether the values make sense to AWS, and with each other. */
function meaningProblems(settings: PartialSettings, place: Place | undefined): ConfigProblem[] {
  const databases = Object.entries(settings.databases ?? {});
  return [
    ...networkSettingsProblems(settings),
    ...databases.flatMap(([name, database]) => [
      ...instanceProblems(name, database.instance),
      ...sharingProblems(name, database, place),
    ]),
  ];
}
