import { ENGINES } from "../components/database/database-engine";
import { mostAclRules } from "../components/network/acl-rules";
import type { ProducerConfig } from "./config";
import { portOf, type Count } from "./quota-counts";
import type { DatabaseEntry } from "./settings/kinds";
import { QUOTAS } from "./settings/quotas";
import { hasApis, isJoined } from "./subnet-acls";

/** What a producer's network has of what a quota counts, as far as it grows with zones and ports. */
export function networkCounts(config: ProducerConfig): readonly Count[] {
  if (config.network !== undefined || !config.networkAcls) return [];
  const { subnets, vpcCidr, databases, ipv6 } = config;
  const entries = Object.values(databases);
  const count = mostAclRules({
    gateways: placesOf(subnets.gateway, ipv6),
    databases: placesOf(subnets.database, ipv6),
    ports: [...new Set(entries.flatMap(portsOf))],
    isJoined: entries.some(isJoined),
    ...(hasApis(config) && { apisFor: { cidr: vpcCidr } }),
  });
  return [[QUOTAS.networkAclRules, count]];
}

/** Of each zone a rule by either family it has; which range it is does not matter. */
function placesOf(cidrs: Readonly<Record<string, string>>, ipv6: boolean) {
  return Object.entries(cidrs).map(([zone, cidr]) => ({ zone, cidr, ...(ipv6 && { ipv6Cidr: cidr }) }));
}

/** A proxy listens on its engine's port, whatever its database does. */
function portsOf(entry: DatabaseEntry): number[] {
  if (entry.kind === "existing") return [];
  const { engine } = entry.kind === "cluster" ? entry.cluster : entry.instance;
  return [portOf(entry), ...(entry.proxy === undefined ? [] : [ENGINES[engine].port])];
}
