import assert from "node:assert/strict";
import { databaseNamed, likelyDatabases } from "../../../reach/command/find-database";
import { topologyOf, type Reading } from "../../../reach/topology-of";
import type { Client } from "../../../reachability/client";
import { explain } from "../../../reachability/explain";
import { isUnknown } from "../../../reachability/maybe";
import type { Database } from "../../../reachability/topology";
import { previewOf, stateOf, type Declared } from "../program";

const identifier = "ledger-873c8e7d";
const arn = `arn:aws:rds:eu-west-1:111122223333:db:${identifier}`;
const [group, theirs] = ["sg-0000000000000000a", "sg-0000000000000000b"];
const tcp = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };

const gatewayGroup: Declared = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  name: "gateway-group",
  id: group,
  inputs: { vpcId: "vpc-00000000000000001" },
  outputs: { ingress: [], egress: [] },
};
const gateway: Declared = {
  type: "aws:vpclattice/resourceGateway:ResourceGateway",
  name: "gateway",
  id: "rgw-00000000000000001",
  inputs: { vpcId: "vpc-00000000000000001", subnetIds: ["subnet-00000000000000001"], securityGroupIds: [group] },
  outputs: { status: "ACTIVE" },
};
const egress: Declared = {
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  name: "egress",
  inputs: { ...tcp, securityGroupId: group, referencedSecurityGroupId: theirs },
};
const ingress: Declared = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: "ingress",
  inputs: { ...tcp, securityGroupId: theirs, referencedSecurityGroupId: group },
};
const configuration: Declared = {
  type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
  name: "shared",
  id: "rcfg-00000000000000001",
  inputs: {
    type: "ARN",
    resourceConfigurationDefinition: { arnResource: { arn } },
    resourceGatewayIdentifier: gateway.id,
  },
  outputs: { status: "ACTIVE" },
};
const component: Declared = {
  type: "lattice-db:index:ExistingDatabase",
  name: "legacy",
  inputs: {
    ...{ engine: "postgres", port: 5432, databaseName: "ledger", address: "ledger.example.com", arn },
    ...{ resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ", securityGroupId: theirs },
  },
};
const network: Declared = {
  type: "aws:vpclattice/serviceNetwork:ServiceNetwork",
  name: "net",
  id: "sn-00000000000000001",
};
const carried: Declared = {
  type: "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
  name: "carried",
  id: "snra-00000000000000001",
  inputs: { serviceNetworkIdentifier: network.id, resourceConfigurationIdentifier: configuration.id },
  outputs: { status: "ACTIVE" },
};
const associated: Declared = {
  type: "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  name: "associated",
  id: "snva-00000000000000001",
  inputs: { serviceNetworkIdentifier: network.id, vpcIdentifier: "vpc-00000000000000002" },
  outputs: { status: "ACTIVE" },
};
const clientGroup: Declared = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  name: "client-group",
  id: "sg-0000000000000000c",
  inputs: {
    vpcId: "vpc-00000000000000002",
    egress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["129.224.0.0/17"] }],
  },
};

const consumers = [network, carried, associated, clientGroup];
const producers = [gatewayGroup, gateway, egress, ingress, configuration];
const client: Client = {
  ...{ account: "111122223333", region: "eu-west-1", vpcId: "vpc-00000000000000002" },
  securityGroupIds: ["sg-0000000000000000c"],
};

const read = (...declared: readonly Declared[]): Reading => topologyOf([stateOf(...declared)]);

function only({ topology }: Reading): Database {
  const [first, ...more] = topology.databases;
  assert.deepEqual(more, []);
  return first ?? assert.fail("no database");
}

/** The verdict, then that of each hop. */
function judged(reading: Reading) {
  const { verdict, headline, route, hops } = explain(reading.topology, client, only(reading));
  return { verdict, headline, route, by: Object.fromEntries(hops.map((it) => [it.code, it.verdict])) };
}

const without = (gone: Declared): readonly Declared[] =>
  [...producers, ...consumers, component].filter((it) => it !== gone);

