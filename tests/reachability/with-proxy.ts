import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { SecurityGroup, Topology } from "../../reachability/topology";
import { changing, producer, region, tcp, topology } from "./open-topology";

const address = "orders-proxy.proxy-abc.eu-west-1.rds.amazonaws.com";
export const proxyArn = `arn:aws:rds:${region}:${producer}:db-proxy:prx-1`;

const proxy: DatabaseProxy = {
  id: "prx-1",
  arn: proxyArn,
  name: "orders-proxy",
  account: producer,
  region,
  vpcId: "vpc-producer",
  subnetIds: ["subnet-db-a", "subnet-db-b"],
  securityGroupIds: ["sg-proxy"],
  port: 5432,
  address,
  resourceId: "prx-0123",
  requireTls: true,
  iamAuthentication: true,
  databaseId: "db-orders",
  available: true,
};

const admitting: SecurityGroup = {
  id: "sg-proxy",
  account: producer,
  vpcId: "vpc-producer",
  ingress: [tcp({ securityGroupId: "sg-gateway" })],
  egress: [tcp({ securityGroupId: "sg-database" })],
};

/** The database is shared by its RDS Proxy alone: the gateway reaches the proxy, and only the proxy the database. */
export function withProxy(change: Partial<DatabaseProxy> = {}): Topology {
  const groups = { ...topology, securityGroups: [...topology.securityGroups, admitting] };
  const gatewayToProxy = changing(
    "securityGroups",
    "sg-gateway",
    { egress: [tcp({ securityGroupId: "sg-proxy" })] },
    groups,
  );
  const proxyToDatabase = changing(
    "securityGroups",
    "sg-database",
    { ingress: [tcp({ securityGroupId: "sg-proxy" })] },
    gatewayToProxy,
  );
  const byName = { type: "SINGLE", target: { domainName: address }, portRanges: ["5432"] } as const;
  return {
    ...changing("configurations", "rcfg-1", byName, proxyToDatabase),
    proxies: [{ ...proxy, ...change }],
  };
}
