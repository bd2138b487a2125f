import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import type { Database } from "../../../reachability/topology";
import { open, previewOf, stateOf, type Declared } from "../program";

const arn = "arn:aws:rds:eu-west-1:111122223333:cluster:orders";
const group: Declared = {
  type: "aws:rds/subnetGroup:SubnetGroup",
  name: "subnets",
  id: "orders-subnets",
  inputs: { name: "orders-subnets", subnetIds: ["subnet-00000000000000001", "subnet-00000000000000002"] },
  outputs: { vpcId: "vpc-00000000000000001" },
};
const cluster: Declared = {
  type: "aws:rds/cluster:Cluster",
  name: "orders",
  id: "orders",
  inputs: {
    engine: "aurora-postgresql",
    clusterIdentifier: "orders",
    dbSubnetGroupName: "orders-subnets",
    vpcSecurityGroupIds: ["sg-00000000000000001"],
  },
  outputs: {
    arn,
    port: 5432,
    endpoint: "orders.cluster-x.example.com",
    readerEndpoint: "orders.cluster-ro-x.example.com",
  },
};
const writer: Declared = {
  type: "aws:rds/clusterInstance:ClusterInstance",
  name: "writer",
  id: "orders-1",
  inputs: { clusterIdentifier: "orders" },
  outputs: { publiclyAccessible: false, endpoint: "orders-1.x.example.com" },
};
const instance: Declared = {
  type: "aws:rds/instance:Instance",
  name: "stock",
  inputs: { engine: "mysql", dbSubnetGroupName: "orders-subnets", vpcSecurityGroupIds: ["sg-00000000000000001"] },
};

const databasesOf = (...declared: readonly Declared[]): readonly Database[] =>
  topologyOf([stateOf(...declared)]).topology.databases;

function only(databases: readonly Database[]): Database {
  const [first, ...more] = databases;
  assert.deepEqual(more, []);
  return first ?? assert.fail("no database");
}

describe("the databases of a topology", () => {
  it("have a cluster as one, whose instances say whether it takes connections and is private", () => {
    const database = only(databasesOf(group, cluster, writer));
    assert.deepEqual(database, {
      id: arn,
      arn,
      name: "orders",
      account: "111122223333",
      region: "eu-west-1",
      vpcId: "vpc-00000000000000001",
      subnetIds: ["subnet-00000000000000001", "subnet-00000000000000002"],
      securityGroupIds: ["sg-00000000000000001"],
      port: 5432,
      address: "orders.cluster-x.example.com",
      publiclyAccessible: false,
      available: true,
      iamAuthentication: false,
      engine: "aurora-postgresql",
      cluster: {
        readerAddress: "orders.cluster-ro-x.example.com",
        instances: [
          {
            id: "urn:pulumi:dev::shop::aws:rds/clusterInstance:ClusterInstance::writer",
            role: "writer",
            available: true,
          },
        ],
      },
    });
  });

  it("leave open whether a cluster without a known instance takes connections", () => {
    const { available, publiclyAccessible } = only(databasesOf(group, cluster));
    assert.ok(isUnknown(available) && isUnknown(publiclyAccessible));
  });

  it("have a public cluster as soon as one of its instances is", () => {
    const reader = { ...writer, name: "reader", id: "orders-2", outputs: { publiclyAccessible: true } };
    assert.equal(only(databasesOf(group, cluster, writer, reader)).publiclyAccessible, true);
  });

  it("have aws-native's instances of a cluster in it, and the others alone", () => {
    const native: Declared = {
      type: "aws-native:rds:DbInstance",
      name: "alone",
      id: "stock",
      inputs: { engine: "mysql", vpcSecurityGroups: ["sg-00000000000000001"], dbSubnetGroupName: "orders-subnets" },
      outputs: { dbInstanceArn: arn.replace("cluster:orders", "db:stock"), dbInstanceStatus: "available" },
    };
    const part = { ...native, name: "part", id: "part", inputs: { dbClusterIdentifier: "orders" } };
    const found = databasesOf(group, cluster, native, part);
    assert.deepEqual(
      found.map(({ name, port }) => [name, port]),
      [
        ["alone", 3306],
        ["orders", 5432],
      ],
    );
  });

  it("are there while they are backed up, not while they are stopped, and who knows while they are moved", () => {
    const availableAs = (status: string) => only(databasesOf(group, { ...instance, outputs: { status } })).available;
    assert.deepEqual(["available", "backing-up", "modifying"].map(availableAs), [true, true, true]);
    assert.deepEqual(["stopped", "failed", "storage-full", "deleting"].map(availableAs), [false, false, false, false]);
    assert.ok(isUnknown(availableAs("rebooting")));
  });

  it("of aws are private where nothing else is said; of aws-native RDS decides", () => {
    assert.equal(only(databasesOf(group, instance)).publiclyAccessible, false);
    assert.ok(
      isUnknown(only(databasesOf(group, { ...instance, type: "aws-native:rds:DbInstance" })).publiclyAccessible),
    );
  });

  it("before they are made, are in the subnets and the VPC that their group will have", () => {
    const subnet = (name: string): Declared => ({
      type: "aws:ec2/subnet:Subnet",
      name,
      inputs: { vpcId: open, cidrBlock: "10.0.0.0/24" },
      from: { vpcId: ["vpc"] },
    });
    const planned: Declared = {
      type: group.type,
      name: "subnets",
      inputs: { name: "orders-subnets", subnetIds: [open, open] },
      from: { subnetIds: ["a", "b"] },
    };
    const vpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc" };
    const database = only(topologyOf([previewOf(vpc, subnet("a"), subnet("b"), planned, instance)]).topology.databases);
    assert.equal(database.vpcId, "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc");
    const urn = "urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::";
    assert.deepEqual(database.subnetIds, [`${urn}a`, `${urn}b`]);
    assert.deepEqual([database.port, database.available, isUnknown(database.arn)], [3306, true, true]);
  });
});

