import assert from "node:assert/strict";
import { topologyOf } from "../../reach/topology-of";
import { verdictOn } from "./recorded-stacks";
import { changed, tell, type Made, type Scenario } from "./scenario";

const endpointName = "front.proxy-c0ryosa8aodh.eu-west-1.rds.amazonaws.com";

function rule(
  direction: "Ingress" | "Egress",
  name: string,
  of: string,
  inputs: Readonly<Record<string, unknown>>,
): Made {
  const ports = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
  const type = `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`;
  return { type, name, id: `sgr-${name}`, inputs: { ...ports, securityGroupId: `«${of}»`, ...inputs } };
}

const named = (group: string) => ({ referencedSecurityGroupId: `«${group}»` });

const proxyGroup: Made = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  name: "front-group",
  id: "sg-0123456789abcdef1",
  inputs: { vpcId: "«network-vpc»" },
  outputs: { ingress: [], egress: [] },
};
const proxy: Made = {
  type: "aws:rds/proxy:Proxy",
  name: "front",
  id: "front",
  inputs: {
    ...{ name: "front", engineFamily: "POSTGRESQL", requireTls: true },
    vpcSubnetIds: ["«network-database-a»", "«network-database-b»"],
    vpcSecurityGroupIds: ["«front-group»"],
  },
  outputs: { arn: "arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0", endpoint: endpointName },
};
const target: Made = {
  type: "aws:rds/proxyTarget:ProxyTarget",
  name: "target",
  id: "front/default/RDS_INSTANCE/orders-1bb4632e",
  inputs: { dbProxyName: "front", targetGroupName: "default", dbInstanceIdentifier: "orders-1bb4632e" },
};
const proxyRules = {
  fromGateway: rule("Egress", "gateway-front", "db-security-group", named("front-group")),
  intoProxy: rule("Ingress", "front-gateway", "front-group", named("db-security-group")),
  fromProxy: rule("Egress", "front-orders", "front-group", named("orders-security-group")),
  intoDatabase: rule("Ingress", "orders-front", "orders-security-group", named("front-group")),
};
const proxied = (change: Partial<Record<keyof typeof proxyRules, Made | undefined>> = {}): readonly Made[] => [
  ...[proxyGroup, proxy, target],
  ...Object.values({ ...proxyRules, ...change }).filter((it) => it !== undefined),
];
const byItsName = { resourceConfigurationDefinition: { dnsResource: { domainName: endpointName } } };
/** The resource configuration leads to the proxy. */
const toProxy = { "producer/db-orders": { type: "SINGLE", portRanges: ["5432"], ...byItsName } };

// After aws-cdk-lib's rds (its issues 8919, 12953, 20789, 31304) and terraform-aws-modules' rds-proxy.
const behindProxies: readonly Scenario[] = [
  {
    symptom: "the proxy has everything it needs, and clients get through it",
    change: toProxy,
    made: proxied(),
    to: "front",
    ...{ hop: "proxy-to-database", verdict: "open", fix: /allows TCP 5432|takes connections/ },
  },
  {
    symptom: "the proxy's target never becomes available: the database admits no group of the proxy's",
    change: toProxy,
    made: proxied({ intoDatabase: undefined }),
    to: "front",
    ...{
      hop: "proxy-to-database",
      verdict: "blocked",
      fix: /add an ingress rule to sg-b50837ee338bba745 .*from front/,
    },
  },
  {
    symptom: "the proxy's group lets it out to Secrets Manager only",
    change: toProxy,
    made: proxied({
      fromProxy: rule("Egress", "front-443", "front-group", { cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 }),
    }),
    to: "front",
    ...{ hop: "proxy-to-database", verdict: "blocked", fix: /add an egress rule to sg-0123456789abcdef1/ },
  },
  {
    symptom: "a grant to log in to the proxy opens no security group",
    change: toProxy,
    made: proxied({ intoProxy: undefined }),
    to: "front",
    ...{ hop: "database-ingress", verdict: "blocked", fix: /add an ingress rule to sg-0123456789abcdef1/ },
  },
  {
    symptom: "the gateway's group still lets out to the database only, not to the proxy",
    change: toProxy,
    made: proxied({ fromGateway: undefined }),
    to: "front",
    ...{ hop: "gateway", verdict: "blocked", fix: /add an egress rule to sg-90b5e5cc0b77ab6a1/ },
  },
  {
    symptom: "the resource configuration names the proxy by its ARN, which Lattice takes of databases only",
    change: {
      "producer/db-orders": { resourceConfigurationDefinition: { arnResource: { arn: proxy.outputs?.["arn"] } } },
    },
    made: proxied(),
    to: "front",
    ...{ hop: "resource-configuration", verdict: "blocked", fix: /type SINGLE with the domain name of front/ },
  },
  {
    symptom: "the resource configuration still leads to the database, past the proxy",
    made: proxied(),
    to: "front",
    ...{ hop: "share-names-account", verdict: "blocked", fix: /create a resource configuration for front/ },
  },
];

