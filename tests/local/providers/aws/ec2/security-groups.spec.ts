import assert from "node:assert/strict";
import { rulesOf } from "../../../../../local/services/ec2/security-group-rules";
import { Deployment } from "../deployment";

const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

async function withGroups() {
  const aws = new Deployment();
  const vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  const group = (name: string, inputs = {}) => aws.create(securityGroup, { vpcId: vpc.id, ...inputs }, name);
  return { aws, vpc, group, gateway: await group("gateway") };
}

const tcp = { protocol: "tcp", fromPort: 5432, toPort: 5432 };

describe("aws:ec2:SecurityGroup", () => {
  it("has no rules but those it is given, not even AWS's own", async () => {
    const { aws, gateway } = await withGroups();
    assert.match(String(gateway.outputs.name), /^gateway-[0-9a-f]{7}$/);
    assert.equal(gateway.outputs.description, "Managed by Pulumi");
    assert.deepEqual(rulesOf(aws.services.store, gateway.id), []);
  });

  it("changes nothing the second time, however its rules are grouped and ordered", async () => {
    const { aws, vpc, group, gateway } = await withGroups();
    const ingress = [
      { ...tcp, cidrBlocks: ["10.0.1.0/24", "10.0.2.0/24"], description: "clients" },
      { ...tcp, securityGroups: [gateway.id], self: true },
    ];
    const program = { ingress, egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] };
    const database = await group("database", program);
    assert.equal(rulesOf(aws.services.store, database.id).length, 5);
    await aws.assertSteady(database, { vpcId: vpc.id, ...program });
    assert.deepEqual(aws.diff(database, { vpcId: vpc.id, ...program, ingress: [...ingress].reverse() }), []);
    const [together, other] = ingress;
    const apart = ["10.0.2.0/24", "10.0.1.0/24"].map((range) => ({ ...together, cidrBlocks: [range] }));
    const regrouped = await aws.update(database, { vpcId: vpc.id, ...program, ingress: [...apart, other] });
    assert.deepEqual(await aws.refresh(regrouped), regrouped);
    assert.equal(rulesOf(aws.services.store, database.id).length, 5);
  });

  it("shows what somebody else added or took away", async () => {
    const { aws, vpc, group } = await withGroups();
    const program = { vpcId: vpc.id, ingress: [{ ...tcp, cidrBlocks: ["10.0.1.0/24"] }] };
    const database = await group("database", program);
    const stranger = {
      securityGroupId: database.id,
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
      cidrIpv4: "0.0.0.0/0",
    };
    await aws.create(ingressRule, stranger);
    const refreshed = await aws.refresh(database);
    assert.ok(refreshed !== undefined);
    assert.deepEqual(aws.diff(refreshed, program), ["ingress"]);
    const mended = await aws.update(refreshed, program);
    assert.deepEqual(
      rulesOf(aws.services.store, mended.id).map(({ data }) => data.fromPort),
      [5432],
    );
  });

  it("replaces what AWS cannot change", async () => {
    const { aws, vpc, gateway } = await withGroups();
    const other = { vpcId: "vpc-other", name: "other", description: "other" };
    assert.deepEqual(aws.diff(gateway, other), ["description!", "name!", "vpcId!"]);
    assert.deepEqual((await aws.update(gateway, { vpcId: vpc.id, tags: { a: "b" } })).outputs.tags, { a: "b" });
  });
});

describe("aws:vpc:SecurityGroupIngressRule and …EgressRule", () => {
  it("change nothing the second time", async () => {
    const { aws, group, gateway } = await withGroups();
    const database = await group("database");
    const ports = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    for (const [type, program] of [
      [
        ingressRule,
        { ...ports, securityGroupId: database.id, referencedSecurityGroupId: gateway.id, description: "d" },
      ],
      [egressRule, { ...ports, securityGroupId: gateway.id, referencedSecurityGroupId: database.id, tags: { a: "b" } }],
      [egressRule, { ipProtocol: "-1", securityGroupId: gateway.id, cidrIpv6: "::/0" }],
    ] as const) {
      const rule = await aws.create(type, program);
      assert.match(rule.id, /^sgr-/);
      await aws.assertSteady(rule, program);
      assert.equal(await aws.import(type === ingressRule ? egressRule : ingressRule, rule.id), undefined);
    }
  });

  it("change a range in place, and another kind of peer by replacement", async () => {
    const { aws, gateway } = await withGroups();
    const program = {
      securityGroupId: gateway.id,
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
      cidrIpv4: "10.0.1.0/24",
    };
    const rule = await aws.create(ingressRule, program);
    const updated = await aws.update(rule, { ...program, cidrIpv4: "10.0.2.0/24", toPort: 23 });
    assert.deepEqual([updated.id, updated.outputs.cidrIpv4], [rule.id, "10.0.2.0/24"]);
    const { cidrIpv4: _range, ...rest } = program;
    const other = { ...rest, referencedSecurityGroupId: gateway.id };
    assert.deepEqual(aws.diff(updated, { ...other, toPort: 23 }), ["cidrIpv4!", "referencedSecurityGroupId!"]);
    const duplicate = aws.create(ingressRule, { ...program, cidrIpv4: "10.0.2.0/24", toPort: 23 });
    await assert.rejects(
      duplicate,
      /creating VPC Security Group Ingress Rule: InvalidPermission.Duplicate: the specified rule/,
    );
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });
});

