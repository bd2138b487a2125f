import { isUnknown, unknown, type Maybe } from "../reachability/maybe";
import type { Database } from "../reachability/topology";
import type { Item } from "./item";
import type { References } from "./references";
import { types } from "./resource-types";

type ClusterState = Pick<Database, "publiclyAccessible" | "available">;

/** What a cluster's instances decide: it takes connections by them, and each of them can be public. */
export function clusterState(references: References): (cluster: Item) => ClusterState {
  const members = new Map<string, Item[]>();
  for (const item of references.inventory.eachOf(...types.clusterInstance)) {
    const field = item.get(item.resource.native ? "dbClusterIdentifier" : "clusterIdentifier");
    const cluster = references.one(item, field, types.cluster);
    if (typeof cluster === "string") members.set(cluster, [...(members.get(cluster) ?? []), item]);
  }
  return (cluster) => stateOf(cluster, members.get(cluster.id) ?? []);
}

function stateOf(cluster: Item, members: readonly Item[]): ClusterState {
  // A Multi-AZ DB cluster has its instances built in.
  const builtIn = !cluster.get("dbClusterInstanceClass").absent;
  const open = unknown(`an instance of cluster ${cluster.name} is known`);
  if (builtIn) return { publiclyAccessible: builtInPrivacy(cluster), available: true };
  if (members.length === 0) return { publiclyAccessible: open, available: open };
  return { publiclyAccessible: anyPublic(members.map(privacy)), available: true };
}

/** `aws` has no such setting for a cluster: then AWS decides by the VPC. */
function builtInPrivacy(cluster: Item): Maybe<boolean> {
  return cluster.flag(cluster.get("publiclyAccessible")) ?? unknown(`whether ${cluster.name} is public is known`);
}

function privacy(member: Item): Maybe<boolean> {
  const field = member.told("publiclyAccessible");
  return member.flag(field) ?? unknown(`whether ${member.name} is public is known`);
}

function anyPublic(all: readonly Maybe<boolean>[]): Maybe<boolean> {
  return all.includes(true) || (all.find(isUnknown) ?? false);
}