// After the AWS posts on a Network Load Balancer and a Lambda that chases addresses, and polytomic's module of that kind.
const chasedAddresses: readonly Scenario[] = [
  {
    symptom: "after a failover the database is in the other zone, whose range the gateway's rule leaves out",
    change: { "producer/db-orders-egress": { fromPort: 443, toPort: 443 } },
    made: [rule("Egress", "one-zone", "db-security-group", { cidrIpv4: "10.0.0.64/27" })],
    ...{ hop: "gateway", verdict: "blocked", fix: /allows TCP 5432 to database orders-/ },
  },
  {
    symptom: "the database's rule is for the consumer's addresses, which it never sees",
    change: { "producer/db-orders-ingress": { referencedSecurityGroupId: "sg-cc8836f94c14d3cd1" } },
    made: [rule("Ingress", "consumer-range", "orders-security-group", { cidrIpv4: "10.1.0.0/16" })],
    ...{ hop: "database-ingress", verdict: "blocked", fix: /that allows TCP 5432 from rgw-\w+/ },
  },
  {
    symptom: "the endpoint's security group does not admit the clients",
    way: "resource-endpoint",
    change: { "consumer/databases-5432-ingress": { fromPort: 443, toPort: 443 } },
    ...{ hop: "endpoint", verdict: "blocked", fix: /add an ingress rule to sg-999cd7de0d55a2cfa that allows TCP 5432/ },
  },
  {
    symptom: "the endpoint waits for the owner to accept it",
    way: "resource-endpoint",
    change: { "consumer/endpoint": { state: "pendingAcceptance" } },
    ...{ hop: "endpoint", verdict: "unknown", fix: /wait until endpoint is no longer pendingacceptance/ },
  },
  {
    symptom: "the target is the database's address of today, which may be another's after a failover",
    change: {
      "producer/db-orders": {
        ...{ type: "SINGLE", portRanges: ["5432"] },
        resourceConfigurationDefinition: { ipResource: { ipAddress: "10.0.0.70" } },
      },
    },
    ...{ hop: "resource-configuration", verdict: "unknown", fix: /type ARN/ },
  },
];

// After a third-party Terraform module for Lattice, with groups of resource configurations.
const group: Made = {
  type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
  name: "group",
  id: "rcfg-0123456789abcdef0",
  inputs: { type: "GROUP", resourceGatewayIdentifier: "«db-gateway»", portRanges: [] },
  outputs: { status: "ACTIVE" },
};
const groups: readonly Scenario[] = [
  {
    symptom: "the endpoint names a child, which is reached by its group only",
    way: "resource-endpoint",
    change: {
      "producer/db-orders": {
        ...{ type: "CHILD", portRanges: ["5432"], resourceConfigurationGroupId: group.id },
        resourceConfigurationDefinition: {
          dnsResource: { domainName: "orders-1bb4632e.c0ryosa8aodh.eu-west-1.rds.amazonaws.com" },
        },
      },
    },
    made: [group],
    ...{ hop: "endpoint", verdict: "blocked", fix: /name rcfg-0123456789abcdef0 in place of rcfg-/ },
  },
];

