import assert from "node:assert/strict";
import { subnetKind, vpcKind } from "../../../../../local/services/ec2/entities";
import { createLogGroup } from "../../../../../local/services/logs/log-group";
import { owner } from "../../../test-services";
import { unknownValue } from "../../../../../local/providers/resource-type";
import { Deployment } from "../deployment";

const type = (name: string) => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

async function withVpc() {
  const aws = new Deployment();
  return { aws, vpc: await aws.create(type("Vpc"), { cidrBlock: "10.0.0.0/16" }) };
}

describe("aws:ec2:Vpc", () => {
  it("has AWS's outputs", async () => {
    const { aws, vpc } = await withVpc();
    const entity = aws.services.store.get(vpcKind, vpc.id);
    assert.equal(vpc.outputs.arn, `arn:aws:ec2:us-east-1:111111111111:vpc/${vpc.id}`);
    assert.equal(vpc.outputs.mainRouteTableId, entity?.data.mainRouteTableId);
    assert.equal(vpc.outputs.defaultRouteTableId, vpc.outputs.mainRouteTableId);
    assert.match(String(vpc.outputs.defaultSecurityGroupId), /^sg-/);
    assert.match(String(vpc.outputs.defaultNetworkAclId), /^acl-/);
    assert.deepEqual([vpc.outputs.ownerId, vpc.outputs.enableDnsSupport], ["111111111111", true]);
  });

  it("says early that its range is none a VPC can have", () => {
    const problems = (cidrBlock: string) => new Deployment().problems(type("Vpc"), { cidrBlock });
    assert.deepEqual(problems("10.0.0.0/8"), ["cidrBlock The CIDR '10.0.0.0/8' is invalid: a VPC has /16 to /28."]);
    assert.match(problems("10.0.0.1/16").join(), /^cidrBlock .* This is not a valid CIDR block\.$/);
    assert.deepEqual(problems(unknownValue), []);
  });

  it("changes nothing the second time, its range by replacement, the rest in place", async () => {
    const { aws, vpc } = await withVpc();
    const program = { cidrBlock: "10.0.0.0/16" };
    await aws.assertSteady(vpc, program);
    assert.deepEqual(aws.diff(vpc, { cidrBlock: "10.1.0.0/16" }), ["cidrBlock!"]);
    const updated = await aws.update(vpc, { ...program, enableDnsHostnames: true, tags: { Name: "a" } });
    assert.deepEqual([updated.outputs.enableDnsHostnames, updated.outputs.tagsAll], [true, { Name: "a" }]);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
    await aws.delete(updated);
  });
});

