import * as assert from "node:assert/strict";

import type { DatabaseEngine } from "../../../components/database/database-engine";
import { TargetKind, type ShareableDatabase } from "../../../components/database/shareable-database";
import {
  ResourceGateway,
  resourceGatewayProblems,
  type ResourceGatewayArgs,
} from "../../../components/lattice/resource-gateway";
import { deploy, type Deployment } from "../deploy";

/** A database of which nothing but the contract is known: the gateway asks for no class. */
function shareable(name: string, engine: DatabaseEngine, port: number): ShareableDatabase {
  const arn = `arn:aws:rds:eu-west-1:111122223333:db:${name}`;
  return {
    engine,
    port,
    databaseName: name,
    address: `${name}.abc.eu-west-1.rds.amazonaws.com`,
    resourceId: "db-ABC",
    securityGroupId: `sg-${name}`,
    target: { kind: TargetKind.Arn, value: arn },
  };
}

const args: ResourceGatewayArgs = {
  vpcId: "vpc-1",
  subnets: { a: { id: "subnet-a", cidr: "10.0.1.0/28" }, b: { id: "subnet-b", cidr: "10.0.1.16/28" } },
  databases: {
    orders: shareable("orders", "postgres", 5432),
    billing: shareable("billing", "mysql", 3306),
  },
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
/** Databases that carry one security group. */
const together = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { ...shareable(name, "postgres", 5432), securityGroupId: "sg-5432", securityGroupKey: "5432" },
    ]),
  );
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const CONFIGURATION = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";

describe("a dual-stack ResourceGateway", () => {
  it("has addresses of both kinds, and keeps what it has where it is there already", async () => {
    const { find } = await deploy((opts) => new ResourceGateway("db", { ...args, dualStack: true }, opts));
    const { inputs, opts } = find("aws:vpclattice/resourceGateway:ResourceGateway");
    assert.equal(inputs.ipAddressType, "DUALSTACK");
    assert.deepEqual(opts.ignoreChanges, ["ipAddressType"]);
  });
});

describe("a ResourceGateway", () => {
  let made: Deployment;
  before(async () => {
    made = await deploy((opts) => new ResourceGateway("db", args, opts));
  });

  it("stands in every zone it is given, with addresses that fit a /28", () => {
    const { inputs } = made.find("aws:vpclattice/resourceGateway:ResourceGateway");
    assert.deepEqual(inputs.subnetIds, ["subnet-a", "subnet-b"]);
    assert.equal(inputs.ipv4AddressesPerEni, 8);
    assert.equal(inputs.ipAddressType, "IPV4");
    assert.deepEqual(inputs.securityGroupIds, ["db-security-group-id"]);
  });

  it("has one rule in each direction for all databases of one security group, and 200 of them pass no quota", async () => {
    const names = Array.from({ length: 200 }, (_, index) => `d${index}`);
    const { resources } = await deploy(
      (opts) => new ResourceGateway("db", { ...args, databases: together(...names) }, opts),
    );
    const rules = resources.filter(({ type }) => [EGRESS, INGRESS].includes(type));
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs.securityGroupId,
        inputs.referencedSecurityGroupId,
        inputs.fromPort,
      ]),
      [
        ["db-5432-egress", "db-security-group-id", "sg-5432", 5432],
        ["db-5432-ingress", "sg-5432", "db-security-group-id", 5432],
      ],
    );
    const configurations = resources.filter(({ type }) => type === CONFIGURATION);
    assert.equal(configurations.length, 200);
    assert.ok(configurations.every(({ opts }) => [opts.dependsOn].flat().length === 2));
  });

  it("changes nothing of its own when a database comes or goes", async () => {
    const gatewayOf = (...names: string[]) =>
      deploy((opts) => new ResourceGateway("db", { ...args, databases: together(...names) }, opts));
    const inputsOf = ({ resources }: Deployment) =>
      resources.filter(({ name }) => !name.startsWith("db-billing")).map(({ name, inputs }) => [name, inputs]);
    const one = await gatewayOf("orders");
    assert.deepEqual(inputsOf(await gatewayOf("orders", "billing")), inputsOf(one));
  });

  it("reaches each database's port and nothing else", () => {
    const rules = made.resources.filter(({ inputs }) => inputs.securityGroupId === "db-security-group-id");
    assert.deepEqual(
      rules.map(({ type, inputs }) => [
        type,
        inputs.referencedSecurityGroupId,
        inputs.ipProtocol,
        inputs.fromPort,
        inputs.toPort,
      ]),
      [
        [EGRESS, "sg-orders", "tcp", 5432, 5432],
        [EGRESS, "sg-billing", "tcp", 3306, 3306],
      ],
    );
    const group = made.find("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual([group.ingress, group.egress], [undefined, undefined]);
  });

  it("opens each database to itself, on the one port", () => {
    assert.deepEqual(made.find(INGRESS, "db-billing-ingress").inputs, {
      securityGroupId: "sg-billing",
      referencedSecurityGroupId: "db-security-group-id",
      ipProtocol: "tcp",
      fromPort: 3306,
      toPort: 3306,
      description: "Database from resource gateway",
    });
  });

  it("names a database that has a DNS name only by that name, with its port", async () => {
    const target = { kind: TargetKind.DomainName, value: "orders.proxy-abc.eu-west-1.rds.amazonaws.com" };
    const databases = { orders: { ...shareable("orders", "postgres", 5432), target } };
    const { find } = await deploy((opts) => new ResourceGateway("db", { ...args, databases }, opts));
    assert.deepEqual(find(CONFIGURATION).inputs, {
      type: "SINGLE",
      resourceGatewayIdentifier: "db-gateway-id",
      resourceConfigurationDefinition: { dnsResource: { domainName: target.value, ipAddressType: "IPV4" } },
      portRanges: ["5432"],
      protocol: "TCP",
      customDomainName: target.value,
      allowAssociationToShareableServiceNetwork: false,
    });
  });

  it("names each database by its ARN, without the ports AWS would refuse, and not to be shared on", () => {
    const { inputs, opts } = made.find(CONFIGURATION, "db-orders");
    assert.deepEqual(inputs, {
      type: "ARN",
      resourceGatewayIdentifier: "db-gateway-id",
      resourceConfigurationDefinition: { arnResource: { arn: "arn:aws:rds:eu-west-1:111122223333:db:orders" } },
      allowAssociationToShareableServiceNetwork: false,
    });
    assert.equal([opts.dependsOn].flat().length, 2);
  });

  it("logs access to each database, encrypted, for a year", () => {
    assert.deepEqual(
      made.find("aws:vpclattice/accessLogSubscription:AccessLogSubscription", "db-orders-access-log").inputs,
      {
        resourceIdentifier: "db-orders-id",
        destinationArn: "arn:aws:mock:eu-west-1:111122223333:db-access-logs",
      },
    );
    assert.deepEqual(made.find("aws:cloudwatch/logGroup:LogGroup").inputs, {
      retentionInDays: 365,
      kmsKeyId: args.logKeyArn,
    });
  });

  it("hands out the configurations' ARNs by database", async () => {
    const { outputs } = await deploy(() => new ResourceGateway("db", args).resourceConfigurationArns);
    assert.deepEqual(Object.keys(outputs), ["orders", "billing"]);
    assert.match(outputs["orders"] ?? "", /:resourceconfiguration\/rcfg-/);
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = { ...args, ipv4AddressesPerEni: 12, logRetentionDays: 2 };
    await assert.rejects(
      deploy(() => new ResourceGateway("db", wrong)),
      /^Error: ResourceGateway "db": subnets\.a must have room .*; subnets\.b must have room .*; logRetentionDays must be .*$/,
    );
  });
});

