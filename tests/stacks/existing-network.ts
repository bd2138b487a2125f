import type { Calls } from "../components/deploy";
import { invokeError } from "./up";

/** The ids of a network that is there already. */
export const NETWORK = {
  vpcId: "vpc-0123456789abcdef0",
  gatewaySubnetIds: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  databaseSubnetIds: ["subnet-0000000000000000c", "subnet-0000000000000000d"],
};
const LETTERS: Readonly<Record<string, string>> = { a: "a", b: "b", c: "a", d: "b" };

/** What AWS says of that network, and of a database in it; `change` is what another test finds there. */
export function awsKnows(change: Readonly<Record<string, object>> = {}): Calls {
  const notFound = (what: string) => () => {
    throw invokeError(`invocation returned an error: reading ${what}: couldn't find resource`);
  };
  const known =
    (what: string, all: (id: string) => object | undefined): Calls[string] =>
    (inputs) => {
      const [id = ""] = Object.values(inputs).filter((value) => typeof value === "string");
      const found = all(id);
      if (found === undefined) return notFound(what)();
      return { ...found, ...change[id] };
    };
  const subnet = (id: string) => ({
    id,
    vpcId: NETWORK.vpcId,
    availabilityZone: `eu-west-1${LETTERS[id.at(-1) ?? ""] ?? "a"}`,
    availabilityZoneId: "euw1-az1",
    availableIpAddressCount: 20,
    cidrBlock: "10.0.0.0/26",
  });
  return {
    "aws:ec2/getVpc:getVpc": known("VPC", (id) =>
      id === NETWORK.vpcId ? { id, mainRouteTableId: "rtb-main", enableDnsSupport: true } : undefined,
    ),
    "aws:ec2/getSubnet:getSubnet": known("Subnet", (id) => (id.startsWith("subnet-0") ? subnet(id) : undefined)),
    "aws:ec2/getRouteTable:getRouteTable": known("Route Table", (id) =>
      id === "rtb-main" || id.endsWith("a") ? { routes: [{ gatewayId: "local" }] } : undefined,
    ),
    "aws:ec2/getSecurityGroup:getSecurityGroup": known("Security Group", (id) =>
      id.startsWith("sg-") ? { id, vpcId: NETWORK.vpcId } : undefined,
    ),
    "aws:rds/getInstance:getInstance": known("Instance", (id) =>
      /^(legacy|member)$/.test(id) ? instance(id) : undefined,
    ),
    "aws:rds/getCluster:getCluster": known("Cluster", (id) => (id === "old-ledger" ? cluster(id) : undefined)),
    "aws:rds/getProxy:getProxy": known("Proxy", (id) => (id === "old-proxy" ? proxy(id) : undefined)),
    "aws:rds/getSubnetGroup:getSubnetGroup": known("Subnet Group", () => ({ vpcId: NETWORK.vpcId })),
    "aws-native:rds:getDbInstance": known("", () => ({ enableIamDatabaseAuthentication: true })),
    "aws-native:rds:getDbParameterGroup": known("", () => ({ parameters: { "rds.force_ssl": "1" } })),
    "aws-native:rds:getDbClusterParameterGroup": known("", () => ({ parameters: { "rds.force_ssl": "1" } })),
  };
}

const common = { engineVersion: "17.4", port: 5432 };

const instance = (id: string) => ({
  ...common,
  dbInstanceIdentifier: id,
  dbInstanceArn: `arn:aws:rds:eu-west-1:111122223333:db:${id}`,
  engine: "postgres",
  address: `${id}.abc.eu-west-1.rds.amazonaws.com`,
  dbClusterIdentifier: id === "member" ? "old-ledger" : "",
  dbName: "shop",
  resourceId: "db-LEGACY",
  dbSubnetGroup: "old-subnets",
  vpcSecurityGroups: ["sg-0123456789abcdef0"],
  publiclyAccessible: false,
  dbParameterGroups: ["own-parameters"],
});

const cluster = (id: string) => ({
  ...common,
  clusterIdentifier: id,
  arn: `arn:aws:rds:eu-west-1:111122223333:cluster:${id}`,
  engine: "aurora-postgresql",
  endpoint: `${id}.cluster-abc.eu-west-1.rds.amazonaws.com`,
  readerEndpoint: `${id}.cluster-ro-abc.eu-west-1.rds.amazonaws.com`,
  databaseName: "books",
  clusterResourceId: "cluster-OLD",
  clusterMembers: ["member"],
  dbSubnetGroupName: "old-subnets",
  vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
  iamDatabaseAuthenticationEnabled: true,
  dbClusterParameterGroupName: "own-parameters",
});

const proxy = (id: string) => ({
  name: id,
  arn: "arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0",
  engineFamily: "MYSQL",
  endpoint: `${id}.proxy-abc.eu-west-1.rds.amazonaws.com`,
  vpcId: NETWORK.vpcId,
  vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
  requireTls: true,
  defaultAuthScheme: "NONE",
  auths: [{ iamAuth: "REQUIRED" }],
});