describe("aws:ec2:Subnet", () => {
  it("changes nothing the second time, its place by replacement, the rest in place", async () => {
    const { aws, vpc } = await withVpc();
    const program = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1b" };
    const subnet = await aws.create(type("Subnet"), program);
    assert.equal(subnet.outputs.availabilityZoneId, "use1-az2");
    await aws.assertSteady(subnet, program);
    const moved = { vpcId: "vpc-other", cidrBlock: "10.0.2.0/24", availabilityZone: "us-east-1a" };
    assert.deepEqual(aws.diff(subnet, moved), ["availabilityZone!", "cidrBlock!", "vpcId!"]);
    const updated = await aws.update(subnet, { ...program, mapPublicIpOnLaunch: true });
    assert.equal(updated.outputs.mapPublicIpOnLaunch, true);
    await assert.rejects(aws.delete(vpc), /deleting EC2 VPC \(vpc-\w+\): DependencyViolation: The vpc 'vpc-/);
    await aws.delete(updated);
    assert.deepEqual(aws.services.store.list(subnetKind), []);
  });
});

describe("aws:ec2:RouteTable", () => {
  it("has its inline routes and no others, whatever their order", async () => {
    const { aws, vpc } = await withVpc();
    const gateway = await aws.create(type("InternetGateway"), { vpcId: vpc.id });
    const routes = ["0.0.0.0/0", "192.0.2.0/24"].map((cidrBlock) => ({ cidrBlock, gatewayId: gateway.id }));
    const program = { vpcId: vpc.id, routes };
    const table = await aws.create(type("RouteTable"), program);
    await aws.assertSteady(table, program);
    assert.deepEqual(aws.diff(table, { ...program, routes: [...routes].reverse() }), []);
    const updated = await aws.update(table, { ...program, routes: routes.slice(1) });
    assert.deepEqual(updated.outputs.routes, routes.slice(1));
    assert.deepEqual(aws.diff(updated, { ...program, routes: routes.slice(1), vpcId: "vpc-other" }), ["vpcId!"]);
  });

  it("keeps what separate routes put in when it lists none itself", async () => {
    const { aws, vpc } = await withVpc();
    const gateway = await aws.create(type("InternetGateway"), { vpcId: vpc.id });
    const table = await aws.create(type("RouteTable"), { vpcId: vpc.id });
    const program = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    const route = await aws.create(type("Route"), program);
    assert.deepEqual([route.outputs.origin, route.outputs.state], ["CreateRoute", "active"]);
    await aws.assertSteady(route, program);
    await aws.update(table, { vpcId: vpc.id, tags: { a: "b" } });
    assert.ok((await aws.refresh(route)) !== undefined);
    assert.deepEqual(aws.diff(route, { ...program, destinationCidrBlock: "192.0.2.0/24" }), ["destinationCidrBlock!"]);
    await aws.delete(route);
    assert.equal(await aws.refresh(route), undefined);
  });
});

describe("aws:ec2:RouteTableAssociation", () => {
  it("changes nothing the second time, and a subnet follows the main table once it is gone", async () => {
    const { aws, vpc } = await withVpc();
    const subnet = await aws.create(type("Subnet"), { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    const table = await aws.create(type("RouteTable"), { vpcId: vpc.id });
    const program = { routeTableId: table.id, subnetId: subnet.id };
    const association = await aws.create(type("RouteTableAssociation"), program);
    await aws.assertSteady(association, program, [], `${subnet.id}/${table.id}`);
    assert.equal(await aws.import(association.type, `${subnet.id}/rtb-00000000000000000`), undefined);
    await assert.rejects(
      aws.import(association.type, association.id),
      /unexpected format for import: rtbassoc-\w+\. Use 'subnet ID\/route table ID'/,
    );
    await assert.rejects(aws.delete(table), /DependencyViolation/);
    await aws.delete(association);
    await aws.delete(table);
  });
});

describe("aws:ec2:InternetGateway", () => {
  it("is detached, attached and deleted in place", async () => {
    const { aws, vpc } = await withVpc();
    const gateway = await aws.create(type("InternetGateway"), { vpcId: vpc.id });
    await aws.assertSteady(gateway, { vpcId: vpc.id });
    await assert.rejects(aws.delete(vpc), /DependencyViolation/);
    await aws.delete(gateway);
    await aws.delete(vpc);
  });
});

describe("aws:ec2:FlowLog", () => {
  it("changes nothing the second time, and everything but tags by replacement", async () => {
    const { aws, vpc } = await withVpc();
    const group = {
      logGroupName: "flows",
      logGroupClass: "STANDARD" as const,
      deletionProtectionEnabled: false,
      tags: {},
    };
    const { arn } = await createLogGroup(aws.services, owner, group);
    const iamRoleArn = "arn:aws:iam::111111111111:role/flows";
    const program = { vpcId: vpc.id, trafficType: "ALL", logDestination: arn, iamRoleArn };
    const log = await aws.create(type("FlowLog"), program);
    await aws.assertSteady(log, program);
    assert.deepEqual(aws.diff(log, { ...program, trafficType: "REJECT" }), ["trafficType!"]);
    assert.deepEqual(aws.diff(log, { ...program, logDestination: `${arn}:*` }), []);
    await assert.rejects(aws.create(type("FlowLog"), program), /creating EC2 Flow Log: FlowLogAlreadyExists/);
    assert.deepEqual((await aws.update(log, { ...program, tags: { a: "b" } })).outputs.tags, { a: "b" });
    await aws.delete(log);
    assert.equal(await aws.refresh(log), undefined);
  });

  it("says early that it wants one place", () => {
    const problems = new Deployment().problems(type("FlowLog"), { logDestination: "x", trafficType: "ALL" });
    assert.deepEqual(problems, ["vpcId exactly one of vpcId, subnetId, eniId must be given, got none"]);
  });
});
