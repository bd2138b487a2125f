import { isUnknown, type Maybe } from "./maybe";
import type { SecurityGroupRule, Topology } from "./topology";

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
  const left = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    list.filter((item) => !gone.has(item.id));
  const known = <T>(ids: Maybe<readonly T[]>, is: (item: T) => boolean): Maybe<readonly T[]> =>
    isUnknown(ids) ? ids : ids.filter((item) => !is(item));
  const placed = <T extends { readonly subnetIds: Maybe<readonly string[]> }>(item: T): T => ({
    ...item,
    subnetIds: known(item.subnetIds, (it) => gone.has(it)),
  });
  const rules = (list: Maybe<readonly SecurityGroupRule[]>) => known(list, (rule) => isRuleGone(rule, gone));
  return {
    ...topology,
    vpcs: left(topology.vpcs),
    subnets: left(topology.subnets),
    securityGroups: topology.securityGroups.map((group) =>
      gone.has(group.id)
        ? { ...group, ingress: [], egress: [] }
        : { ...group, ingress: rules(group.ingress), egress: rules(group.egress) },
    ),
    prefixLists: left(topology.prefixLists),
    databases: left(topology.databases)
      .map(placed)
      .map(({ cluster, ...database }) =>
        cluster === undefined
          ? database
          : { ...database, cluster: { ...cluster, instances: known(cluster.instances, (it) => gone.has(it.id)) } },
      ),
    ...(topology.proxies === undefined ? {} : { proxies: left(topology.proxies).map(placed) }),
    ...(topology.roles === undefined ? {} : { roles: left(topology.roles) }),
    gateways: left(topology.gateways).map(placed),
    configurations: left(topology.configurations),
    networks: left(topology.networks),
    resourceAssociations: left(topology.resourceAssociations),
    vpcAssociations: left(topology.vpcAssociations),
    endpoints: left(topology.endpoints).map(placed),
    shares: topology.shares
      .filter(({ arn }) => !gone.has(arn))
      .map((share) => ({ ...share, resourceIds: known(share.resourceIds, (it) => gone.has(it)) })),
  };
}

function isRuleGone({ id, peer }: SecurityGroupRule, gone: ReadonlySet<string>): boolean {
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

function withDependents(topology: Topology, id: string): ReadonlySet<string> {
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
