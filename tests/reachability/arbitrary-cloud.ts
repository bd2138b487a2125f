import fc from "fast-check";
import { outsideClient, type Client } from "../../reachability/client";
import { arbitraryNetworkAcls } from "./arbitrary-network-acls";
import { outsideAddresses, withOutside } from "./arbitrary-outside";
import { arbitraryRoutes } from "./arbitrary-routes";
import type { Database, SecurityGroupRule, Topology } from "../../reachability/topology";

/** A small cloud of any make, and a client somewhere in it. */
export interface ArbitraryCloud {
  readonly topology: Topology;
  readonly client: Client;
  readonly database: Database;
}

const region = "eu-west-1";
const organization = "arn:aws:organizations::999999999999:organization/o-abc";
const accounts = ["111111111111", "222222222222"] as const;
const vpcIds = ["vpc-1", "vpc-2"] as const;
const groupsOf = (vpcId: string) => ["a", "b", "c"].map((name) => `sg-${vpcId}-${name}`);
const subnetsOf = (vpcId: string) => ["a", "b"].map((name) => `subnet-${vpcId}-${name}`);
const rangeOf = (vpcId: string) => `10.${vpcId.at(-1) ?? ""}`;

const usually = fc.integer({ min: 0, max: 24 }).map((n) => n > 0);
const vpcOf = fc.constantFrom(...vpcIds);
const someOf = (ids: readonly string[]) => fc.subarray([...ids], { minLength: 1 });

function rule(vpcId: string): fc.Arbitrary<SecurityGroupRule> {
  const range = rangeOf(vpcId);
  const cidrs = [
    "0.0.0.0/0",
    "0.0.0.0/0",
    "0.0.0.0/0",
    "129.224.0.0/17",
    "129.224.0.0/18",
    `${range}.0.0/16`,
    `${range}.1.0/24`,
    `${range}.2.0/24`,
    `${range}.1.0/25`,
    "192.168.0.0/16",
    "203.0.113.0/24",
  ];
  return fc.record({
    protocol: fc.constantFrom("tcp", "tcp", "tcp", "tcp", "-1", "-1", "udp"),
    fromPort: fc.constantFrom(5432, 5432, 5432, 0, 0, 5433),
    toPort: fc.constantFrom(5432, 65535),
    peer: fc.oneof(
      fc
        .constantFrom(
          ...groupsOf(vpcId),
          ...groupsOf(vpcId),
          ...groupsOf(vpcId),
          ...groupsOf(vpcId),
          ...vpcIds.flatMap(groupsOf),
        )
        .map((securityGroupId) => ({ securityGroupId })),
      fc.constantFrom(...cidrs).map((cidr) => ({ cidr })),
    ),
  });
}

function place(vpcId: string) {
  return { vpcId: fc.constant(vpcId), subnetIds: someOf(subnetsOf(vpcId)), securityGroupIds: someOf(groupsOf(vpcId)) };
}

function group(vpcId: string, id: string) {
  // So many open directions that ways of eight hops are open now and then.
  const everything = { protocol: "-1", fromPort: -1, toPort: -1, peer: { cidr: "0.0.0.0/0" } };
  const rules = fc.oneof(fc.constant([everything]), fc.array(rule(vpcId), { minLength: 1, maxLength: 4 }));
  const account = fc.constant(ownerOf(vpcId));
  return fc.record({ id: fc.constant(id), account, vpcId: fc.constant(vpcId), ingress: rules, egress: rules });
}

const instance = (id: string, role: "writer" | "reader") =>
  fc.record({ id: fc.constant(id), role: fc.constant(role), available: usually });

const cluster = fc.record({
  readerAddress: fc.constant("orders-ro.rds"),
  instances: fc.oneof(
    fc.tuple(instance("i-1", "writer")),
    fc.tuple(instance("i-1", "writer"), instance("i-2", "reader")),
    fc.constant([]),
  ),
});

const database = fc.record({
  id: fc.constant("db-1"),
  arn: fc.constant("arn:db-1"),
  name: fc.constant("orders"),
  account: fc.constant(accounts[0]),
  region: fc.constant(region),
  ...place("vpc-1"),
  port: fc.constant(5432),
  address: fc.constant("orders.rds"),
  publiclyAccessible: usually.map((isPrivate) => !isPrivate),
  available: usually,
  cluster: fc.option(cluster, { nil: undefined, freq: 2 }),
});

