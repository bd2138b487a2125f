import { getSubnet } from "@pulumi/aws/ec2/getSubnet";

import type { ProducerConfig } from "./config";
import { configError } from "./config-error";
import { configKey, NAMESPACE, problem, shown, type ConfigProblem } from "./config-problem";
import type { Outputs } from "./own-outputs";
import { subnetIdsHad } from "./subnet-ids-had";

/**
 * Where a stack's gateways and proxies stand already. AWS moves neither to other subnets: a new gateway would take every
 * resource configuration along, and what consumers made of it; a new proxy its name. Keys of subnets: zone letters of a
 * network that is made here, ids of one that is there already.
 */
export interface Standing {
  /** Undefined where there is no gateway yet. */
  readonly gateway?: readonly string[];
  /** By the database they are in front of. */
  readonly proxies: Readonly<Record<string, readonly string[]>>;
}

/** A subnet something stands in: its key in the configuration, and the range it has there. */
interface Place {
  readonly key: string;
  readonly cidr?: string;
}

interface Holder {
  readonly what: string;
  readonly role: "gateway" | "database";
  readonly places: readonly Place[];
}

/**
 * Looks where the last deployment put what does not move.
 * @param before The outputs of the last deployment, if there was one.
 * @returns Where it stands, and what a person should know of subnets that have come since.
 * @throws pulumi.RunError where one of its subnets is gone from the configuration, or has another range.
 */
export async function standing(
  stack: string,
  config: ProducerConfig,
  before: Outputs | undefined,
): Promise<{ readonly standing: Standing; readonly notices: readonly string[] }> {
  const seen = config.network === undefined ? zonePlaces : idPlaces;
  const gateway = await seen(subnetIdsHad(before, "client", "subnetIds"));
  const withProxy = Object.entries(config.databases).filter(([, { proxy }]) => proxy !== undefined);
  const proxies = await Promise.all(
    withProxy.map(async ([name]) => [name, await seen(subnetIdsHad(before, "fleet", "proxySubnetIds", name))] as const),
  );
  const holders: Holder[] = [
    { what: "the resource gateway", role: "gateway", places: gateway },
    ...proxies.map(([name, places]) => ({ what: `the proxy of ${name}`, role: "database" as const, places })),
  ];
  const problems = distinct(holders.flatMap((holder) => lostProblems(config, holder)));
  if (problems.length > 0) throw configError(stack, problems);
  return {
    standing: {
      ...(gateway.length > 0 && { gateway: keysOf(gateway) }),
      proxies: Object.fromEntries(
        proxies.flatMap(([name, places]) => (places.length > 0 ? [[name, keysOf(places)]] : [])),
      ),
    },
    notices: holders.flatMap((holder) => addedNotice(config, holder)),
  };
}

const idPlaces = (ids: readonly string[]): Promise<readonly Place[]> => Promise.resolve(ids.map((key) => ({ key })));

/** One that is gone holds nothing. */
async function zonePlaces(ids: readonly string[]): Promise<readonly Place[]> {
  const places = ids.map(async (id): Promise<Place[]> => {
    try {
      const { availabilityZone, cidrBlock } = await getSubnet({ id });
      return [{ key: availabilityZone.slice(-1), cidr: cidrBlock }];
    } catch {
      return [];
    }
  });
  return (await Promise.all(places)).flat();
}

const keysOf = (places: readonly Place[]): string[] => places.map(({ key }) => key);

/** The subnets that a role has in the configuration, by their keys, with their ranges where it says them. */
function configured(config: ProducerConfig, role: Holder["role"]): ReadonlyMap<string, string | undefined> {
  if (config.network === undefined) return new Map(Object.entries(config.subnets[role]));
  const { gatewaySubnetIds, databaseSubnetIds = [] } = config.network;
  return new Map((role === "gateway" ? gatewaySubnetIds : databaseSubnetIds).map((id) => [id, undefined]));
}

const WHY = "which AWS moves to no other subnet";

function lostProblems(config: ProducerConfig, { what, role, places }: Holder): ConfigProblem[] {
  const now = configured(config, role);
  return places.flatMap(({ key, cidr }): ConfigProblem[] => {
    if (now.has(key) && now.get(key) === cidr) return [];
    if (cidr === undefined) {
      const path = ["network", `${role}SubnetIds`];
      const edits = [{ key: configKey(NAMESPACE, [...path, now.size]), value: key }];
      return [{ ...problem(path, `must keep ${key}: there stands ${what}, ${WHY}`), edits }];
    }
    const path = ["subnets", role, key];
    const text = `must stay ${cidr}: there stands ${what}, ${WHY}, got ${shown(now.get(key))}`;
    return [{ ...problem(path, text), edits: [{ key: configKey(NAMESPACE, path), value: cidr }] }];
  });
}

/** A gateway and a proxy in one subnet are one mistake. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const first = new Map<string, ConfigProblem>();
  for (const each of problems) {
    const id = each.edits?.map(({ key, value = "" }) => `${key} ${value}`).join() ?? each.key;
    if (!first.has(id)) first.set(id, each);
  }
  return [...first.values()];
}

function addedNotice(config: ProducerConfig, { what, role, places }: Holder): string[] {
  if (places.length === 0) return [];
  const keys = keysOf(places);
  const added = [...configured(config, role).keys()].filter((key) => !keys.includes(key));
  if (added.length === 0) return [];
  const [from, to] = config.network === undefined ? [zones(keys), zones(added)] : [keys.join(", "), added.join(", ")];
  return [
    `${what.charAt(0).toUpperCase()}${what.slice(1)} stays in ${from} and does not come into ${to}: AWS moves none to ` +
      "other subnets. A new stack's stands in all of them.",
  ];
}

const zones = (letters: readonly string[]) => `zone${letters.length === 1 ? "" : "s"} ${letters.join(", ")}`;
