import type { AuroraCluster, AuroraInstance } from "../../../reachability/cluster";
import type { Database, Topology } from "../../../reachability/topology";
import { arnOf, type Choose, type Values, type Written } from "./written";

export function databases(topology: Topology, choose: Choose): readonly Written[] {
  const { databases: all, proxies = [] } = topology;
  return [
    ...all.flatMap((it) => (it.cluster === undefined ? instance(it, choose) : cluster(it, it.cluster, choose))),
    ...proxies.flatMap((it) => proxy(it, topology, choose)),
  ];
}

function subnetGroup({ account, subnetIds }: Database, native: boolean): Written {
  const group = { account, id: "the-subnets" };
  return native
    ? { ...group, type: "aws-native:rds:DbSubnetGroup", props: { subnetIds, dbSubnetGroupName: "the-subnets" } }
    : { ...group, type: "aws:rds/subnetGroup:SubnetGroup", props: { subnetIds, name: "the-subnets" } };
}

function instance(it: Database, choose: Choose): readonly Written[] {
  const { account, arn, port, address, publiclyAccessible, available } = it;
  const status = available === true ? "available" : "stopped";
  const [host, listens] = [address as string, (port as number).toString()];
  const common = { engine: "postgres", publiclyAccessible, dbSubnetGroupName: "the-subnets" };
  const classic: readonly Written[] = [
    subnetGroup(it, false),
    {
      account,
      type: "aws:rds/instance:Instance",
      id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      props: { ...common, ...choose<Values>({ port }, {}), vpcSecurityGroupIds: it.securityGroupIds },
      told: { arn, address, endpoint: `${host}:${listens}`, status, port, identifier: "orders" },
    },
  ];
  const native: readonly Written[] = [
    subnetGroup(it, true),
    {
      account,
      type: "aws-native:rds:DbInstance",
      id: "orders",
      props: { ...common, ...choose<Values>({ port: listens }, {}), vpcSecurityGroups: it.securityGroupIds },
      told: { dbInstanceArn: arn, endpoint: { address, port: listens }, dbInstanceStatus: status },
    },
  ];
  return choose(classic, native);
}

function cluster(it: Database, { readerAddress, instances }: AuroraCluster, choose: Choose): readonly Written[] {
  const { account, arn, port, address, publiclyAccessible } = it;
  const engine = "aurora-postgresql";
  const props = { engine, dbSubnetGroupName: "the-subnets", vpcSecurityGroupIds: it.securityGroupIds };
  const members = instances as readonly AuroraInstance[];
  const classic: readonly Written[] = [
    subnetGroup(it, false),
    {
      ...{ account, type: "aws:rds/cluster:Cluster", id: "orders", props },
      told: { arn, port, endpoint: address, readerEndpoint: readerAddress },
    },
    ...members.map(({ id, role }): Written => ({
      account,
      type: "aws:rds/clusterInstance:ClusterInstance",
      id,
      props: { clusterIdentifier: "orders", engine, publiclyAccessible },
      told: { writer: role === "writer" },
    })),
  ];
  const native: readonly Written[] = [
    subnetGroup(it, true),
    {
      ...{ account, type: "aws-native:rds:DbCluster", id: "orders", props },
      told: { dbClusterArn: arn, port, endpoint: { address, port }, readEndpoint: { address: readerAddress } },
    },
    ...members.map(({ id }): Written => ({
      account,
      type: "aws-native:rds:DbInstance",
      id,
      props: { dbClusterIdentifier: "orders", engine, publiclyAccessible },
      told: { dbInstanceStatus: "available" },
    })),
  ];
  return choose(classic, native);
}

type Proxy = NonNullable<Topology["proxies"]>[number];

function proxy(it: Proxy, { databases: all, subnets }: Topology, choose: Choose): readonly Written[] {
  const { account, address: endpoint, subnetIds: vpcSubnetIds, securityGroupIds: vpcSecurityGroupIds } = it;
  const vpcId = subnets.find(({ id }) => (vpcSubnetIds as readonly string[])[0] === id)?.vpcId;
  const arn = arnOf(account, "rds", "db-proxy:prx-1");
  const props = { engineFamily: "POSTGRESQL", vpcSubnetIds, vpcSecurityGroupIds };
  const database = all.find(({ id }) => id === it.databaseId);
  const name = database === undefined ? "another" : "orders";
  const kind = database?.cluster === undefined ? "Instance" : "Cluster";
  const id = "the-proxy";
  const classic: readonly Written[] = [
    { account, type: "aws:rds/proxy:Proxy", id, props, told: { arn, endpoint, name: id } },
    {
      ...{ account, type: "aws:rds/proxyTarget:ProxyTarget", id: "target" },
      props: { dbProxyName: id, targetGroupName: "default", [`db${kind}Identifier`]: name },
    },
  ];
  const native: readonly Written[] = [
    { account, type: "aws-native:rds:DbProxy", id, props, told: { dbProxyArn: arn, endpoint, vpcId } },
    {
      ...{ account, type: "aws-native:rds:DbProxyTargetGroup", id: "target" },
      props: { dbProxyName: id, targetGroupName: "default", [`db${kind}Identifiers`]: [name] },
    },
  ];
  return choose(classic, native);
}
