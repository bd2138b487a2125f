import assert from "node:assert/strict";
import { knobValues } from "../../policy/framework/knobs";
import { packOf } from "../../policy/framework/pack";
import { Resource } from "../../resources/resource";
import type { Finding } from "../../policy/framework/rule";
import { settingsFrom } from "../../policy/framework/settings";
import { Stack } from "../../resources/stack";
import { allRules } from "../../policy/rules/all";
import { awsKnows, NETWORK } from "../stacks/existing-network";
import { type RecordedProgram, type RecordedResource, recordProgram } from "./recorded-program";

const settings = settingsFrom({ profile: "strict", ownAccounts: ["111122223333", "444455556666"] }, "2026-11-21");
const pack = packOf(allRules);

/** Every finding of every rule; in profile strict each of them refuses the stack. */
function findings(resources: readonly RecordedResource[]): readonly string[] {
  return allRules.flatMap((rule) => {
    const context = { knobs: knobValues(rule.knobs ?? {}, {}), settings, pack };
    const text = ({ at, what }: Finding, name: string): string =>
      `${rule.id}: ${name} ${typeof at === "string" ? at : at.path} ${what}`;
    const judged = resources.filter(({ type }) => rule.appliesTo?.(type) ?? Object.hasOwn(rule.reads, type));
    const alone = judged.flatMap((source) =>
      [...(rule.check?.(new Resource({ ...source, props: source.inputs }), context) ?? [])].map((finding) =>
        text(finding, source.name),
      ),
    );
    const together = [...(rule.checkStack?.(new Stack(resources), context) ?? [])].map((finding) =>
      text(finding, finding.resource?.name ?? "stack"),
    );
    return [...alone, ...together];
  });
}

describe("the committed stacks pass every rule in profile strict", () => {
  let producer: RecordedProgram;
  before(async () => {
    producer = await recordProgram("producer", false);
  });

  it("as the producer, after an update", () => {
    assert.ok(producer.resources.some(({ type }) => type === "aws:rds/instance:Instance"));
    assert.deepEqual(findings(producer.resources), []);
  });

  it("as the producer, before the first update", async () => {
    assert.deepEqual(findings((await recordProgram("producer", true)).resources), []);
  });

  for (const preview of [false, true]) {
    it(`as the consumer, ${preview ? "before the first update" : "after an update"}`, async () => {
      const { resources } = await recordProgram("consumer", preview, producer.outputs);
      assert.ok(resources.length > 10);
      assert.deepEqual(findings(resources), []);
    });
  }

  it("but not one whose share lets in somebody whom the configuration does not name", () => {
    const named = producer.resources.find(({ type }) => type === "aws:ram/principalAssociation:PrincipalAssociation");
    assert.ok(named);
    const stranger = { ...named, urn: `${named.urn}-more`, props: { ...named.props, principal: "777788889999" } };
    const share =
      'orders-share this share lets 777788889999 use orders-instance, whom ResourceShare "orders" does not name';
    assert.deepEqual(findings([...producer.resources, stranger]), [`database-audience-as-declared: ${share}`]);
  });

  it("but not one with a database anyone may reach", () => {
    const open = producer.resources.map((resource) =>
      resource.type === "aws:rds/instance:Instance" ? { ...resource, inputs: { publiclyAccessible: true } } : resource,
    );
    assert.ok(findings(open).includes("rds-no-public-access: orders-instance publiclyAccessible is true"));
  });
});