const proxy = fc.record({
  id: fc.constant("prx-1"),
  arn: fc.constant("arn:prx-1"),
  name: fc.constant("orders-proxy"),
  account: fc.constant(accounts[0]),
  region: fc.constant(region),
  ...place("vpc-1"),
  vpcId: fc.constantFrom("vpc-1", "vpc-1", "vpc-1", "vpc-1", "vpc-2"),
  port: fc.constant(5432),
  address: fc.constant("orders-proxy.rds"),
  databaseId: fc.constantFrom("db-1", "db-1", "db-1", "db-1", "db-2"),
  available: usually,
});

const gateway = fc.constantFrom(...Array.from({ length: 9 }, () => "vpc-1"), "vpc-2").chain((vpcId) =>
  fc.record({
    id: fc.constant("rgw-1"),
    account: fc.constant(accounts[0]),
    ...place(vpcId),
    dnsResolution: usually.map((isPublic) => (isPublic ? ("PUBLIC" as const) : ("IN_VPC" as const))),
    active: usually,
  }),
);

const target = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ databaseArn: "arn:db-1" }) },
  { weight: 2, arbitrary: fc.constant({ domainName: "orders.rds" }) },
  { weight: 6, arbitrary: fc.constant({ domainName: "orders-proxy.rds" }) },
  { weight: 1, arbitrary: fc.constant({ databaseArn: "arn:prx-1" }) },
  { weight: 1, arbitrary: fc.constant({ databaseArn: "arn:db-2" }) },
);

const configured = {
  account: fc.constant(accounts[0]),
  region: fc.constant(region),
  portRanges: fc.constantFrom(["5432"], ["5432"], ["3306", "5432"], ["5000-6000"], ["3306"]),
  gatewayId: fc.constantFrom("rgw-1", "rgw-1", "rgw-1", "rgw-1", "rgw-1", "rgw-2"),
  allowAssociationToShareableServiceNetwork: fc.boolean(),
  active: usually,
};

const alone = fc.record({
  id: fc.constant("rcfg-1"),
  arn: fc.constant("arn:rcfg-1"),
  type: fc.constantFrom("ARN" as const, "SINGLE" as const),
  target,
  ...configured,
});

/** Under the id that shares and associations name, with a child of its own. */
const grouped = fc.tuple(
  fc.record({
    id: fc.constant("rcfg-1"),
    arn: fc.constant("arn:rcfg-1"),
    type: fc.constant("GROUP" as const),
    ...configured,
  }),
  fc.record({
    id: fc.constant("rcfg-child"),
    arn: fc.constant("arn:rcfg-child"),
    type: fc.constant("CHILD" as const),
    groupId: fc.constantFrom("rcfg-1", "rcfg-1", "rcfg-1", "rcfg-1", "rcfg-none"),
    amazonManaged: usually.map((isOwn) => !isOwn),
    target,
    ...configured,
  }),
);

const networkId = fc.constantFrom("sn-1", "sn-1", "sn-1", "sn-2");

const network = (id: string) =>
  fc.record({
    id: fc.constant(id),
    arn: fc.constant(`arn:${id}`),
    account: fc.constantFrom(...accounts),
    region: fc.constant(region),
    shareable: fc.boolean(),
  });

const resourceAssociation = (id: string) =>
  fc.record({
    id: fc.constant(id),
    networkId,
    configurationId: fc.constantFrom("rcfg-1", "rcfg-1", "rcfg-1", "rcfg-1", "rcfg-1", "rcfg-child"),
    active: usually,
    established: fc.boolean(),
  });

const ownerOf = (vpcId: string) => accounts[vpcId === "vpc-1" ? 0 : 1];

const vpcAssociation = vpcOf.chain((vpcId) =>
  fc.record({
    id: fc.constant(`snva-${vpcId}`),
    account: fc.constant(ownerOf(vpcId)),
    networkId,
    vpcId: fc.constant(vpcId),
    securityGroupIds: fc.subarray(groupsOf(vpcId)),
    active: usually,
    established: fc.boolean(),
  }),
);

const endpoint = vpcOf.chain((vpcId) =>
  fc.record({
    id: fc.constant("vpce-1"),
    account: fc.constant(ownerOf(vpcId)),
    ...place(vpcId),
    target: fc.constantFrom(
      { networkId: "sn-1" },
      { networkId: "sn-1" },
      { configurationId: "rcfg-1" },
      { configurationId: "rcfg-1" },
      { configurationId: "rcfg-child" },
    ),
    active: usually,
    established: fc.boolean(),
  }),
);