describe("the targets of resource configurations", () => {
  const configuration = (definition: object): Declared => ({
    type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    name: "shared",
    id: "rcfg-00000000000000001",
    inputs: {
      type: "ARN",
      resourceConfigurationDefinition: definition,
      resourceGatewayIdentifier: "rgw-00000000000000001",
    },
  });
  const targetOf = (definition: object) =>
    topologyOf([stateOf(group, cluster, writer, configuration(definition))]).topology.configurations[0]?.target;

  it("are the cluster, by its ARN and by every name that leads into it", () => {
    const names = ["orders.cluster-x.example.com"];
    const definitions = [{ arnResource: { arn } }, ...names.map((domainName) => ({ dnsResource: { domainName } }))];
    for (const definition of definitions) assert.deepEqual(targetOf(definition), { databaseId: arn });
  });

  it("are the reader endpoint by its name, which does not lead to the writer", () => {
    const domainName = "orders.cluster-ro-x.example.com";
    assert.deepEqual(targetOf({ dnsResource: { domainName } }), { domainName });
  });

  it("are what the program says where it is nothing of these stacks", () => {
    const elsewhere = "arn:aws:rds:eu-west-1:111122223333:db:elsewhere";
    assert.deepEqual(targetOf({ arnResource: { arn: elsewhere } }), { databaseArn: elsewhere });
    const domainName = "db.example.com";
    assert.deepEqual(targetOf({ dnsResource: { domainName } }), { domainName });
    assert.deepEqual(targetOf({ ipResource: { ipAddress: "10.0.0.1" } }), { ipAddress: "10.0.0.1" });
  });

  it("of a child lie behind the gateway of its group", () => {
    const parent = configuration({});
    const child = {
      ...parent,
      name: "child",
      id: "rcfg-00000000000000002",
      inputs: { type: "CHILD", resourceConfigurationGroupId: parent.id },
    };
    const { configurations } = topologyOf([stateOf(parent, child)]).topology;
    const found = configurations.find(({ id }) => id === child.id);
    assert.deepEqual([found?.groupId, found?.gatewayId], [parent.id, "rgw-00000000000000001"]);
  });
});
