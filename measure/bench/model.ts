/**
 * How long the model takes by itself: every client to every database of a producer, and the audience of a database that
 * is shared many times, each for a size and for double that size. Part of `npm run bench`; alone it runs with
 * `npx ts-node -T measure/bench/model.ts`.
 */
import { audience } from "../../reachability/audience";
import type { Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import type { SecurityGroupRule, Topology } from "../../reachability/topology";
import type { Measurement } from "./measurement";

const region = "eu-west-1";
const producer = "111111111111";

/** One producer's databases, each shared with every consumer, whose own service network carries them into its VPC. */
function marketOf(consumers: number, databases: number): Topology {
  const buyers = Array.from({ length: consumers }, (_, at) => consumerOf(at, databases));
  const goods = Array.from({ length: databases }, (_, at) => databaseOf(at));
  const lists = [producerOf(), ...goods, ...buyers];
  const all = <T>(pick: (part: Part) => readonly T[] | undefined): readonly T[] =>
    lists.flatMap((part) => pick(part) ?? []);
  return {
    accounts: all((it) => it.accounts),
    vpcs: all((it) => it.vpcs),
    subnets: all((it) => it.subnets),
    securityGroups: all((it) => it.securityGroups),
    networkAcls: all((it) => it.networkAcls),
    routeTables: all((it) => it.routeTables),
    peerings: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    prefixLists: [],
    databases: all((it) => it.databases),
    gateways: all((it) => it.gateways),
    configurations: all((it) => it.configurations),
    networks: all((it) => it.networks),
    resourceAssociations: all((it) => it.resourceAssociations),
    vpcAssociations: all((it) => it.vpcAssociations),
    endpoints: [],
    shares: all((it) => it.shares),
    complete: "all",
  };
}

/** What of a topology one account adds to it. */
type Part = Partial<Omit<Topology, "complete">>;

/** A client in the VPC of each consumer. */
function clientsOf(consumers: number): readonly Client[] {
  return Array.from({ length: consumers }, (_, at) => ({
    account: accountOf(at),
    region,
    vpcId: `vpc-${at}`,
    subnetId: `subnet-${at}-a`,
    securityGroupIds: [`sg-${at}-client`],
  }));
}

function producerOf(): Part {
  return {
    accounts: [{ id: producer, memberOf: [] }],
    ...networkOf("producer", producer, "10.0.0.0/16"),
    securityGroups: [
      groupOf("producer", "database", producer, [tcp({ securityGroupId: "sg-producer-gateway" })], []),
      groupOf("producer", "gateway", producer, [], [tcp({ securityGroupId: "sg-producer-database" })]),
    ],
    gateways: [
      {
        id: "rgw-1",
        account: producer,
        vpcId: "vpc-producer",
        subnetIds: ["subnet-producer-a", "subnet-producer-b"],
        securityGroupIds: ["sg-producer-gateway"],
        dnsResolution: "PUBLIC",
        active: true,
      },
    ],
  };
}

function databaseOf(at: number): Part {
  const arn = `arn:aws:rds:${region}:${producer}:db:goods-${at}`;
  const database = {
    id: `db-${at}`,
    arn,
    name: `goods-${at}`,
    account: producer,
    region,
    vpcId: "vpc-producer",
    subnetIds: ["subnet-producer-a", "subnet-producer-b"],
    securityGroupIds: ["sg-producer-database"],
    port: 5432,
    address: `goods-${at}.example.com`,
    publiclyAccessible: false,
    available: true,
  };
  const configuration = {
    id: `rcfg-${at}`,
    arn: `arn:aws:vpc-lattice:${region}:${producer}:resourceconfiguration/rcfg-${at}`,
    account: producer,
    region,
    type: "ARN",
    target: { databaseArn: arn },
    portRanges: [],
    gatewayId: "rgw-1",
    allowAssociationToShareableServiceNetwork: false,
    active: true,
  } as const;
  return { databases: [database], configurations: [configuration] };
}

function consumerOf(at: number, databases: number): Part {
  const account = accountOf(at);
  const [networkId, vpcId] = [`sn-${at}`, `vpc-${at}`];
  const made = { active: true, established: true };
  const configurationIds = Array.from({ length: databases }, (_, index) => `rcfg-${index}`);
  return {
    accounts: [{ id: account, memberOf: [] }],
    ...networkOf(String(at), account, `10.${at % 250}.0.0/16`),
    securityGroups: [
      groupOf(String(at), "client", account, [], [tcp({ cidr: "129.224.0.0/17" })]),
      groupOf(String(at), "association", account, [tcp({ securityGroupId: `sg-${at}-client` })], []),
    ],
    networks: [{ id: networkId, arn: `arn:${networkId}`, account, region, shareable: false }],
    resourceAssociations: configurationIds.map((configurationId) => ({
      id: `snra-${at}-${configurationId}`,
      networkId,
      configurationId,
      ...made,
    })),
    vpcAssociations: [
      { id: `snva-${at}`, account, networkId, vpcId, securityGroupIds: [`sg-${at}-association`], ...made },
    ],
    shares: [
      {
        arn: `arn:aws:ram:${region}:${producer}:resource-share/${at}`,
        account: producer,
        resourceIds: configurationIds,
        principals: [{ principal: account, accepted: true }],
      },
    ],
  };
}

/** A VPC of two subnets, with the network ACL and the route table that AWS makes. */
function networkOf(name: string, account: string, cidr: string): Part {
  const vpcId = `vpc-${name}`;
  const subnet = (zone: string, third: number) => ({
    id: `subnet-${name}-${zone}`,
    account,
    vpcId,
    cidr: cidr.replace(/0\.0\/16$/, `${third}.0/24`),
    zoneId: `euw1-az${third}`,
  });
  const everything = {
    number: 100,
    action: "allow",
    protocol: "-1",
    fromPort: -1,
    toPort: -1,
    cidr: "0.0.0.0/0",
  } as const;
  const rules = [everything];
  return {
    vpcs: [{ id: vpcId, account, region, cidr, dns: true }],
    subnets: [subnet("a", 1), subnet("b", 2)],
    networkAcls: [{ id: `acl-${name}`, account, vpcId, isDefault: true, subnetIds: [], ingress: rules, egress: rules }],
    routeTables: [{ id: `rtb-${name}`, account, vpcId, isMain: true, subnetIds: [], routes: [] }],
  };
}

function groupOf(
  place: string,
  role: string,
  account: string,
  ingress: readonly SecurityGroupRule[],
  egress: readonly SecurityGroupRule[],
) {
  return { id: `sg-${place}-${role}`, account, vpcId: `vpc-${place}`, ingress, egress };
}

function tcp(peer: SecurityGroupRule["peer"]): SecurityGroupRule {
  return { protocol: "tcp", fromPort: 5432, toPort: 5432, peer };
}

function accountOf(at: number): string {
  return String(222222000000 + at);
}

/** Every client to every database. A fresh topology each time: nothing may be left of an earlier run. */
function pairs(count: number): number {
  const topology = marketOf(count, count);
  const clients = clientsOf(count);
  const started = performance.now();
  let open = 0;
  for (const client of clients) {
    for (const database of topology.databases) if (explain(topology, client, database).verdict === "open") open++;
  }
  const taken = performance.now() - started;
  if (open !== count * count) throw new Error(`${open} of ${count * count} pairs are open: all should be`);
  return taken;
}

function audienceOf(shares: number): number {
  const topology = marketOf(shares, 1);
  const [database] = topology.databases;
  if (database === undefined) throw new Error("the producer has no database");
  const started = performance.now();
  const { clients, principals } = audience(topology, database);
  const taken = performance.now() - started;
  // One more: in its own VPC the resource gateway's security group is let in.
  if (clients.length !== shares + 1 || principals.length !== shares) {
    throw new Error(`${clients.length} clients and ${principals.length} principals for ${shares} shares`);
  }
  return taken;
}

/** The median of five. */
function medianOf(work: () => number): number {
  return Array.from({ length: 5 }, work).sort((one, other) => one - other)[2] ?? 0;
}

/** Both of the model's costs, for a size and for double that size. */
export function measureModel(): Measurement[] {
  const pair = (count: number): Measurement => ({
    name: `model: ${count} clients x ${count} databases, all pairs`,
    value: `${medianOf(() => pairs(count)).toFixed(0)} ms`,
  });
  const many = (shares: number): Measurement => ({
    name: `model: audience of a database with ${shares} shares`,
    value: `${medianOf(() => audienceOf(shares)).toFixed(0)} ms`,
  });
  return [pair(100), pair(200), many(1_000), many(2_000)];
}

if (require.main === module) {
  for (const { name, value } of measureModel()) process.stdout.write(`${name}: ${value}\n`);
}
