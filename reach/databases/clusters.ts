import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { AuroraCluster, AuroraInstance } from "../../reachability/cluster";
import type { Database } from "../../reachability/topology";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { isActive } from "../inventory/status";
import { types } from "../inventory/resource-types";

type ClusterState = Pick<Database, "publiclyAccessible" | "available" | "cluster">;

/** What a cluster's instances decide: it takes connections by them, and each of them can be public. */
export function clusterState(references: References): (cluster: Item) => ClusterState {
  const members = new Map<string, Item[]>();
  const astray = new Map<string, Maybe<string>>();
  for (const item of references.inventory.eachOf(...types.clusterInstance)) {
    const field = item.get(item.resource.native ? "dbClusterIdentifier" : "clusterIdentifier");
    const cluster = references.one(item, field, types.cluster);
    if (typeof cluster === "string") members.set(cluster, [...(members.get(cluster) ?? []), item]);
    else if (cluster !== undefined) astray.set(item.source.name, cluster);
  }
  return (cluster) => stateOf(cluster, members.get(cluster.id) ?? [], astray.get(cluster.source.name));
}

function stateOf(cluster: Item, members: readonly Item[], astray: Maybe<string> | undefined): ClusterState {
  // A Multi-AZ DB cluster has its instances built in, and so has Aurora Serverless v1.
  const builtIn = !cluster.get("dbClusterInstanceClass").absent || cluster.get("engineMode").text() === "serverless";
  if (builtIn) return { publiclyAccessible: builtInPrivacy(cluster), available: true };
  const open = unknown(`an instance of cluster ${cluster.name} is known`);
  const readerAddress = readerAddressOf(cluster);
  if (members.length === 0) {
    return { publiclyAccessible: open, available: open, cluster: { readerAddress, instances: open } };
  }
  const isPublic = anyPublic([...members.map(privacy), ...(isUnknown(astray) ? [astray] : [])]);
  const instances = isUnknown(astray) ? astray : instancesOf(members);
  return { publiclyAccessible: isPublic, available: true, cluster: { readerAddress, instances } };
}

function readerAddressOf(cluster: Item): Maybe<string> {
  const field = cluster.told(cluster.resource.native ? "readEndpoint" : "readerEndpoint");
  const address = field.isObject() ? field.get("address") : field;
  return address.text() ?? unknown(cluster.until(field));
}

/**
 * AWS makes one of a cluster's instances the writer. Which of those it is says the provider when they are there; as long as
 * all of them run it makes no difference, and the first stands for it.
 */
function instancesOf(members: readonly Item[]): AuroraCluster["instances"] {
  const available = members.map((item) => isActive(item, "dbInstanceStatus"));
  const told = members.map((item) => item.flag(item.get("writer")));
  const isAlike =
    told.every((it) => it === undefined) && (members.length === 1 || available.every((it) => it === true));
  return members.map((item, at): AuroraInstance => {
    const isWriter = isAlike ? at === 0 : (told[at] ?? unknown(`the writer of ${item.name}'s cluster is known`));
    const role = isUnknown(isWriter) ? isWriter : isWriter ? "writer" : "reader";
    return { id: item.id, role, available: available[at] ?? true };
  });
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
