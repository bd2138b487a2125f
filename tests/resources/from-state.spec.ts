import assert from "node:assert/strict";
import { stackFromState } from "../../resources/from-state";
import { parseState, type StateResource } from "../../resources/state-file";
import { recorded } from "./recorded";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const urnOf = (name: string): string => `urn:pulumi:dev::shop::${groupType}::${name}`;
const group = (name: string, rest: Partial<StateResource> = {}): StateResource => ({
  urn: urnOf(name),
  type: groupType,
  ...rest,
});

describe("a stack read from its state", () => {
  const stack = stackFromState(parseState(recorded("export.json"), "export.json"));

  it("has resources by type and name, with inputs, outputs and ids", () => {
    const [database] = stack.ofType("aws:rds/instance:Instance");
    assert.equal(database?.name, "orders-instance");
    assert.equal(database.protect, true);
    assert.equal(database.get("port").number(), 5432);
    assert.match(database.get("arn").text() ?? "", /^arn:aws:rds:eu-west-1:111122223333:db:orders-/);
    assert.match(database.get("id").text() ?? "", /^db-/);
    assert.deepEqual([...database.unknowns], []);
  });

  it("follows a property to the resource whose id it holds", () => {
    const [database] = stack.ofType("aws:rds/instance:Instance");
    assert.ok(database);
    const link = stack.follow(database, database.get("vpcSecurityGroupIds"), groupType);
    assert.deepEqual(
      link.resources.map(({ name }) => name),
      ["orders-security-group"],
    );
    assert.equal(link.certain, true);
  });

  it("tells the settings of a resource's provider", () => {
    const [database] = stack.ofType("aws:rds/instance:Instance");
    const accounts = database?.provider("allowedAccountIds").json();
    assert.deepEqual(
      accounts?.items().map((item) => item.text()),
      ["111122223333"],
    );
  });

  it("leaves out what was replaced", () => {
    const resources = [group("a", { id: "sg-1", delete: true }), group("a", { id: "sg-2" })];
    const left = [...resources, group("b", { pendingReplacement: true })];
    assert.deepEqual(
      stackFromState({ resources: left }).resources.map((it) => it.get("id").text()),
      ["sg-2"],
    );
    assert.deepEqual(stackFromState({}).resources, []);
  });

  it("follows a value it cannot read by the dependency the engine recorded", () => {
    const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:a" };
    const rule: StateResource = {
      urn: "urn:pulumi:dev::shop::aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::rule",
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      inputs: { securityGroupId: hidden, fromPort: 1 },
      propertyDependencies: { securityGroupId: [urnOf("a")], fromPort: null },
    };
    const read = stackFromState({ resources: [group("a"), rule] });
    const [found] = read.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.ok(found);
    const link = read.follow(found, found.get("securityGroupId"), groupType);
    assert.deepEqual([link.resources.map(({ name }) => name), link.certain], [["a"], true]);
  });
});