describe("databases of every kind pass every rule in profile strict", () => {
  const sharedWith = ["444455556666"];
  const kinds = {
    "an instance behind a proxy": { orders: { engine: "postgres", engineVersion: "17", sharedWith, proxy: {} } },
    "an Aurora PostgreSQL cluster": {
      ledger: { kind: "cluster", engine: "postgres", engineVersion: "17", sharedWith },
    },
    "an Aurora MySQL cluster with Serverless v2 and backtrack, behind a proxy": {
      ledger: {
        kind: "cluster",
        engine: "mysql",
        engineVersion: "8.0",
        instances: { a: {}, b: { instanceClass: "db.r8g.large" } },
        serverlessV2: { minCapacity: 0.5, maxCapacity: 4 },
        backtrackHours: 24,
        sharedWith,
        proxy: {},
      },
    },
  };
  for (const [title, databases] of Object.entries(kinds)) {
    for (const preview of [false, true]) {
      it(`${title}, ${preview ? "before the first update" : "after an update"}`, async () => {
        const { resources } = await recordProgram("producer", preview, {}, { "lattice-db:databases": databases });
        assert.ok(resources.some(({ type }) => /^aws:rds\/(instance|cluster):/.test(type)));
        assert.deepEqual(findings(resources), []);
      });
    }
    it(`${title}, in a consumer`, async () => {
      const owner = await recordProgram("producer", false, {}, { "lattice-db:databases": databases });
      const { resources } = await recordProgram("consumer", false, owner.outputs);
      assert.deepEqual(findings(resources), []);
    });
  }

  it("an instance with a read replica and a proxy, but for the password that the program keeps, which nothing rotates", async () => {
    const orders = { engine: "postgres", engineVersion: "17", readReplicas: { copy: {} }, sharedWith, proxy: {} };
    const { resources } = await recordProgram("producer", false, {}, { "lattice-db:databases": { orders } });
    const found = findings(resources);
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found.join(), /^secret-rotation: orders-master-secret /);
  });

  const adopted = {
    "lattice-db:vpcCidr": undefined,
    "lattice-db:subnets": undefined,
    "lattice-db:network": NETWORK,
    "lattice-db:databases": {
      legacy: { kind: "existing", identifier: "legacy", sharedWith, proxy: {} },
      books: { kind: "existing", identifier: "old-ledger", sharedWith },
      pool: { kind: "existing", identifier: "old-proxy", databaseName: "shop", sharedWith },
    },
  };
  for (const preview of [false, true]) {
    it(`what is there already, ${preview ? "before the first update" : "after an update"}`, async () => {
      const { resources } = await recordProgram("producer", preview, {}, adopted, awsKnows());
      assert.ok(resources.some(({ type }) => type === "lattice-db:index:ExistingDatabase"));
      assert.deepEqual(findings(resources), []);
    });
  }

  const zones = (second: string) => ({
    a: `10.0.${second}.0/26`,
    b: `10.0.${second}.64/26`,
    c: `10.0.${second}.128/26`,
  });
  const apis = { secretsmanager: true, rds: true, kms: true, logs: true, monitoring: true, sts: true };
  const withProxy = { orders: { engine: "postgres", engineVersion: "17", sharedWith, proxy: {} } };
  const networks = {
    "three zones": { "lattice-db:subnets": { database: zones("0"), gateway: zones("1") } },
    "endpoints of AWS's APIs": { "lattice-db:awsEndpoints": { ...apis, s3: true } },
    "both kinds of addresses": { "lattice-db:ipv6": true, "lattice-db:networkAcls": true },
    "network ACLs beside endpoints": { "lattice-db:networkAcls": true, "lattice-db:awsEndpoints": apis },
  };
  for (const [title, change] of Object.entries(networks)) {
    for (const preview of [false, true]) {
      it(`in a network of ${title}, ${preview ? "before the first update" : "after an update"}`, async () => {
        const values = { "lattice-db:databases": withProxy, ...change };
        const { resources } = await recordProgram("producer", preview, {}, values);
        assert.deepEqual(findings(resources), []);
      });
    }
  }

  it("a consumer of three zones with IPv6 and endpoints of AWS's APIs", async () => {
    const { outputs } = await recordProgram("producer", false);
    const change = {
      "lattice-db:subnets": { client: { a: "10.1.0.0/26", b: "10.1.0.64/26", c: "10.1.0.128/26" } },
      "lattice-db:awsEndpoints": { ...apis, s3: true },
      "lattice-db:ipv6": true,
    };
    for (const preview of [false, true]) {
      const { resources } = await recordProgram("consumer", preview, outputs, change);
      assert.ok(resources.some(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint"));
      assert.deepEqual(findings(resources), []);
    }
  });
});