const share = fc.record({
  arn: fc.constant("arn:share"),
  account: fc.constantFrom(...accounts),
  resourceIds: fc.subarray(["rcfg-1", "sn-1", "sn-2"], { minLength: 1 }),
  principals: fc.array(fc.record({ principal: fc.constantFrom(...accounts, organization), accepted: usually }), {
    maxLength: 2,
  }),
});

const client = fc
  .constantFrom("vpc-1", "vpc-2", "vpc-2", "vpc-2", "vpc-2", undefined)
  .chain((vpcId): fc.Arbitrary<Client> => {
    if (vpcId === undefined) return fc.constantFrom(...outsideAddresses).map(outsideClient);
    return fc.record({
      account: fc.constant(ownerOf(vpcId)),
      region: fc.constant(region),
      vpcId: fc.constant(vpcId),
      securityGroupIds: someOf(groupsOf(vpcId)),
      sourceIp: fc.constantFrom("1.10", "1.200", "2.10").map((rest) => `${rangeOf(vpcId)}.${rest}`),
    });
  });

const vpcOfRoutes = (id: string) => ({
  id,
  account: ownerOf(id),
  subnetIds: subnetsOf(id),
  cidr: `${rangeOf(id)}.0.0/16`,
});

export const arbitraryCloud: fc.Arbitrary<ArbitraryCloud> = fc
  .record({
    database,
    client,
    isForOutsiders: fc.boolean(),
    members: fc.subarray([...accounts]),
    securityGroups: fc.tuple(...vpcIds.flatMap((vpcId) => groupsOf(vpcId).map((id) => group(vpcId, id)))),
    gateways: fc.array(gateway, { minLength: 1, maxLength: 1 }),
    configurations: fc.oneof({ weight: 3, arbitrary: fc.tuple(alone) }, { weight: 1, arbitrary: grouped }),
    proxies: fc.array(proxy, { maxLength: 1 }),
    networks: fc.tuple(network("sn-1"), network("sn-2")),
    resourceAssociations: fc.array(resourceAssociation("snra-1"), { minLength: 1, maxLength: 1 }),
    vpcAssociations: fc.uniqueArray(vpcAssociation, { selector: ({ vpcId }) => vpcId, minLength: 1, maxLength: 2 }),
    endpoints: fc.array(endpoint, { maxLength: 1 }),
    networkAcls: arbitraryNetworkAcls(vpcIds.map((id) => ({ id, account: ownerOf(id), subnetIds: subnetsOf(id) }))),
    routing: fc
      .tuple(arbitraryRoutes(vpcOfRoutes("vpc-1"), vpcOfRoutes("vpc-2")), fc.constantFrom("vpc-1", "vpc-1", "vpc-2"))
      .chain(([made, vpcId]) => withOutside(made, vpcId, ownerOf(vpcId))),
    shares: fc.array(share, { minLength: 1, maxLength: 3 }),
  })
  .map(({ database: { cluster: ofAurora, ...facts }, isForOutsiders, ...rest }) => {
    const isPublic = facts.publiclyAccessible || (rest.client.outside === true && isForOutsiders);
    const plain = { ...facts, publiclyAccessible: isPublic };
    return { ...rest, database: ofAurora === undefined ? plain : { ...plain, cluster: ofAurora } };
  })
  .map(({ database: made, client: from, members, routing, ...rest }) => ({
    database: made,
    client: from,
    topology: {
      ...rest,
      accounts: accounts.map((id) => ({ id, memberOf: members.includes(id) ? [organization] : [] })),
      vpcs: vpcIds.map((id) => ({ id, account: ownerOf(id), region, cidr: `${rangeOf(id)}.0.0/16` })),
      subnets: vpcIds.flatMap((vpcId) =>
        subnetsOf(vpcId).map((id, at) => ({
          id,
          account: ownerOf(vpcId),
          vpcId,
          cidr: `${rangeOf(vpcId)}.${at + 1}.0/24`,
          zoneId: `euw1-az${at + 1}`,
        })),
      ),
      ...routing,
      prefixLists: [],
      databases: [made],
      complete: "all",
    },
  }));
