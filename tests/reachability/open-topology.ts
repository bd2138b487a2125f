import type { Client } from "../../reachability/client";
import type { Database, SecurityGroupRule, Topology } from "../../reachability/topology";

/**
 * The smallest topology in which a consumer's client reaches a producer's database: the configuration is shared with
 * the consumer, whose own service network carries it and lets its VPC in.
 */
export const producer = "111111111111";
export const consumer = "222222222222";
export const region = "eu-west-1";

export const database: Database = {
  id: "db-orders",
  arn: `arn:aws:rds:${region}:${producer}:db:orders`,
  name: "orders",
  account: producer,
  region,
  vpcId: "vpc-producer",
  subnetIds: ["subnet-db-a", "subnet-db-b"],
  securityGroupIds: ["sg-database"],
  port: 5432,
  address: "orders.abc.eu-west-1.rds.amazonaws.com",
  publiclyAccessible: false,
  available: true,
};

export const client: Client = {
  account: consumer,
  region,
  vpcId: "vpc-consumer",
  subnetId: "subnet-client",
  securityGroupIds: ["sg-client"],
};

/** A client of the owner's own, in the gateway's subnet and group. */
export const owner: Client = {
  ...client,
  account: producer,
  vpcId: "vpc-producer",
  subnetId: "subnet-gateway-a",
  securityGroupIds: ["sg-gateway"],
};

export function tcp(peer: SecurityGroupRule["peer"], port = 5432): SecurityGroupRule {
  return { protocol: "tcp", fromPort: port, toPort: port, peer };
}

function group(id: string, vpcId: string, ingress: readonly SecurityGroupRule[], egress: readonly SecurityGroupRule[]) {
  const account = vpcId === "vpc-producer" ? producer : consumer;
  return { id, account, vpcId, ingress, egress };
}

export const topology: Topology = {
  accounts: [
    { id: producer, memberOf: [] },
    { id: consumer, memberOf: [] },
  ],
  vpcs: [
    { id: "vpc-producer", account: producer, region, cidr: "10.0.0.0/16" },
    { id: "vpc-consumer", account: consumer, region, cidr: "10.1.0.0/16" },
  ],
  subnets: [
    { id: "subnet-db-a", account: producer, vpcId: "vpc-producer", cidr: "10.0.1.0/24", zoneId: "euw1-az1" },
    { id: "subnet-db-b", account: producer, vpcId: "vpc-producer", cidr: "10.0.2.0/24", zoneId: "euw1-az2" },
    { id: "subnet-gateway-a", account: producer, vpcId: "vpc-producer", cidr: "10.0.11.0/24", zoneId: "euw1-az1" },
    { id: "subnet-gateway-b", account: producer, vpcId: "vpc-producer", cidr: "10.0.12.0/24", zoneId: "euw1-az2" },
    { id: "subnet-client", account: consumer, vpcId: "vpc-consumer", cidr: "10.1.1.0/24", zoneId: "euw1-az2" },
  ],
  securityGroups: [
    group("sg-database", "vpc-producer", [tcp({ securityGroupId: "sg-gateway" })], []),
    group("sg-gateway", "vpc-producer", [], [tcp({ securityGroupId: "sg-database" })]),
    group("sg-association", "vpc-consumer", [tcp({ securityGroupId: "sg-client" })], []),
    group("sg-client", "vpc-consumer", [], [tcp({ cidr: "129.224.0.0/17" })]),
  ],
  networkAcls: [],
  routeTables: [],
  peerings: [],
  transitGateways: [],
  transitGatewayAttachments: [],
  transitGatewayRouteTables: [],
  prefixLists: [],
  databases: [database],
  gateways: [
    {
      id: "rgw-1",
      account: producer,
      vpcId: "vpc-producer",
      subnetIds: ["subnet-gateway-a", "subnet-gateway-b"],
      securityGroupIds: ["sg-gateway"],
      dnsResolution: "PUBLIC",
      active: true,
    },
  ],
  configurations: [
    {
      id: "rcfg-1",
      arn: `arn:aws:vpc-lattice:${region}:${producer}:resourceconfiguration/rcfg-1`,
      account: producer,
      region,
      type: "ARN",
      target: { databaseArn: `arn:aws:rds:${region}:${producer}:db:orders` },
      portRanges: [],
      gatewayId: "rgw-1",
      allowAssociationToShareableServiceNetwork: false,
      active: true,
    },
  ],
  networks: [{ id: "sn-1", arn: "arn:sn-1", account: consumer, region, shareable: false }],
  resourceAssociations: [
    { id: "snra-1", networkId: "sn-1", configurationId: "rcfg-1", active: true, established: false },
  ],
  vpcAssociations: [
    {
      id: "snva-1",
      account: consumer,
      networkId: "sn-1",
      vpcId: "vpc-consumer",
      securityGroupIds: ["sg-association"],
      active: true,
      established: false,
    },
  ],
  endpoints: [],
  shares: [
    {
      arn: "arn:share",
      account: producer,
      resourceIds: ["rcfg-1"],
      principals: [{ principal: consumer, accepted: true }],
    },
  ],
  complete: "all",
};

/** The same with some of its lists replaced. */
export function withTopology(change: Partial<Topology>): Topology {
  return { ...topology, ...change };
}

/** The same with one thing of a list changed. */
export function changing<K extends ChangeableList>(
  list: K,
  id: string,
  change: Partial<Topology[K][number]>,
  base: Topology = topology,
): Topology {
  const items: readonly { readonly id: string }[] = base[list];
  return { ...base, [list]: items.map((item) => (item.id === id ? { ...item, ...change } : item)) };
}

type ChangeableList = Exclude<
  keyof Topology,
  "complete" | "shares" | "proxies" | "roles" | "subnetsUnasked" | "overIpv6Of" | "vpnGateways" | "internetGateways"
>;
