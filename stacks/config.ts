import type { z } from "zod";

import { loginUserProblem, mostTrustedAccounts } from "../components/connect-role";
import { databaseNameProblem, databaseProblems } from "../components/database-problems";
import { DEFAULT_MASTER_USERNAME } from "../components/database-settings";
import { networkProblems } from "../components/network-problems";
import type { Place } from "../components/place";
import { gatewayAddressProblems } from "../components/resource-gateway";
import { readAwsSettings, type AwsSettings } from "./aws-settings";
import { configError, configKey, shown, type ConfigProblem } from "./config-problem";
import { validParts, type PartialSettings } from "./partial-settings";
import { consumerSettings, producerSettings, type ConsumerSettings, type ProducerSettings } from "./settings";

/** A producer's configuration, checked. */
export type ProducerConfig = { readonly aws: AwsSettings } & ProducerSettings;
/** A consumer's configuration, checked. */
export type ConsumerConfig = { readonly aws: AwsSettings } & ConsumerSettings;
/** A stack's configuration, checked: `role` says which program it is for. */
export type StackConfig = ProducerConfig | ConsumerConfig;

type Settings = ProducerSettings | ConsumerSettings;
type Values = Readonly<Record<string, string>>;

const NAMESPACE = "lattice-db";

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
  const { vpcCidr, subnets, ipv4AddressesPerEni, databases = {} } = settings;
  const network =
    subnets === undefined || vpcCidr === undefined ? [] : networkProblems({ ...settings, vpcCidr, subnets });
  const gateway = gatewayAddressProblems(subnets?.["gateway"] ?? {}, ipv4AddressesPerEni ?? 1);
  return [
    ...network.map((text) => fieldProblem([], text)),
    ...gateway.map((text) =>
      fieldProblem(text.startsWith("subnets.") ? ["subnets", "gateway"] : [], text.replace(/^subnets\./, "")),
    ),
    ...Object.entries(databases).flatMap(([name, database]) => databaseConfigProblems(name, database, place)),
  ];
}

type DatabaseConfig = NonNullable<PartialSettings["databases"]>[string];

function databaseConfigProblems(name: string, config: DatabaseConfig, place: Place | undefined): ConfigProblem[] {
  const { instance, loginUser, sharedWith } = config;
  const path = ["databases", name];
  const nameProblem = databaseNameProblem(name);
  const userProblem = loginUserProblem(loginUser);
  const { masterUsername = DEFAULT_MASTER_USERNAME } = instance;
  return [
    ...(nameProblem === undefined ? [] : [{ ...problem(path, nameProblem), remove: true }]),
    ...databaseProblems(name, instance).map((text) => fieldProblem(path, text)),
    ...(userProblem === undefined ? [] : [fieldProblem(path, userProblem)]),
    // rds_iam would take the owner's password away, and with it the only way in when IAM login fails.
    ...(loginUser === masterUsername
      ? [problem([...path, "loginUser"], `must be another user than masterUsername, got ${shown(loginUser)} for both`)]
      : []),
    ...(place !== undefined && sharedWith.length > mostTrustedAccounts(place)
      ? [
          problem(
            [...path, "sharedWith"],
            `must name ${mostTrustedAccounts(place)} accounts at most in ${place.region}`,
          ),
        ]
      : []),
    ...sharedWith.flatMap((accountId, index) =>
      accountId === place?.accountId
        ? [
            {
              ...problem([...path, "sharedWith", index], "must be another account, got this stack's own"),
              remove: true,
            },
          ]
        : [],
    ),
  ];
}

function problem(path: readonly PropertyKey[], text: string): ConfigProblem {
  return { key: configKey(NAMESPACE, path), text };
}

/** Components say `field must …`: the first word is the rest of the key. */
function fieldProblem(path: readonly PropertyKey[], text: string): ConfigProblem {
  const [field = "", ...rest] = text.split(" ");
  return problem([...path, ...field.split(".")], rest.join(" "));
}