// After terraform-aws-modules' rds and rds-aurora, and the RDS user guide's own troubleshooting page.
const plainDatabases: readonly Scenario[] = [
  {
    symptom: "the database is still being created",
    change: { "producer/orders-instance": { status: "creating" } },
    ...{ hop: "database-available", verdict: "unknown", fix: /wait until orders-instance is no longer creating/ },
  },
  {
    symptom: "the database lost its network",
    change: { "producer/orders-instance": { status: "incompatible-network" } },
    ...{ hop: "database-available", verdict: "blocked", fix: /start orders-/ },
  },
  {
    symptom: "a client on the internet, and the database is private",
    made: [
      {
        type: "aws:ec2/internetGateway:InternetGateway",
        id: "igw-0123456789abcdef0",
        inputs: { vpcId: "«network-vpc»" },
      },
    ],
    from: "203.0.113.0/24",
    ...{ hop: "vpc-association", verdict: "unknown", fix: /create an endpoint in a VPC that your VPN/ },
  },
  {
    symptom: "a client on the internet, and the public database's subnets have no route to it",
    change: { "producer/orders-instance": { publiclyAccessible: true } },
    made: [
      {
        type: "aws:ec2/internetGateway:InternetGateway",
        id: "igw-0123456789abcdef0",
        inputs: { vpcId: "«network-vpc»" },
      },
      rule("Ingress", "world", "orders-security-group", { cidrIpv4: "0.0.0.0/0" }),
    ],
    from: "203.0.113.0/24",
    ...{ hop: "client-route", verdict: "blocked", fix: /add a route to rtb-\w+: 203\.0\.113\.0\/24 to igw-/ },
  },
  {
    symptom: "a client beside the database, whose group it does not admit",
    change: { "producer/db-orders-ingress": { referencedSecurityGroupId: "sg-68050c458edd35cb9" } },
    from: "producer",
    ...{ hop: "database-ingress", verdict: "blocked", fix: /\(sg-90b5e5cc0b77ab6a1\)/ },
  },
];

describe("why a client does not get through a proxy, told by its symptom:", () => {
  tell(behindProxies);
});

describe("why a client does not get through, told by the symptom of other ways to share:", () => {
  tell([...chasedAddresses, ...groups, ...plainDatabases]);
});

// After GlennChia/amazon-vpc-lattice-rds-patterns, whose clients use the database's own name where private DNS is on.
describe("why the database's own name leads nowhere, told by its symptom:", () => {
  const single = {
    ...{
      type: "SINGLE",
      portRanges: ["5432"],
      customDomainName: "orders-1bb4632e.c0ryosa8aodh.eu-west-1.rds.amazonaws.com",
    },
    resourceConfigurationDefinition: {
      dnsResource: { domainName: "orders-1bb4632e.c0ryosa8aodh.eu-west-1.rds.amazonaws.com" },
    },
  };

  it("private DNS is off for the endpoint", () => {
    const change = { "producer/db-orders": single, "consumer/endpoint": { privateDnsEnabled: false } };
    const [own] = verdictOn(topologyOf(changed("resource-endpoint", change))).names;
    assert.deepEqual([own?.kind, own?.resolves], ["database", "blocked"]);
    assert.match(own?.reason ?? "", /private DNS/);
  });

  it("the client's VPC has no DNS host names", () => {
    const change = { "consumer/network-vpc": { enableDnsHostnames: false } };
    const [own] = verdictOn(topologyOf(changed("vpc-association", change))).names;
    assert.equal(own?.resolves, "blocked");
    assert.match(own.reason, /lacks DNS support or host names/);
  });
});
