import type { Client } from "../../reachability/client";
import type { Database, SecurityGroupRule, Topology } from "../../reachability/topology";

/** One producer with many databases, each shared with all of many consumers, whose clients reach them all. */
export interface Wide {
  readonly topology: Topology;
  /** One of each consumer. */
  readonly clients: readonly Client[];
}

const region = "eu-west-1";
const producer = "111111111111";

/** @param shares How many shares name the consumers: one for all of them, or one for each. */
export function wideTopology(databases: number, consumers: number, shares: "one" | "one each"): Wide {
  const [all, others] = [numbered(databases), numbered(consumers)];
  const accounts = others.map((at) => String(200_000_000_000 + at));
  const topology: Topology = {
    accounts: [producer, ...accounts].map((id) => ({ id, memberOf: [] })),
    vpcs: [vpc("vpc-p", producer), ...others.map((at) => vpc(`vpc-${at}`, accounts[at] ?? ""))],
    subnets: [subnet("p", producer), ...others.map((at) => subnet(String(at), accounts[at] ?? ""))],
    securityGroups: [...all.flatMap(databaseGroups), ...others.flatMap((at) => clientGroups(at, accounts[at] ?? ""))],
    prefixLists: [],
    databases: all.map(database),
    gateways: all.map((at) => ({
      ...{ id: `rgw-${at}`, account: producer, vpcId: "vpc-p", subnetIds: ["subnet-p"], active: true },
      ...{ securityGroupIds: [`sg-gateway-${at}`], dnsResolution: "PUBLIC" },
    })),
    configurations: all.map((at) => ({
      ...{ id: `rcfg-${at}`, arn: `arn:rcfg-${at}`, account: producer, region, type: "ARN", portRanges: [] },
      ...{ target: { databaseArn: `arn:db-${at}` }, gatewayId: `rgw-${at}`, active: true },
      allowAssociationToShareableServiceNetwork: false,
    })),
    networks: others.map((at) => {
      return { id: `sn-${at}`, arn: `arn:sn-${at}`, account: accounts[at] ?? "", region, shareable: false };
    }),
    resourceAssociations: others.flatMap((to) =>
      all.map((at) => ({ id: `snra-${at}-${to}`, networkId: `sn-${to}`, configurationId: `rcfg-${at}`, ...made })),
    ),
    vpcAssociations: others.map((at) => ({
      ...{ id: `snva-${at}`, account: accounts[at] ?? "", networkId: `sn-${at}`, vpcId: `vpc-${at}` },
      ...{ securityGroupIds: [`sg-door-${at}`], ...made },
    })),
    endpoints: [],
    networkAcls: [networkAcl("vpc-p", producer), ...others.map((at) => networkAcl(`vpc-${at}`, accounts[at] ?? ""))],
    routeTables: [routeTable("vpc-p", producer), ...others.map((at) => routeTable(`vpc-${at}`, accounts[at] ?? ""))],
    peerings: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    shares: (shares === "one" ? [accounts] : accounts.map((account) => [account])).map((named, at) => ({
      ...{ arn: `arn:share-${at}`, account: producer, resourceIds: all.map((it) => `rcfg-${it}`) },
      principals: named.map((principal) => ({ principal, accepted: true })),
    })),
    complete: "all",
  };
  const clients = others.map((at) => ({
    ...{ account: accounts[at] ?? "", region, vpcId: `vpc-${at}`, subnetId: `subnet-${at}` },
    securityGroupIds: [`sg-client-${at}`],
  }));
  return { topology, clients };
}

const made = { active: true, established: false };
const numbered = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const vpc = (id: string, account: string) => ({ id, account, region, cidr: "10.0.0.0/16", dns: true });

function subnet(name: string, account: string): Topology["subnets"][number] {
  return { id: `subnet-${name}`, account, vpcId: `vpc-${name}`, cidr: "10.0.1.0/24", zoneId: "euw1-az1" };
}

/** As AWS makes it with a VPC, and so the route table below. */
function networkAcl(vpcId: string, account: string): Topology["networkAcls"][number] {
  const everything = { number: 100, action: "allow", protocol: "-1", fromPort: -1, toPort: -1 } as const;
  const rules = [{ ...everything, cidr: "0.0.0.0/0" }];
  return { id: `acl-${vpcId}`, account, vpcId, isDefault: true, subnetIds: [], ingress: rules, egress: rules };
}

function routeTable(vpcId: string, account: string): Topology["routeTables"][number] {
  return { id: `rtb-${vpcId}`, account, vpcId, isMain: true, subnetIds: [], routes: [] };
}

function database(at: number): Database {
  return {
    ...{ id: `db-${at}`, arn: `arn:db-${at}`, name: `db-${at}`, account: producer, region, vpcId: "vpc-p" },
    ...{ subnetIds: ["subnet-p"], securityGroupIds: [`sg-db-${at}`], port: 5432, address: `db-${at}.example.com` },
    ...{ publiclyAccessible: false, available: true },
  };
}

function databaseGroups(at: number): Topology["securityGroups"] {
  const [inner, outer] = [`sg-db-${at}`, `sg-gateway-${at}`];
  const place = { account: producer, vpcId: "vpc-p" };
  return [
    { id: inner, ...place, ingress: [tcp({ securityGroupId: outer })], egress: [] },
    { id: outer, ...place, ingress: [], egress: [tcp({ securityGroupId: inner })] },
  ];
}

function clientGroups(at: number, account: string): Topology["securityGroups"] {
  const place = { account, vpcId: `vpc-${at}` };
  return [
    { id: `sg-client-${at}`, ...place, ingress: [], egress: [tcp({ cidr: "129.224.0.0/17" })] },
    { id: `sg-door-${at}`, ...place, ingress: [tcp({ securityGroupId: `sg-client-${at}` })], egress: [] },
  ];
}

const tcp = (peer: SecurityGroupRule["peer"]): SecurityGroupRule => {
  return { protocol: "tcp", fromPort: 5432, toPort: 5432, peer };
};
