import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";

import { databaseProblems } from "../components/database-problems";
import { networkProblems } from "../components/network";
import type { Place } from "../components/place";
import { resourceGatewayProblems } from "../components/resource-gateway";
import { remedy } from "./remedy";
import { consumerSettings, producerSettings, type ConsumerSettings, type ProducerSettings } from "./settings";

/** A stack's configuration, checked: `role` says which program it is for. */
export type StackConfig = { readonly place: Place } & (ProducerSettings | ConsumerSettings);
export type ProducerConfig = { readonly place: Place } & ProducerSettings;
export type ConsumerConfig = { readonly place: Place } & ConsumerSettings;

/** One thing that is wrong: the key with its namespace, and what it must be. */
interface Problem {
  readonly key: string;
  readonly text: string;
}

const NAMESPACE = "lattice-db";
/** What the gateway is called in the producer's stack; its databases' names are checked with it. */
export const GATEWAY_NAME = "db";

/**
 * Reads and checks the whole configuration of a stack.
 * @param values Every value of the stack, as `pulumi.runtime.allConfig()` has them: JSON where it is no plain text.
 * @throws pulumi.RunError with all problems at once.
 */
export function readConfig(stack: string, values: Readonly<Record<string, string>>): StackConfig {
  const { place, problems: placeProblems } = readPlace(values);
  const { settings, problems } = readSettings(values);
  const found = [...placeProblems, ...problems, ...(settings === undefined ? [] : meaningProblems(settings, place))];
  if (found.length > 0 || settings === undefined || place === undefined) throw configError(stack, found);
  return { place, ...settings };
}

function readPlace(values: Readonly<Record<string, string>>): { place?: Place; problems: Problem[] } {
  const problems: Problem[] = [];
  const region = values["aws:region"];
  if (region === undefined || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    problems.push({ key: "aws:region", text: `must be a Region, got ${shown(region)}` });
  }
  const raw = values["aws:allowedAccountIds"];
  const ids = raw === undefined ? [] : ([parsed(raw)].flat() as unknown[]).map(String);
  const [accountId] = ids;
  if (accountId === undefined || ids.length !== 1 || !/^\d{12}$/.test(accountId)) {
    problems.push({
      key: "aws:allowedAccountIds",
      text: `must name the one account of this stack, twelve digits in quotes, got ${shown(raw)}`,
    });
  }
  return problems.length > 0 || region === undefined || accountId === undefined
    ? { problems }
    : { place: { accountId, region }, problems };
}

type Role = "producer" | "consumer";
type Settings = ProducerSettings | ConsumerSettings;

function readSettings(values: Readonly<Record<string, string>>): { settings?: Settings; problems: Problem[] } {
  const own = ownValues(values);
  const role = own["role"];
  if (role !== "producer" && role !== "consumer") {
    return { problems: [{ key: `${NAMESPACE}:role`, text: `must be producer or consumer, got ${shown(role)}` }] };
  }
  const given = Object.fromEntries(
    Object.entries(own).filter(([key, value]) => !isDefaultOfOtherRole(role, key, value)),
  );
  const result = role === "producer" ? producerSettings.safeParse(given) : consumerSettings.safeParse(given);
  if (result.success) return { settings: result.data, problems: [] };
  return { problems: result.error.issues.flatMap((issue) => issueProblems(issue, given, role)) };
}

/** This program's values without the namespace. An empty one is the default of Pulumi.yaml and counts as not given. */
function ownValues(values: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(values)
    .filter(([key]) => key.startsWith(`${NAMESPACE}:`))
    .map(([key, value]): [string, unknown] => [key.slice(NAMESPACE.length + 1), parsed(value)])
    .filter(([, value]) => !["", "{}", "[]"].includes(typeof value === "string" ? value : JSON.stringify(value)));
  return Object.fromEntries(entries);
}

/** Pulumi.yaml gives its defaults to every stack, also those that only the other role knows. */
function isDefaultOfOtherRole(role: Role, key: string, value: unknown): boolean {
  const [own, other]: [Shape, Shape] =
    role === "producer"
      ? [producerSettings.shape, consumerSettings.shape]
      : [consumerSettings.shape, producerSettings.shape];
  return !(key in own) && other[key]?.safeParse(undefined).data === value;
}
type Shape = Readonly<Record<string, z.ZodType>>;

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // Text without quotes is no JSON, and most values are such text.
    return value;
  }
}

function issueProblems(issue: z.core.$ZodIssue, own: unknown, role: Role): Problem[] {
  const key = [NAMESPACE, issue.path.join(".")].join(":");
  if (issue.code === "unrecognized_keys") {
    const prefix = issue.path.length === 0 ? key : `${key}.`;
    return issue.keys.map((name) => ({ key: `${prefix}${name}`, text: unknownKeyText(name, issue.path.length, role) }));
  }
  const value = issue.path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part], own);
  const must = issue.message.startsWith("must") ? issue.message : `must be given (${issue.message})`;
  return [{ key, text: `${must}, got ${shown(value)}` }];
}

function unknownKeyText(name: string, depth: number, role: Role): string {
  const other = role === "producer" ? consumerSettings : producerSettings;
  return depth === 0 && name in other.shape
    ? `is not for the role ${role}: remove it`
    : "is not a setting: remove it, or correct its spelling";
}

/** What only the components know: whether the values make sense to AWS, and with each other. */
function meaningProblems(settings: Settings, place: Place | undefined): Problem[] {
  const own = (prefix: string) => (text: string) => fieldProblem(`${NAMESPACE}:${prefix}`, text);
  const problems = networkProblems(settings).map(own(""));
  if (settings.role === "consumer") return problems;
  for (const [name, database] of Object.entries(settings.databases)) {
    const path = `databases.${name}.`;
    problems.push(...databaseProblems(name, { ...database.instance, subnetIds: ["a", "b"] }).map(own(path)));
    if (place !== undefined && database.sharedWith.includes(place.accountId)) {
      problems.push(own(path)(`sharedWith must name other accounts, got this one, ${place.accountId}`));
    }
  }
  const gateway = Object.entries(settings.subnets.gateway).map(([zone, cidr]) => [zone, { id: zone, cidr }] as const);
  problems.push(
    ...resourceGatewayProblems(GATEWAY_NAME, {
      subnets: Object.fromEntries(gateway),
      databases: {},
      ipv4AddressesPerEni: settings.gatewayAddressesPerSubnet,
    })
      .map((text) =>
        text.replace(/^subnets\./, "subnets.gateway.").replaceAll("ipv4AddressesPerEni", "gatewayAddressesPerSubnet"),
      )
      .map(own("")),
  );
  return problems;
}

/** Components say `field must …`: the first word is the key. */
function fieldProblem(prefix: string, text: string): Problem {
  const [field = "", ...rest] = text.split(" ");
  return { key: `${prefix}${field}`, text: rest.join(" ") };
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : typeof value === "string" ? `"${value}"` : JSON.stringify(value);
}

function configError(stack: string, problems: readonly Problem[]): pulumi.RunError {
  const lines = problems.map(({ key, text }) => `  ${key} ${text}\n    ${remedy(key)}`);
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new pulumi.RunError(`The configuration of stack "${stack}" has ${count}:\n${lines.join("\n")}`);
}
