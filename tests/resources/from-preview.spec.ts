import assert from "node:assert/strict";
import { stackFromPreview } from "../../resources/from-preview";
import { parsePreview, type PreviewStep } from "../../resources/preview-file";
import type { Resource } from "../../resources/resource";
import type { Stack } from "../../resources/stack";
import { recorded } from "./recorded";

const preview = (name: string): Stack => stackFromPreview(parsePreview(recorded(name), name));
const named = (stack: Stack, name: string): Resource =>
  stack.resources.find((it) => it.name === name) ?? assert.fail(`no ${name}`);
const groupType = "aws:ec2/securityGroup:SecurityGroup";

describe("a stack read from the preview of its first update", () => {
  const stack = preview("preview-new.json");

  it("knows what the program gives, and not what AWS will tell", () => {
    const database = named(stack, "orders-instance");
    assert.equal(database.get("port").number(), 5432);
    assert.equal(database.get("kmsKeyId").present, true);
    assert.equal(database.get("kmsKeyId").text(), undefined);
    assert.equal(database.output("port").number(), 5432);
    assert.equal(database.output("endpoint").unknown, true);
    assert.deepEqual([...database.unknowns].sort(), ["endpoint", "kmsKeyId"]);
  });

  it("follows an unknown value by the dependency the engine recorded", () => {
    const database = named(stack, "orders-instance");
    const link = stack.follow(database, database.get("vpcSecurityGroupIds"), groupType);
    assert.deepEqual([link.resources.map(({ name }) => name), link.certain], [["orders-security-group"], true]);
  });

  it("tells the settings of a default provider, which are in the configuration", () => {
    assert.equal(
      named(stack, "orders-instance").provider("allowedAccountIds").json()?.items()[0]?.text(),
      "111122223333",
    );
  });
});

describe("a stack read from the preview of a change", () => {
  const stack = preview("preview-change.json");

  it("knows everything of what stays the same", () => {
    const vpc = named(stack, "network-vpc");
    assert.match(vpc.get("id").text() ?? "", /^vpc-/);
    assert.match(vpc.output("arn").text() ?? "", /^arn:aws:ec2:/);
    assert.equal(vpc.output("ipv6AssociationId").absent, true);
  });

  it("keeps the identity of what is updated, has its new inputs and waits for its other outputs", () => {
    const database = named(stack, "orders-instance");
    assert.equal(database.get("backupRetentionPeriod").number(), 14);
    assert.match(database.get("id").text() ?? "", /^db-/);
    assert.match(database.output("arn").text() ?? "", /^arn:aws:rds:/);
    assert.equal(database.output("engineVersionActual").unknown, true);
  });

  it("knows nothing that AWS told of what is replaced", () => {
    const subnet = named(stack, "network-database-b");
    assert.equal(subnet.get("cidrBlock").text(), "10.0.0.128/26");
    assert.equal(subnet.get("id").unknown, true);
    assert.equal(subnet.output("availabilityZoneId").unknown, true);
    const association = named(stack, "network-database-b-routes");
    assert.equal(association.get("id").known, false);
    assert.equal(association.output("id").unknown, true);
  });
});

describe("a stack read from a preview", () => {
  const step = (op: string, rest: Partial<PreviewStep>): PreviewStep => ({ op, urn: "a::b::t::n", ...rest });
  const state = (inputs: object, rest: object = {}) => ({
    urn: "a::b::t::n",
    type: groupType,
    inputs: { ...inputs },
    ...rest,
  });
  const read = (...steps: PreviewStep[]): readonly Resource[] => stackFromPreview({ config: {}, steps }).resources;

  it("knows of what the program only reads what it has read before", () => {
    const [found] = read(
      step("read", {
        oldState: state({}, { id: "sg-1", outputs: { vpcId: "vpc-1" } }),
        newState: state({}, { id: "sg-1", external: true }),
      }),
    );
    assert.equal(found?.output("vpcId").text(), "vpc-1");
    assert.equal(found.external, true);
    const [first] = read(step("read", { newState: state({}, { id: "sg-1", external: true }) }));
    assert.equal(first?.get("id").text(), "sg-1");
    assert.equal(first.output("vpcId").unknown, true);
  });

  it("leaves out what is deleted, and has what is made in its place once", () => {
    assert.deepEqual(read(step("delete", { oldState: state({}) })), []);
    const resources = read(
      step("create-replacement", { newState: state({ a: 2 }), oldState: state({ a: 1 }, { id: "sg-1" }) }),
      step("replace", { newState: state({ a: 2 }), oldState: state({ a: 1 }, { id: "sg-1" }) }),
      step("delete-replaced", { oldState: state({ a: 1 }, { id: "sg-1" }) }),
    );
    assert.deepEqual(
      resources.map((it) => [it.get("a").number(), it.get("id").absent]),
      [[2, true]],
    );
  });

  it("tells the settings of a provider the program makes itself", () => {
    const urn = "urn:pulumi:dev::shop::pulumi:providers:aws::other";
    const provider = { urn, type: "pulumi:providers:aws", inputs: { region: "eu-west-2" } };
    const resources = read(
      { op: "create", urn, newState: provider },
      step("create", { newState: state({}, { provider: `${urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9` }) }),
      { ...step("create", { newState: state({}, { provider: `${urn}s::1` }) }), urn: "other" },
    );
    assert.deepEqual(
      resources.slice(1).map((it) => it.provider("region").text()),
      ["eu-west-2", undefined],
    );
  });

  it("has the id of what is read or imported", () => {
    const [found] = read(step("import", { newState: state({}, { id: "sg-7" }) }));
    assert.equal(found?.get("id").text(), "sg-7");
  });

  it("takes the text that stands for secrets as a secret nobody can read, wherever it stands", () => {
    const [found] = read(step("create", { newState: state({ password: "[secret]", list: [{ key: "[secret]" }] }) }));
    const inner = found?.get("list").items()[0]?.get("key");
    for (const field of [found?.get("password"), inner]) {
      assert.deepEqual([field?.secret, field?.present, field?.known], [true, true, false]);
    }
  });
});
