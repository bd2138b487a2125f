import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Database, SecurityGroup, SecurityGroupRule, Topology } from "../../reachability/topology";

/**
 * The topology as if one resource were gone, with all that AWS would take along: a VPC's contents, the associations,
 * endpoints and children of a configuration or service network. What AWS keeps stays: an established association
 * outlives its share. A security group that is gone lets nothing pass; whatever carries it still does.
 * @param id Its id or ARN; that of a security group rule, or of a cluster's instance, too.
 * @returns undefined where nothing has this id.
 */
export function without(topology: Topology, id: string): Topology | undefined {
  const found = idsOf(topology).find((it) => it.id === id || it.arn === id)?.id;
  if (found === undefined) return undefined;
  const gone = withDependents(topology, found);
  const left = <T extends Named>(list: readonly T[]): readonly T[] => list.filter((item) => !gone.has(item.id));
  const { databases, proxies, roles, gateways, endpoints, shares } = topology;
  return {
    ...topology,
    vpcs: left(topology.vpcs),
    subnets: left(topology.subnets),
    securityGroups: topology.securityGroups.map((group) => groupWithout(group, gone)),
    prefixLists: left(topology.prefixLists),
    databases: left(databases).map((database) => clusterWithout(placedWithout(database, gone), gone)),
    ...(proxies === undefined ? {} : { proxies: left(proxies).map((proxy) => placedWithout(proxy, gone)) }),
    ...(roles === undefined ? {} : { roles: left(roles) }),
    gateways: left(gateways).map((gateway) => placedWithout(gateway, gone)),
    configurations: left(topology.configurations),
    networks: left(topology.networks),
    resourceAssociations: left(topology.resourceAssociations),
    vpcAssociations: left(topology.vpcAssociations),
    endpoints: left(endpoints).map((endpoint) => placedWithout(endpoint, gone)),
    shares: shares
      .filter(({ arn }) => !gone.has(arn))
      .map((share) => ({ ...share, resourceIds: known(share.resourceIds, (it) => !gone.has(it)) })),
  };
}

type Gone = ReadonlySet<string>;

function known<T>(items: Maybe<readonly T[]>, stays: (item: T) => boolean): Maybe<readonly T[]> {
  return isUnknown(items) ? items : items.filter(stays);
}

function placedWithout<T extends { readonly subnetIds: Maybe<readonly string[]> }>(item: T, gone: Gone): T {
  return { ...item, subnetIds: known(item.subnetIds, (it) => !gone.has(it)) };
}

function clusterWithout({ cluster, ...database }: Database, gone: Gone): Database {
  if (cluster === undefined) return database;
  return { ...database, cluster: { ...cluster, instances: known(cluster.instances, ({ id }) => !gone.has(id)) } };
}

/** Emptied, not taken off what carries it: an association without any group would let everybody in. */
function groupWithout(group: SecurityGroup, gone: Gone): SecurityGroup {
  if (gone.has(group.id)) return { ...group, ingress: [], egress: [] };
  const rules = (list: SecurityGroup["ingress"]) => known(list, (rule) => !isRuleGone(rule, gone));
  return { ...group, ingress: rules(group.ingress), egress: rules(group.egress) };
}

function isRuleGone({ id, peer }: SecurityGroupRule, gone: Gone): boolean {
  if (id !== undefined && gone.has(id)) return true;
  if (isUnknown(peer)) return false;
  return (
    ("securityGroupId" in peer && gone.has(peer.securityGroupId)) ||
    ("prefixListId" in peer && gone.has(peer.prefixListId))
  );
}

interface Named {
  readonly id: string;
  readonly arn?: Maybe<string>;
}

/** Everything that can be named; a share goes by its ARN. */
function idsOf(topology: Topology): readonly Named[] {
  const rules = topology.securityGroups.flatMap(({ ingress, egress }) =>
    [ingress, egress].flatMap((list) => (isUnknown(list) ? [] : list)),
  );
  const instances = topology.databases.flatMap(({ cluster }) =>
    cluster === undefined || isUnknown(cluster.instances) ? [] : cluster.instances,
  );
  return [
    ...itemsOf(topology),
    ...topology.shares.map(({ arn }) => ({ id: arn })),
    ...rules.flatMap(({ id }) => (id === undefined ? [] : [{ id }])),
    ...instances,
  ];
}

/** A thing with what it hangs on, by the fields that can name another thing. */
interface Item extends Named {
  readonly vpcId?: Maybe<string>;
  readonly networkId?: Maybe<string>;
  readonly configurationId?: Maybe<string>;
  readonly groupId?: Maybe<string>;
  readonly managedFor?: string;
  readonly target?: Maybe<object>;
}

function itemsOf(topology: Topology): readonly Item[] {
  const { vpcs, subnets, securityGroups, prefixLists, databases, proxies = [], roles = [], ...rest } = topology;
  const { gateways, configurations, networks, resourceAssociations, vpcAssociations, endpoints } = rest;
  return [
    ...[vpcs, subnets, securityGroups, prefixLists, databases, proxies, roles].flat(),
    ...[gateways, configurations, networks, resourceAssociations, vpcAssociations, endpoints].flat(),
  ];
}

function withDependents(topology: Topology, id: string): Gone {
  const items = itemsOf(topology);
  const gone = new Set([id]);
  // A set grows while it is walked.
  for (const holder of gone) {
    for (const item of items) if (holdersOf(item).includes(holder)) gone.add(item.id);
  }
  return gone;
}

function holdersOf({ vpcId, networkId, configurationId, groupId, managedFor, target }: Item): readonly unknown[] {
  const ofTarget: Readonly<Record<string, unknown>> = target === undefined || isUnknown(target) ? {} : { ...target };
  return [vpcId, networkId, configurationId, groupId, managedFor, ofTarget.networkId, ofTarget.configurationId];
}
