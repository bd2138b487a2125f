import { awsTypes } from "../../../local/providers/aws/types";
import { awsNativeTypes } from "../../../local/providers/aws-native/types";
import { diff } from "../../../local/providers/framework/diff";
import type { Deployment } from "../../components/deploy";
import { awsKnows, NETWORK } from "../existing-network";
import type { StackConfig } from "../paste";
import { engineValues, stackConfig, withDefaults } from "../stack-file";
import { up } from "../up";

type Made = Deployment["resources"][number];

/**
 * What an update does to each resource, in the words of a preview, by the differences that the providers see:
 * `update orders-instance: port`. `refuse` stands for the end of a resource that Pulumi guards: the preview fails there.
 * @param had What the stack handed out before, where that matters.
 */
export async function changesOf(before: StackConfig, after: StackConfig, had?: object): Promise<string[]> {
  const [old, now] = [await madeOf(before, had), await madeOf(after, had)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => changeOf(old.get(name), now.get(name)));
}

/** Databases of a producer that makes its network, and of one that was told of it. */
export const producing = (databases: object): StackConfig => ({
  ...stackConfig("producer"),
  "lattice-db:databases": databases,
});
export function producingIn(databases: object): StackConfig {
  const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...rest } = producing(databases);
  return { ...rest, "lattice-db:network": NETWORK };
}

/** Of the changes those of what is there already, what is made besides left out. */
export async function touchedBy(before: StackConfig, after: StackConfig, had?: object): Promise<string[]> {
  return (await changesOf(before, after, had)).filter((line) => !line.startsWith("create ")).sort();
}

/** What a producer's or a consumer's stack makes, but for components and what only Pulumi knows. */
function madeOf(config: StackConfig, had: object | undefined): Promise<Map<string, Made>> {
  const key = JSON.stringify([config, had]);
  const known = MADE.get(key) ?? make(config, had);
  MADE.set(key, known);
  return known;
}

/** What many changes begin with is made once. */
const MADE = new Map<string, Promise<Map<string, Made>>>();

async function make(config: StackConfig, had: object | undefined): Promise<Map<string, Made>> {
  const { resources } = await up(engineValues(withDefaults(config)), undefined, undefined, had, awsKnows());
  const real = resources.filter(({ type }) => /^aws(-native)?:/.test(type));
  return new Map(real.map((resource) => [`${resource.type} ${resource.name}`, resource]));
}

function changeOf(old: Made | undefined, now: Made | undefined): string[] {
  if (old === undefined) return now === undefined ? [] : [`create ${now.name}`];
  if (now === undefined) return [`${old.isProtected ? "refuse" : "delete"} ${old.name}`];
  const { differences } = differencesOf(old, now);
  if (differences.length === 0) return [];
  const replaces = differences.some((difference) => difference.replaces);
  const verb = !replaces ? "update" : now.isProtected ? "refuse" : "replace";
  const paths = differences.filter((difference) => !replaces || difference.replaces).map(({ path }) => path);
  return [`${verb} ${now.name}: ${[...new Set(paths)].sort().join(", ")}`];
}

function differencesOf(old: Made, now: Made) {
  const type = awsTypes[now.type] ?? awsNativeTypes[now.type];
  if (type === undefined) throw new Error(`nobody knows what replaces a ${now.type}`);
  return diff(type, { token: now.type, oldInputs: old.inputs, oldOutputs: old.inputs, news: now.inputs } as never);
}
