import * as assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { DatabaseFleet, type DatabaseFleetArgs } from "../../../components/database/database-fleet";
import { deploy, type Deployment } from "../deploy";

const place = { accountId: "111122223333", region: "eu-west-1" };
const fleetArgs: DatabaseFleetArgs = { place, vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] };
const args: DatabaseArgs = {
  place,
  engine: "postgres",
  engineVersion: "17",
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};

type Made = Readonly<Record<string, Partial<DatabaseArgs>>>;
const made = (databases: Made, change: Partial<DatabaseFleetArgs> = {}) =>
  deploy((opts) => {
    const fleet = new DatabaseFleet("databases", { ...fleetArgs, ...change }, opts);
    for (const [name, settings] of Object.entries(databases)) {
      const all = { ...args, ...settings };
      new Database(name, { ...all, fleet: fleet.member(all) }, opts);
    }
  });
const namesOf = ({ resources }: Deployment, type: string) =>
  resources.filter((one) => one.type === type).map(({ name }) => name);
const INSTANCE = "aws:rds/instance:Instance";

describe("a DatabaseFleet", () => {
  it("has once what its databases have in common", async () => {
    const deployment = await made({ orders: {}, billing: {}, audit: {} });
    for (const [type, name] of [
      ["aws:rds/subnetGroup:SubnetGroup", "databases-subnets"],
      ["aws:rds/parameterGroup:ParameterGroup", "databases-postgres17-parameters"],
      ["aws:ec2/securityGroup:SecurityGroup", "databases-5432-security-group"],
      ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", undefined],
      ["aws:backup/vault:Vault", "databases-vault"],
      ["aws:backup/plan:Plan", "databases-plan"],
      ["aws:backup/selection:Selection", "databases-selection"],
    ] as const) {
      const names = namesOf(deployment, type);
      if (name === undefined)
        assert.deepEqual(names.sort(), ["databases-backup-policy", "databases-monitoring-policy"]);
      else assert.deepEqual(names, [name]);
    }
    for (const name of ["orders", "billing", "audit"]) {
      const { inputs } = deployment.find(INSTANCE, `${name}-instance`);
      assert.equal(inputs.dbSubnetGroupName, "databases-subnets");
      assert.equal(inputs.parameterGroupName, "databases-postgres17-parameters");
      assert.deepEqual(inputs.vpcSecurityGroupIds, ["databases-5432-security-group-id"]);
    }
  });

  it("has a security group a port and a parameter group a family", async () => {
    const deployment = await made({
      orders: {},
      moved: { port: 6000 },
      billing: { engine: "mysql", engineVersion: "8.4" },
      audit: { engine: "mariadb", engineVersion: "11.8" },
    });
    assert.deepEqual(namesOf(deployment, "aws:ec2/securityGroup:SecurityGroup"), [
      "databases-5432-security-group",
      "databases-6000-security-group",
      "databases-3306-security-group",
    ]);
    const families = deployment.resources
      .filter(({ type }) => type === "aws:rds/parameterGroup:ParameterGroup")
      .map(({ name, inputs }) => [name, inputs.family]);
    assert.deepEqual(families, [
      ["databases-postgres17-parameters", "postgres17"],
      ["databases-mysql8-4-parameters", "mysql8.4"],
      ["databases-mariadb11-8-parameters", "mariadb11.8"],
    ]);
  });

  it("gives its security groups no rules, not even for their own members", async () => {
    const { find, resources } = await made({ orders: {} });
    const group = find("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual([group.ingress, group.egress, group.vpcId], [undefined, undefined, "vpc-1"]);
    assert.deepEqual(
      resources.filter(({ type }) => type.includes("Rule")),
      [],
    );
  });

  it("backs up what carries the name of its vault, and its databases do", async () => {
    const { find } = await made({ orders: {} });
    const tag = { key: "lattice-db:backup-vault", value: "databases-vault" };
    assert.deepEqual(find("aws:backup/selection:Selection").inputs.selectionTags, [{ type: "STRINGEQUALS", ...tag }]);
    assert.equal("resources" in find("aws:backup/selection:Selection").inputs, false);
    assert.deepEqual(find(INSTANCE).inputs.tags, { [tag.key]: tag.value });
  });

  it("keeps its vault where a last copy is promised, and with a key of its own, which outlives any database", async () => {
    const kept = ({ resources }: Deployment) =>
      resources.filter(({ opts, name }) => opts.retainOnDelete === true && !("urn" in opts) && /^databases/.test(name));
    assert.deepEqual(
      kept(await made({ orders: {} }, { retain: true }))
        .map(({ name }) => name)
        .sort(),
      [
        "databases-alias",
        "databases-backup-policy",
        "databases-backup-role",
        "databases-key",
        "databases-vault",
        "databases-vault-lock",
      ],
    );
    const lax = await made({ orders: { finalSnapshot: false } });
    assert.deepEqual(kept(lax), []);
    assert.match(lax.find("aws:backup/vault:Vault").inputs.kmsKeyArn, /:databases-key$/);
  });

  it("is guarded against deletion, unless told otherwise", async () => {
    const guarded = ({ resources }: Deployment) =>
      resources.filter(({ opts }) => opts.protect === true && !("urn" in opts)).map(({ name }) => name);
    assert.deepEqual(guarded(await made({})), ["databases-key", "databases-vault"]);
    assert.deepEqual(guarded(await made({}, { protect: false })), []);
  });

  it("changes nothing but a database's own when one comes or goes", async () => {
    const two = await made({ orders: {}, billing: {} });
    const one = await made({ orders: {} });
    const inputsOf = ({ resources }: Deployment) =>
      resources.filter(({ name }) => !name.startsWith("billing")).map(({ name, inputs }) => [name, inputs]);
    assert.deepEqual(inputsOf(two), inputsOf(one));
    const urns = two.urns.filter((urn) => !one.urns.includes(urn));
    assert.equal(urns.length, two.urns.length - one.urns.length);
    assert.ok(
      urns.every((urn) => /::billing(-|$)/.test(urn)),
      urns.join("\n"),
    );
  });

  it("refuses subnets of one zone", async () => {
    await assert.rejects(
      made({}, { subnetIds: ["subnet-a"] }),
      /^Error: DatabaseFleet "databases": subnetIds must be at least two, in different zones, got 1$/,
    );
  });
});