describe("a database that is there already, and no resource of any stack that is read", () => {
  it("is judged as far as its configuration, gateway and rules go, and is itself what is unknown", () => {
    const { verdict, route, by } = judged(read(...producers, ...consumers, component));
    assert.deepEqual([verdict, route], ["unknown", "vpc-association"]);
    const known = ["share-names-account", "resource-association", "resource-configuration", "gateway"];
    for (const code of [...known, "database-ingress", "vpc-association"]) assert.equal(by[code], "open", code);
    assert.equal(by["database-available"], "unknown");
  });

  it("is the same before the first update", () => {
    const reading = topologyOf([previewOf(...producers, ...consumers, component)]);
    assert.equal(judged(reading).verdict, "unknown");
    assert.equal(judged(reading).by["database-ingress"], "open");
  });

  it("has a fix that says where to look", () => {
    const { hops } = explain(read(...producers, ...consumers, component).topology, client, only(read(...producers)));
    const last = hops.find(({ code }) => code === "database-available");
    assert.match(
      last?.reason ?? "",
      /whether ledger-873c8e7d is private is unknown until ledger-873c8e7d itself is read/,
    );
    assert.match(
      last?.fix ?? "",
      /--state\), or ask RDS: aws rds describe-db-instances --db-instance-identifier ledger-/,
    );
  });

  it("is out of reach where the gateway may not go out to its group", () => {
    const { verdict, headline } = judged(read(...without(egress)));
    assert.deepEqual([verdict, headline?.code], ["blocked", "gateway"]);
  });

  it("is not sure to be closed without the rule: others may have written one", () => {
    assert.equal(judged(read(...without(ingress))).by["database-ingress"], "unknown");
    const listed: Declared = { ...gatewayGroup, name: "theirs", id: theirs };
    const made = read(...without(ingress), listed);
    assert.equal(judged(made).by["database-ingress"], "unknown", "it may carry another group");
    assert.equal(judged(read(...producers, ...consumers, component, listed)).by["database-ingress"], "open");
  });

  it("is there without this project's component too, with less known of it", () => {
    const reading = read(...producers, ...consumers);
    const { name, port, vpcId, account, region } = only(reading);
    assert.deepEqual([name, account, region], [identifier, "111122223333", "eu-west-1"]);
    assert.ok(isUnknown(port) && isUnknown(vpcId));
    const { verdict, route, by } = judged(reading);
    assert.deepEqual([verdict, route, by["resource-configuration"]], ["unknown", "vpc-association", "open"]);
  });

  it("goes by a host name as well, on the port of its configuration", () => {
    const definition = { dnsResource: { domainName: "ledger.example.internal", ipAddressType: "IPV4" } };
    const inputs = { ...configuration.inputs, type: "SINGLE", resourceConfigurationDefinition: definition };
    const byName: Declared = { ...configuration, inputs: { ...inputs, portRanges: ["5433"] } };
    const { name, port, address } = only(read(gateway, byName));
    assert.deepEqual([name, port, address], ["ledger.example.internal", 5433, "ledger.example.internal"]);
  });

  it("is there once, whatever names it, and not where a stack has it", () => {
    const twice: Declared = { ...configuration, name: "again", id: "rcfg-00000000000000002" };
    only(read(gateway, configuration, twice));
    const instance: Declared = {
      type: "aws:rds/instance:Instance",
      name: "ledger",
      id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      inputs: { engine: "postgres", identifier },
      outputs: { arn, address: "ledger.example.com" },
    };
    assert.equal(only(read(gateway, configuration, instance, component)).publiclyAccessible, false);
  });

  it("is none where the ARN is of no database", () => {
    const proxy = { arnResource: { arn: arn.replace(":db:", ":db-proxy:") } };
    const inputs = { ...configuration.inputs, resourceConfigurationDefinition: proxy };
    assert.deepEqual(read(gateway, { ...configuration, inputs }).topology.databases, []);
  });

  it("goes by the component's name, its own, or that of its configuration, and stands in the table", () => {
    const from = { ...read(...producers, component), outputs: [] };
    for (const name of ["legacy", "dev:legacy", identifier, arn, "ledger.example.com", "shared"]) {
      assert.equal(databaseNamed("--to", name, from).database.name, "legacy", name);
    }
    assert.deepEqual(
      likelyDatabases(from).map(({ name }) => name),
      ["dev:legacy"],
    );
  });
});
