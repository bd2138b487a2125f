import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import type { SecurityGroup } from "../../../reachability/topology";
import { open, previewOf, stateOf, type Declared } from "../program";

const id = "sg-00000000000000001";
const other = "sg-00000000000000002";
const group: Declared = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  name: "group",
  id,
  inputs: { vpcId: "vpc-00000000000000001" },
  outputs: { ingress: [], egress: [] },
};
const vpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc", inputs: { cidrBlock: "10.0.0.0/16" } };
const tcp = { protocol: "tcp", fromPort: 5432, toPort: 5432 };
const rule: Declared = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: "rule",
  id: "sgr-00000000000000001",
  inputs: { securityGroupId: id, ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4: "10.0.0.0/16" },
};
const inputsWith = (it: Declared, more: object): Declared => ({ ...it, inputs: { ...it.inputs, ...more } });

function groupOf(source: ReturnType<typeof stateOf>, groupId = id): SecurityGroup {
  const found = topologyOf([source]).topology.securityGroups.find((it) => it.id === groupId);
  return found ?? assert.fail(`no ${groupId}`);
}

/** Whether nothing is known of a rule but that there may be one. */
function isOpen(rules: SecurityGroup["ingress"]): boolean {
  return !isUnknown(rules) && rules.length > 0 && rules.every(({ peer }) => isUnknown(peer));
}

