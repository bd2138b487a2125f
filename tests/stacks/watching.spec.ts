import * as assert from "node:assert/strict";

import { watchingProblems } from "../../stacks/settings/watching";
import { consumersOf } from "../../stacks/watching";
import { stackConfig, stackValues } from "./stack-file";
import { up } from "./up";

const ALARM = "aws-native:cloudwatch:Alarm";
const watching = (change: object) => ({ "lattice-db:watching": change });
const withDatabases = (databases: object, change: object) => ({
  "lattice-db:databases": databases,
  ...watching(change),
});
const names = (resources: readonly { type: string; name: string }[], type: string) =>
  resources
    .filter((one) => one.type === type)
    .map(({ name }) => name)
    .sort();

describe("a stack that is watched", () => {
  it("has nothing more than before where nothing is on", async () => {
    const before = await up(stackValues("producer"));
    const after = await up(stackValues("producer", watching({ dashboard: false, alarms: false, audit: false })));
    assert.deepEqual(after.urns, before.urns);
    assert.deepEqual(Object.keys(after.outputs), Object.keys(before.outputs));
  });

  it("has a dashboard and no topic where that alone is on", async () => {
    const { resources, outputs } = await up(stackValues("producer", watching({ dashboard: true })));
    assert.deepEqual(names(resources, "aws-native:cloudwatch:Dashboard"), ["watch-dashboard"]);
    assert.deepEqual(names(resources, "aws-native:sns:Topic"), []);
    assert.deepEqual([outputs["alertTopicArn"], outputs["auditBucketName"]], [undefined, undefined]);
  });

  it("has alarms of each database and each consumer, to one topic", async () => {
    const { resources } = await up(stackValues("producer", watching({ alarms: true, cpuPercent: 70 })));
    assert.deepEqual(names(resources, ALARM), [
      "connections-444455556666-quiet-alarm",
      "connections-denied-alarm",
      "orders-connections-alarm",
      "orders-cpu-alarm",
      "orders-storage-alarm",
    ]);
    assert.equal(resources.find(({ name }) => name === "orders-cpu-alarm")?.inputs.threshold, 70);
    assert.equal(names(resources, "aws-native:sns:Topic").length, 1);
    assert.deepEqual(names(resources, "aws-native:cloudwatch:Dashboard"), []);
  });

  it("has a trail and tells of changes, without alarms, where that alone is on", async () => {
    const { resources } = await up(stackValues("producer", watching({ audit: true, auditRetentionDays: 30 })));
    assert.deepEqual(names(resources, "aws-native:cloudtrail:Trail"), ["audit-trail"]);
    assert.deepEqual(names(resources, "aws-native:events:Rule"), ["access-changes-rule"]);
    assert.deepEqual(names(resources, ALARM), []);
    assert.deepEqual(names(resources, "aws-native:logs:MetricFilter"), []);
    const bucket = resources.find(({ name }) => name === "audit-bucket");
    assert.equal(bucket?.inputs.objectLockConfiguration.rule.defaultRetention.days, 30);
  });

  it("knows replicas, clusters and proxies by what they are", async () => {
    const orders = (stackConfig("producer")["lattice-db:databases"] as { orders: object }).orders;
    const databases = {
      orders: { ...orders, readReplicas: { a: {} }, proxy: {} },
      ledger: { kind: "cluster", engine: "postgres", engineVersion: "17", loginUser: "app", sharedWith: [] },
    };
    const { resources } = await up(
      stackValues("producer", withDatabases(databases, { dashboard: true, alarms: true })),
    );
    const lags = resources.filter(({ type, name }) => type === ALARM && name.endsWith("-lag-alarm"));
    assert.deepEqual(lags.map(({ name, inputs }) => `${name} ${String(inputs.metricName)}`).sort(), [
      "ledger-lag-alarm AuroraReplicaLagMaximum",
      "orders-a-lag-alarm ReplicaLag",
    ]);
    const body = resources.find(({ type }) => type === "aws-native:cloudwatch:Dashboard")?.inputs.dashboardBody;
    for (const dimension of ["DBInstanceIdentifier", "DBClusterIdentifier", "ProxyName"]) {
      assert.ok(String(body).includes(`"${dimension}"`), dimension);
    }
  });

  it("counts a consumer's own connections and watches no database of the owner's", async () => {
    const { outputs } = await up(stackValues("producer"));
    const change = watching({ dashboard: true, alarms: true, audit: true });
    const { resources } = await up(stackValues("consumer", change), outputs);
    assert.deepEqual(names(resources, ALARM), ["connections-444455556666-quiet-alarm", "connections-denied-alarm"]);
  });
});

describe("who is counted", () => {
  it("are accounts, each once, and nobody of an organisation or a unit", () => {
    const one = { sharedWith: ["444455556666", "arn:aws:organizations::111122223333:ou/o-example/ou-team-00000001"] };
    const two = { sharedWith: ["222222222222", "444455556666"] };
    const databases = { one, two } as unknown as Parameters<typeof consumersOf>[0]["databases"];
    assert.deepEqual(consumersOf({ databases }), ["222222222222", "444455556666"]);
  });
});

describe("the problems of watching", () => {
  const said = (role: string, given: Readonly<Record<string, unknown>>) =>
    watchingProblems({ watching: given }, { role, watching: given }).map(({ key, text }) => `${key} ${text}`);

  it("are a threshold of alarms that are off, and a retention without an audit", () => {
    assert.deepEqual(said("producer", { cpuPercent: 80, auditRetentionDays: 9, alarms: false }), [
      "lattice-db:watching.cpuPercent must be left out unless watching.alarms is true",
      "lattice-db:watching.auditRetentionDays must be left out unless watching.audit is true",
    ]);
  });

  it("are a database's threshold in a stack that has none", () => {
    assert.deepEqual(said("consumer", { alarms: true, connections: 80, quietHours: 3 }), [
      "lattice-db:watching.connections must be left out by a consumer, whose databases are watched by their owner",
    ]);
  });

  it("are none of what is on, nor of a switch that is wrong by itself", () => {
    assert.deepEqual(said("producer", { alarms: true, cpuPercent: 80, audit: true, auditRetentionDays: 9 }), []);
    assert.deepEqual(said("producer", { alarms: "no", cpuPercent: 80 }), []);
  });
});
