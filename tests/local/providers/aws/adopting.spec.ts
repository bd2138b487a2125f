import assert from "node:assert/strict";
import { createClusterInstance } from "../../../../local/services/rds/clusters/cluster-instance";
import { createDbCluster } from "../../../../local/services/rds/clusters/create-cluster";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { owner, testServices } from "../../test-services";
import { clusterInstanceRequest, clusterRequest, instanceRequest, surroundings } from "../../services/surroundings";
import { Deployment } from "./deployment";

async function deployment() {
  const services = testServices();
  const around = await surroundings(services);
  const aws = new Deployment(services);
  const get = (token: string, args: Record<string, unknown>) => aws.invoke(token, args);
  return { services, get, ...around };
}

/** Nothing of what a program adopts is made by it. */
describe("what an adopting program asks for", () => {
  it("is an instance by its identifier", async () => {
    const { services, get, group, vpc } = await deployment();
    const { data, arn } = await createDbInstance(services, owner, instanceRequest({ vpcSecurityGroupIds: [group.id] }));
    const found = await get("aws:rds/getInstance:getInstance", { dbInstanceIdentifier: "orders" });
    assert.deepEqual(
      [found.dbInstanceArn, found.address, found.port, found.resourceId, found.dbClusterIdentifier, found.dbName],
      [arn, data.endpoint.address, 5432, data.dbiResourceId, "", ""],
    );
    assert.deepEqual([found.vpcSecurityGroups, found.dbParameterGroups], [[group.id], ["default.postgres17"]]);
    assert.equal(found.endpoint, `${data.endpoint.address}:5432`);
    const { vpcId } = await get("aws:rds/getSubnetGroup:getSubnetGroup", { name: found.dbSubnetGroup });
    assert.equal(vpcId, vpc.id);
  });

  it("is a cluster with its instances", async () => {
    const { services, get } = await deployment();
    const { data } = await createDbCluster(services, owner, clusterRequest());
    await createClusterInstance(services, owner, clusterInstanceRequest());
    const found = await get("aws:rds/getCluster:getCluster", { clusterIdentifier: "ledger" });
    assert.deepEqual([found.endpoint, found.readerEndpoint, found.port], [data.endpoint, data.readerEndpoint, 5432]);
    assert.deepEqual([found.clusterMembers, found.databaseName], [["ledger-1"], ""]);
    const member = await get("aws:rds/getInstance:getInstance", { dbInstanceIdentifier: "ledger-1" });
    assert.deepEqual(
      [member.dbClusterIdentifier, member.publiclyAccessible, member.engine],
      ["ledger", false, "aurora-postgresql"],
    );
    assert.match(String(member.address), /^ledger-1\.c/);
  });

  it("is the network around: VPC, subnets, security groups, route tables", async () => {
    const { get, vpc, a, b, group } = await deployment();
    const found = await get("aws:ec2/getVpc:getVpc", { id: vpc.id });
    assert.deepEqual([found.cidrBlock, found.enableDnsSupport, found.default], ["10.0.0.0/16", true, false]);
    const subnet = await get("aws:ec2/getSubnet:getSubnet", { id: a.id });
    assert.deepEqual(
      [subnet.vpcId, subnet.availabilityZone, subnet.availableIpAddressCount],
      [vpc.id, "us-east-1a", 11],
    );
    const filters = [{ name: "vpc-id", values: [vpc.id] }];
    assert.deepEqual((await get("aws:ec2/getSubnets:getSubnets", { filters })).ids, [a.id, b.id]);
    const named = await get("aws:ec2/getSecurityGroup:getSecurityGroup", { name: "database", vpcId: vpc.id });
    assert.deepEqual([named.id, named.vpcId], [group.id, vpc.id]);
    const groups = await get("aws:ec2/getSecurityGroups:getSecurityGroups", {
      filters: [{ name: "group-name", values: ["data*"] }],
    });
    assert.deepEqual([groups.ids, groups.vpcIds], [[group.id], [vpc.id]]);
    const table = await get("aws:ec2/getRouteTable:getRouteTable", { routeTableId: found.mainRouteTableId });
    assert.deepEqual([table.vpcId, table.routes], [vpc.id, []]);
  });

  for (const [token, args, words] of [
    ["aws:rds/getInstance:getInstance", { dbInstanceIdentifier: "none" }, /no matching RDS DB Instance found/],
    ["aws:rds/getCluster:getCluster", { clusterIdentifier: "none" }, /no matching RDS Cluster found/],
    ["aws:rds/getProxy:getProxy", { name: "none" }, /no matching RDS DB Proxy found/],
    ["aws:rds/getSubnetGroup:getSubnetGroup", { name: "none" }, /no matching RDS DB Subnet Group found/],
    ["aws:ec2/getVpc:getVpc", { id: "vpc-1" }, /no matching EC2 VPC found/],
    ["aws:ec2/getSubnet:getSubnet", {}, /multiple EC2 Subnets matched/],
    // Of a subnet that follows the main table there is none, as with AWS.
    ["aws:ec2/getRouteTable:getRouteTable", { subnetId: "subnet-1" }, /no matching EC2 Route Table found/],
    [
      "aws:ec2/getSubnets:getSubnets",
      { filters: [{ name: "owner-id", values: ["x"] }] },
      /does not model the filter owner-id: use subnet-id/,
    ],
  ] as const) {
    it(`is told what there is not: ${token} ${JSON.stringify(args)}`, async () => {
      const { get } = await deployment();
      await assert.rejects(get(token, args), words);
    });
  }
});