describe("aws:ec2:SecurityGroupRule", () => {
  it("stands for one rule a peer", async () => {
    const { aws, gateway } = await withGroups();
    const program = {
      ...tcp,
      type: "ingress",
      securityGroupId: gateway.id,
      cidrBlocks: ["10.0.1.0/24", "10.0.2.0/24"],
    };
    const rule = await aws.create("aws:ec2/securityGroupRule:SecurityGroupRule", program);
    assert.equal(rulesOf(aws.services.store, gateway.id).length, 2);
    const named = `${gateway.id}_ingress_tcp_5432_5432_10.0.1.0/24`;
    await aws.assertSteady(rule, program, [], `${named}_10.0.2.0/24`);
    assert.deepEqual(aws.diff(rule, { ...program, cidrBlocks: ["10.0.1.0/24"] }), ["cidrBlocks!"]);
    assert.deepEqual(aws.diff(rule, { ...program, protocol: "6" }), []);
    assert.equal(await aws.import(rule.type, `${named}_10.0.3.0/24`), undefined);
    for (const id of [rule.id, "sgr-0123456789abcdef0", `${gateway.id}_ingress_tcp_5432_5432`]) {
      await assert.rejects(
        aws.import(rule.type, id),
        /unexpected format of ID .* expected SECURITYGROUPID_TYPE_PROTOCOL/,
      );
    }
    await aws.delete(rule);
    assert.deepEqual(rulesOf(aws.services.store, gateway.id), []);
  });
});

describe("the ranges of security group rules", () => {
  it("are written by their first address, as the provider wants them", () => {
    const aws = new Deployment();
    const meant = '"10.0.0.5/16" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/16"?';
    const one = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 1, toPort: 1, cidrIpv4: "10.0.0.5/16" };
    for (const type of [ingressRule, egressRule]) assert.deepEqual(aws.problems(type, one), [`cidrIpv4 ${meant}`]);
    const older = { ...tcp, securityGroupId: "sg-1", type: "ingress", cidrBlocks: ["10.1.0.0/16", "10.0.0.5/16"] };
    assert.deepEqual(aws.problems(oldRule, older), [`cidrBlocks ${meant}`]);
    const inside = { vpcId: "vpc-1", egress: [{ ...tcp, cidrBlocks: ["10.0.0.5/16"] }] };
    assert.deepEqual(aws.problems(securityGroup, inside), [`egress[0].cidrBlocks ${meant}`]);
  });

  it("have ports only with a protocol that has them", async () => {
    const { aws, gateway } = await withGroups();
    const all = { type: "egress", securityGroupId: gateway.id, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] };
    const rule = await aws.create(oldRule, { ...all, fromPort: 0, toPort: 0 });
    assert.deepEqual(aws.diff(rule, { ...all, protocol: "all", fromPort: 1, toPort: 65535 }), []);
  });
});

describe("aws:ec2:DefaultSecurityGroup", () => {
  it("empties the VPC's own group, and leaves it there when it goes", async () => {
    const { aws, vpc } = await withGroups();
    const id = String(vpc.outputs.defaultSecurityGroupId);
    assert.equal(rulesOf(aws.services.store, id).length, 2);
    const group = await aws.create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: vpc.id });
    assert.deepEqual([group.id, group.outputs.name], [id, "default"]);
    assert.deepEqual(rulesOf(aws.services.store, id), []);
    await aws.assertSteady(group, { vpcId: vpc.id });
    await aws.delete(group);
    assert.ok((await aws.refresh(group)) !== undefined);
  });
});