describe("the problems of a resource gateway", () => {
  const problems = (change: Partial<ResourceGatewayArgs>) => resourceGatewayProblems("db", { ...args, ...change });
  const { orders } = args.databases;
  assert.ok(orders);

  it("name a /28, which has 11 addresses, for AWS's default of 16", () => {
    const subnets = { a: { id: "subnet-a", cidr: "10.0.1.0/28" }, b: { id: "subnet-b", cidr: "10.0.1.32/27" } };
    assert.deepEqual(problems({ subnets, ipv4AddressesPerEni: 16 }), [
      "subnets.a must have room for the gateway's 16 addresses, got 10.0.1.0/28 with 11 (AWS keeps 5 of every subnet); " +
        "take a larger one or a lower ipv4AddressesPerEni",
    ]);
  });

  it("name a number of addresses AWS does not take", () => {
    const text = (got: number) => [`ipv4AddressesPerEni must be a whole number of 1-62, got ${got}`];
    assert.deepEqual(problems({ ipv4AddressesPerEni: 0 }), text(0));
    assert.deepEqual(problems({ ipv4AddressesPerEni: 63 }), text(63));
    assert.deepEqual(problems({ ipv4AddressesPerEni: 1.5 }), text(1.5));
  });

  it("name a single zone", () => {
    assert.deepEqual(problems({ subnets: { a: { id: "subnet-a", cidr: "10.0.1.0/28" } } }), [
      "subnets must be in at least two zones, got a",
    ]);
  });

  it("name a database whose name would not fit a resource configuration's", () => {
    const long = "x".repeat(30);
    const text = (got: string) =>
      `databases must have names of lower-case letters, digits and single "-" with "db-" 32 characters at most, got "db-${got}"`;
    assert.deepEqual(problems({ databases: { [long]: orders, Big: orders } }), [text(long), text("Big")]);
  });

  it("are none at the edge: 11 addresses in a /28", () => {
    assert.deepEqual(problems({ ipv4AddressesPerEni: 11 }), []);
  });
});

describe("a ResourceGateway to private names", () => {
  const { orders } = args.databases;
  assert.ok(orders);
  const target = { kind: TargetKind.DomainName, value: "orders.example.internal", isPrivate: true };
  const databases = { orders: { ...orders, target } };

  it("resolves by the VPC's own resolver, and only then", async () => {
    const { find } = await deploy(() => new ResourceGateway("db", { ...args, databases, resolvesInVpc: true }));
    const { inputs } = find("aws:vpclattice/resourceGateway:ResourceGateway");
    assert.equal(inputs.resourceConfigDnsResolution, "IN_VPC");
  });

  it("serves no ARNs, and one that serves ARNs no private names", () => {
    assert.deepEqual(resourceGatewayProblems("db", { ...args, databases: { orders }, resolvesInVpc: true }), [
      "databases.orders must go by private names, since resolvesInVpc is true",
    ]);
    assert.deepEqual(resourceGatewayProblems("db", { ...args, databases }), [
      "databases.orders must not go by private names without resolvesInVpc",
    ]);
  });

  it("leaves the security group of a database alone that is not its own to change", async () => {
    const closed = { orders: { ...orders, addIngressRule: false } };
    const { resources, find } = await deploy((opts) => new ResourceGateway("db", { ...args, databases: closed }, opts));
    assert.ok(!resources.some(({ type }) => type === INGRESS));
    assert.equal(find(EGRESS).inputs.referencedSecurityGroupId, "sg-orders");
    assert.equal([find(CONFIGURATION).opts.dependsOn].flat().length, 1);
  });
});
