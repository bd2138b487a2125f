import assert from "node:assert/strict";
import { securityGroupRuleKind } from "../../../../local/services/ec2/entities";
import { createSecurityGroup, deleteSecurityGroup } from "../../../../local/services/ec2/security-group";
import { authorizeRules, modifyRule, revokeRules, rulesOf } from "../../../../local/services/ec2/security-group-rules";
import type { RuleRequest } from "../../../../local/services/ec2/security-group-rule";
import { createVpc } from "../../../../local/services/ec2/vpc";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { vpcSettings } from "../surroundings";

async function twoGroups() {
  const services = testServices();
  const vpc = await createVpc(services, owner, vpcSettings());
  const create = (groupName: string, vpcId = vpc.id) =>
    createSecurityGroup(services, owner, { groupName, description: "test", vpcId, tags: {}, rules: [] });
  const [database, gateway] = [await create("database"), await create("gateway")];
  const authorize = (...rules: RuleRequest[]) => authorizeRules(services, owner, database.id, rules);
  return { services, vpc, create, database, gateway, authorize };
}

const postgres = { isEgress: false, ipProtocol: "tcp", fromPort: 5432, toPort: 5432, tags: {} };

describe("EC2's security groups", () => {
  it("let everything out unless their rules are given", async () => {
    const { services, vpc } = await twoGroups();
    const names = { groupName: "default-rules", description: "test", vpcId: vpc.id, tags: {} };
    const group = await createSecurityGroup(services, owner, names);
    assert.deepEqual(
      rulesOf(services.store, group.id).map(({ data }) => [data.isEgress, data.ipProtocol, data.cidrIpv4]),
      [[true, "-1", "0.0.0.0/0"]],
    );
  });

  it("refuse the name of another in the VPC, one of AWS's, and one beyond ASCII", async () => {
    const { create } = await twoGroups();
    await refused(create("database"), "InvalidGroup.Duplicate", /'database' already exists for VPC 'vpc-/);
    await refused(create("sg-database"), "InvalidParameterValue");
    await refused(create("données"), "InvalidParameterValue");
    await refused(create("other", "vpc-missing"), "InvalidVpcID.NotFound");
  });

  it("refuse a rule they have, however its protocol is spelled", async () => {
    const { authorize, gateway } = await twoGroups();
    await authorize({ ...postgres, referencedGroupId: gateway.id });
    const again = authorize({ ...postgres, ipProtocol: "6", referencedGroupId: gateway.id, description: "again" });
    const words = new RegExp(`"peer: ${gateway.id}, TCP, from port: 5432, to port: 5432, ALLOW" already exists`);
    await refused(again, "InvalidPermission.Duplicate", words);
  });

  for (const [title, rule, code, words] of [
    ["ports out of range", { fromPort: 0, toPort: 70000 }, "InvalidParameterValue", /port \(70000\) out of range/],
    ["ports the wrong way round", { fromPort: 90, toPort: 80 }, "InvalidParameterValue", /\(90-80\)/],
    ["a range that is none", { cidrIpv4: "10.0.0.0/33" }, "InvalidParameterValue", /10.0.0.0\/33 is malformed/],
    ["an IPv6 range as IPv4", { cidrIpv4: "::/0" }, "InvalidParameterValue", /is malformed/],
    ["two peers", { cidrIpv4: "10.0.0.0/8", cidrIpv6: "::/0" }, "InvalidParameterCombination", /cidrIpv4, cidrIpv6/],
    ["a missing prefix list", { cidrIpv4: undefined, prefixListId: "pl-1" }, "InvalidPrefixListID.NotFound", /pl-1/],
    ["a missing group", { cidrIpv4: undefined, referencedGroupId: "sg-1" }, "InvalidGroup.NotFound", /'sg-1'/],
    ["a description beyond ASCII", { description: "clé" }, "InvalidParameterValue", /Invalid rule description/],
  ] as const) {
    it(`refuse a rule with ${title}`, async () => {
      const { authorize, services } = await twoGroups();
      const written = { ...postgres, cidrIpv4: "10.0.0.0/8", ...rule };
      const request = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
      const before = services.store.list(securityGroupRuleKind).length;
      await refused(authorize(request as unknown as RuleRequest), code, words);
      assert.equal(services.store.list(securityGroupRuleKind).length, before);
    });
  }

  it("refuse a group of another VPC as a peer", async () => {
    const { services, create, authorize } = await twoGroups();
    const other = await createVpc(services, owner, vpcSettings("10.9.0.0/16"));
    const foreign = await create("foreign", other.id);
    const rule = { ...postgres, referencedGroupId: foreign.id };
    await refused(authorize(rule), "InvalidGroup.NotFound", /two resources that belong to different networks/);
  });

  it("take 60 rules in a direction, and not one more", async () => {
    const { authorize } = await twoGroups();
    const rules = Array.from({ length: 60 }, (_, index) => ({ ...postgres, cidrIpv4: `10.0.${index}.0/24` }));
    await authorize(...rules);
    await refused(authorize({ ...postgres, cidrIpv4: "10.1.0.0/24" }), "RulesPerSecurityGroupLimitExceeded");
    await authorize({ ...postgres, isEgress: true, cidrIpv4: "10.1.0.0/24" });
  });

  it("change a rule in place but for the kind of its peer", async () => {
    const { services, authorize, gateway } = await twoGroups();
    const [rule] = await authorize({ ...postgres, cidrIpv4: "10.0.0.0/24" });
    assert.ok(rule !== undefined);
    await modifyRule(services, owner, rule.id, { ...postgres, cidrIpv4: "10.0.1.0/24" });
    assert.equal(services.store.get(securityGroupRuleKind, rule.id)?.data.cidrIpv4, "10.0.1.0/24");
    const other = { ...postgres, referencedGroupId: gateway.id };
    await refused(modifyRule(services, owner, rule.id, other), "InvalidParameterCombination", /source type/);
  });

  it("stay while another group's rule names them, and never let the VPC's default one go", async () => {
    const { services, vpc, authorize, gateway, database } = await twoGroups();
    const [rule] = await authorize({ ...postgres, referencedGroupId: gateway.id });
    const deletion = () => deleteSecurityGroup(services, owner, gateway.id);
    await refused(deletion, "DependencyViolation", new RegExp(`resource ${gateway.id} has a dependent object`));
    await revokeRules(services, owner, [rule?.id ?? ""]);
    await deletion();
    await deleteSecurityGroup(services, owner, database.id);
    await refused(deleteSecurityGroup(services, owner, vpc.data.defaultSecurityGroupId), "CannotDelete");
  });
});
