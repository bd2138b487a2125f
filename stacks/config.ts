import { z } from "zod";

import type { Place } from "../components/account/place";
import { readAwsSettings, type AwsSettings } from "./aws-settings";
import { configError } from "./config-error";
import { pathOf, problem, shown, type ConfigProblem } from "./config-problem";
import { issueProblems } from "./issue-problems";
import { namespaceProblems } from "./namespaces";
import { ownValues, type Values } from "./own-values";
import { validParts, type PartialSettings } from "./partial-settings";
import { secretProblems } from "./secret-problems";
import {
  consumerSettings,
  producerSettings,
  producerSettingsInNetwork,
  type ConsumerSettings,
  type ProducerSettings,
} from "./settings";
import { endpointNameProblems } from "./endpoint-names";
import { awsEndpointProblems } from "./settings/aws-endpoints";
import { consumingProblems } from "./settings/consuming";
import { databaseListProblems } from "./settings/database";
import { entryProblems, masterUsernameOf } from "./settings/entry-problems";
import { networkSettingsProblems } from "./settings/network";
import { networkIdsProblems } from "./settings/network-ids";
import { producersProblems } from "./settings/producers";
import { roadProblems, sharingProblems } from "./settings/sharing";
import { watchingProblems } from "./settings/watching";
import { valueAt } from "./value-at";

/** A producer's configuration, checked. */
export type ProducerConfig = { readonly aws: AwsSettings } & ProducerSettings;
/** A consumer's configuration, checked. */
export type ConsumerConfig = { readonly aws: AwsSettings } & ConsumerSettings;
/** A stack's configuration, checked: `role` says which program it is for. */
export type StackConfig = ProducerConfig | ConsumerConfig;

type Settings = ProducerSettings | ConsumerSettings;

/**
 * Reads and checks the whole configuration of a stack.
 * @param values Every value of the stack, as `pulumi.runtime.allConfig()` has them: JSON where it is no plain text.
 * @param secretKeys Those that hold a secret, as the engine names them.
 * @throws pulumi.RunError with all problems at once, each with its key, its value and the commands that mend it.
 */
export function readConfig(stack: string, values: Values, secretKeys: readonly string[] = []): StackConfig {
  const aws = readAwsSettings(values, secretKeys);
  const own = readOwnSettings(values, new Set(secretKeys));
  const problems = [
    ...namespaceProblems(values),
    ...aws.problems,
    ...own.problems,
    ...meaningProblems(own.rest, own.given, aws.settings?.place),
  ];
  if (problems.length > 0 || aws.settings === undefined || own.settings === undefined) {
    throw configError(stack, problems, own.given);
  }
  return { aws: aws.settings, ...own.settings };
}

interface OwnSettings {
  /** All of them, where every one is of the right form. */
  readonly settings?: Settings;
  /** Those that are of the right form, so that what they say can be checked together with the others' form. */
  readonly rest: PartialSettings;
  /** What the stack file says, in whatever form. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly problems: ConfigProblem[];
}

function readOwnSettings(values: Values, secretKeys: ReadonlySet<string>): OwnSettings {
  const read = ownValues(values);
  const secrets = secretProblems(read.values, secretKeys);
  const { role } = read.values;
  if (role !== "producer" && role !== "consumer") {
    const isSaid = secrets.roots.has("role") || read.problems.some(({ key }) => pathOf(key)[0] === "role");
    const said = isSaid ? [] : [problem(["role"], `must be producer or consumer, got ${shown(role)}`)];
    return { rest: {}, given: read.values, problems: [...read.problems, ...secrets.problems, ...said] };
  }
  const [schema, other] =
    role === "producer"
      ? ([producerSettings, consumerSettings] as const)
      : ([consumerSettings, producerSettings] as const);
  const given = withoutDefaults(read.values, schema.shape, other.shape);
  const problems = [...read.problems, ...secrets.problems, ...(role === "consumer" ? roadsProblems(given) : [])];
  const result = schemaFor(role, given).safeParse(given);
  if (result.success) {
    return { settings: result.data, rest: without(secrets.roots, result.data), given, problems };
  }
  // Of a secret nothing is said but that it is one: a message would show it.
  const issues = result.error.issues.filter(
    ({ path }) =>
      !secrets.roots.has(String(path[0])) && !read.problems.some(({ key }) => startsWith(pathOf(key), path)),
  );
  const open = without(secrets.roots, given);
  return {
    rest: validParts(open, issues),
    given,
    problems: [
      ...problems,
      ...issues.flatMap((issue) => issueProblems(issue, open, role, Object.keys(other.shape), secrets.roots)),
    ],
  };
}

function roadsProblems(given: OwnSettings["given"]): ConfigProblem[] {
  return given["producers"] === undefined ? roadProblems(given) : producersProblems(given);
}

/** What is said beside the ids of a network that makes one is not looked at: `networkIdsProblems` refuses it. */
function schemaFor(role: "producer" | "consumer", given: Readonly<Record<string, unknown>>) {
  if (role === "consumer") return consumerSettings;
  if (given["network"] === undefined) return producerSettings;
  return z.preprocess(
    (all) => without(new Set(["vpcCidr", "subnets"]), all as Readonly<Record<string, unknown>>),
    producerSettingsInNetwork,
  );
}

function without(keys: ReadonlySet<string>, all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !keys.has(key)));
}

/** Of a map with a key that cannot be nothing else is said. */
function startsWith(path: readonly PropertyKey[], beginning: readonly PropertyKey[]): boolean {
  return beginning.length > 0 && beginning.every((part, index) => path[index] === part);
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** Pulumi.yaml gives every stack all of its defaults, also those that only the other role knows. */
function withoutDefaults(own: Readonly<Record<string, unknown>>, shape: Shape, other: Shape): Record<string, unknown> {
  const isOthersDefault = (key: string, value: unknown) =>
    !Object.hasOwn(shape, key) && Object.hasOwn(other, key) && other[key]?.safeParse(undefined).data === value;
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => !isOthersDefault(key, value)));
}

function withoutRanges({ vpcCidr: _cidr, subnets: _subnets, ...rest }: PartialSettings): PartialSettings {
  return rest;
}

/** What only the components know: whether the values make sense to AWS, and with each other. */
function meaningProblems(
  settings: PartialSettings,
  given: OwnSettings["given"],
  place: Place | undefined,
): ConfigProblem[] {
  const databases = Object.entries(settings.databases ?? {});
  return [
    ...networkSettingsProblems(given["network"] === undefined ? settings : withoutRanges(settings)),
    ...networkIdsProblems(settings, given),
    ...(given["network"] === undefined ? awsEndpointProblems(settings, place) : []),
    ...watchingProblems(settings, given),
    ...consumingProblems(settings, place),
    ...databaseListProblems(settings.databases ?? {}, given),
    ...endpointNameProblems(settings.databases ?? {}),
    ...databases.flatMap(([name, database]) => [
      ...entryProblems(name, database, valueAt(given, ["databases", name]), place),
      ...sharingProblems(name, database, masterUsernameOf(database), place),
    ]),
  ];
}