describe("the security groups of a topology", () => {
  it("have a rule for each peer of an inline one", () => {
    const ingress = [
      { ...tcp, cidrBlocks: ["10.0.0.0/16"], ipv6CidrBlocks: ["fc00::/7"], securityGroups: [other], self: true },
      { protocol: "-1", fromPort: 0, toPort: 0, prefixListIds: ["pl-00000000000000001"] },
    ];
    assert.deepEqual(groupOf(stateOf({ ...inputsWith(group, { ingress }), outputs: {} })).ingress, [
      { ...tcp, peer: { cidr: "10.0.0.0/16" } },
      { ...tcp, peer: { cidr: "fc00::/7" } },
      { ...tcp, peer: { securityGroupId: other } },
      { ...tcp, peer: { securityGroupId: id } },
      { protocol: "-1", fromPort: -1, toPort: -1, peer: { prefixListId: "pl-00000000000000001" } },
    ]);
  });

  it("have the rules that are resources of their own, also where AWS has shown them in the group since", () => {
    const shown = { ...group, outputs: { ingress: [{ ...tcp, cidrBlocks: ["10.0.0.0/16"] }], egress: [] } };
    for (const it of [group, shown]) {
      assert.deepEqual(groupOf(stateOf(it, rule)).ingress, [{ ...tcp, peer: { cidr: "10.0.0.0/16" } }]);
    }
  });

  it("do not trust a rule that AWS has shown and no program has written: it may be gone", () => {
    const shown = { ...group, outputs: { ingress: [{ ...tcp, cidrBlocks: ["10.0.0.0/16"] }], egress: [] } };
    assert.ok(isOpen(groupOf(stateOf(shown)).ingress));
  });

  it("trust what AWS shows of a group that the program only reads", () => {
    const shown = { ...group, external: true, outputs: { ingress: [{ ...tcp, self: true }], egress: [] } };
    assert.deepEqual(groupOf(stateOf(shown)).ingress, [{ ...tcp, peer: { securityGroupId: id } }]);
  });

  it("let out to everywhere as AWS makes them with CloudFormation, and not with aws, which takes that rule away", () => {
    const native = { ...group, type: "aws-native:ec2:SecurityGroup", outputs: { groupId: id } };
    const { egress } = groupOf(stateOf(native));
    assert.deepEqual(isUnknown(egress) || egress.map(({ peer }) => peer), [{ cidr: "0.0.0.0/0" }, { cidr: "::/0" }]);
    assert.deepEqual(groupOf(stateOf(group)).egress, []);
  });

  it("may have a rule of which the group is not known, all of its stack", () => {
    const astray = { ...inputsWith(rule, { securityGroupId: open }), outputs: { securityGroupId: open } };
    const [one, two] = [group, { ...group, name: "two", id: other }];
    const source = stateOf(one, two, astray);
    assert.ok(isOpen(groupOf(source).ingress));
    assert.ok(isOpen(groupOf(source, other).ingress));
    assert.deepEqual(groupOf(source).egress, []);
  });

  it("may have a classic rule of which the direction is not known, both ways", () => {
    const type = "aws:ec2/securityGroupRule:SecurityGroupRule";
    const inputs = { type: open, securityGroupId: id, ...tcp, cidrBlocks: ["10.0.0.0/16"] };
    const found = groupOf(stateOf(group, { ...rule, type, inputs }));
    assert.ok(isOpen(found.ingress));
    assert.ok(isOpen(found.egress));
  });

  describe("before they are made", () => {
    const planned: Declared = {
      type: group.type,
      name: "planned",
      inputs: { vpcId: open },
      from: { vpcId: ["vpc"] },
    };
    const urn = "urn:pulumi:dev::shop::aws:ec2/securityGroup:SecurityGroup::planned";

    it("go by their URN, and what names them by the dependency", () => {
      const ingress: Declared = {
        type: rule.type,
        name: "rule",
        inputs: { ...rule.inputs, securityGroupId: open, cidrIpv4: undefined, referencedSecurityGroupId: open },
        from: { securityGroupId: ["planned"], referencedSecurityGroupId: ["planned"] },
      };
      const found = groupOf(previewOf(vpc, planned, ingress), urn);
      assert.deepEqual(found.ingress, [{ ...tcp, peer: { securityGroupId: urn } }]);
      assert.equal(found.vpcId, "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc");
    });

    it("leave open which of two groups an inline rule names", () => {
      const two = { ...planned, name: "two" };
      const ingress = [
        { ...tcp, securityGroups: [open] },
        { ...tcp, securityGroups: [open] },
      ];
      const holder = { ...planned, name: "holder", inputs: { vpcId: open, ingress } };
      const source = previewOf(vpc, planned, two, { ...holder, from: { vpcId: ["vpc"], ingress: ["planned", "two"] } });
      assert.ok(isOpen(groupOf(source, urn.replace("planned", "holder")).ingress));
    });

    it("leave open what comes from another stack or a component that tells nothing", () => {
      const reference = { type: "pulumi:pulumi:StackReference", name: "network", id: "network" };
      const ingress = [{ ...tcp, securityGroups: [open] }];
      const holder = { ...planned, name: "holder", inputs: { vpcId: open, ingress } };
      const from = { vpcId: ["vpc"], ingress: ["planned", "network"] };
      const source = previewOf(vpc, planned, reference, { ...holder, from });
      assert.ok(isOpen(groupOf(source, urn.replace("planned", "holder")).ingress));
    });
  });

  describe("that AWS makes with a VPC", () => {
    const made: Declared = {
      ...vpc,
      id: "vpc-00000000000000001",
      outputs: { defaultSecurityGroupId: other },
    };

    it("admit their members and let out to everywhere", () => {
      const found = groupOf(stateOf(made), other);
      const every = { protocol: "-1", fromPort: -1, toPort: -1 };
      assert.deepEqual(found.ingress, [{ ...every, peer: { securityGroupId: other } }]);
      assert.equal(isUnknown(found.egress) || found.egress.length, 2);
    });

    it("have the rules of the program once it has adopted them", () => {
      const adopted: Declared = {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        name: "default",
        id: other,
        inputs: { vpcId: made.id },
        outputs: { ingress: [], egress: [] },
      };
      const found = groupOf(stateOf(made, adopted), other);
      assert.deepEqual([found.ingress, found.egress], [[], []]);
    });

    it("are meant by an unknown group that comes from a planned VPC", () => {
      const inputs = { ...rule.inputs, securityGroupId: open };
      const planned: Declared = { type: rule.type, name: "rule", inputs, from: { securityGroupId: ["vpc"] } };
      const { securityGroups } = topologyOf([previewOf(vpc, planned)]).topology;
      assert.equal(securityGroups.length, 1);
      assert.equal(isUnknown(securityGroups[0]?.ingress) || securityGroups[0]?.ingress.length, 2);
    });
  });
});
