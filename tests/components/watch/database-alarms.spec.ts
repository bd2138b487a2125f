import * as assert from "node:assert/strict";

import { DatabaseAlarms, type DatabaseAlarmsArgs } from "../../../components/watch/database-alarms";
import { DATABASE_METRICS } from "../../../components/watch/database-metrics";
import { deploy } from "../deploy";

const ALARM = "aws-native:cloudwatch:Alarm";
const args: DatabaseAlarmsArgs = {
  database: { kind: "instance", identifier: "orders-1a2b" },
  topicArn: "arn:aws:sns:eu-west-1:111122223333:alerts",
};
const made = (change: Partial<DatabaseAlarmsArgs> = {}) =>
  deploy((opts) => new DatabaseAlarms("orders", { ...args, ...change }, opts));
const of = async (kind: DatabaseAlarmsArgs["database"]["kind"]) => {
  const { resources } = await made({ database: { kind, identifier: "it" } });
  return resources.filter(({ type }) => type === ALARM).map(({ inputs }) => inputs);
};

describe("DatabaseAlarms", () => {
  it("watch processor, connections and storage of an instance, and tell the topic of both turns", async () => {
    const { find, resources } = await made();
    const names = resources.filter(({ type }) => type === ALARM).map(({ name }) => name);
    assert.deepEqual(names.sort(), ["orders-connections-alarm", "orders-cpu-alarm", "orders-storage-alarm"]);
    const { inputs } = find(ALARM, "orders-storage-alarm");
    assert.deepEqual(inputs.dimensions, [{ name: "DBInstanceIdentifier", value: "orders-1a2b" }]);
    assert.deepEqual([inputs.alarmActions, inputs.okActions], [[args.topicArn], [args.topicArn]]);
    assert.deepEqual(
      [inputs.namespace, inputs.metricName, inputs.statistic, inputs.comparisonOperator, inputs.threshold],
      ["AWS/RDS", "FreeStorageSpace", "Minimum", "LessThanThreshold", 2 * 2 ** 30],
    );
    assert.equal(inputs.period * inputs.evaluationPeriods, 900);
  });

  it("watch the lag of a replica in seconds", async () => {
    const lag = (await of("replica")).find(({ metricName }) => metricName === "ReplicaLag");
    assert.deepEqual([lag?.threshold, lag?.statistic], [60, "Maximum"]);
  });

  it("watch a cluster by its busiest instance, the lag of its readers in milliseconds, and no storage", async () => {
    const alarms = await of("cluster");
    assert.deepEqual(
      alarms.map(({ metricName, statistic, threshold }) => [metricName, statistic, threshold]),
      [
        ["CPUUtilization", "Maximum", 80],
        ["DatabaseConnections", "Maximum", 80],
        ["AuroraReplicaLagMaximum", "Maximum", 60_000],
      ],
    );
    for (const { dimensions } of alarms) assert.deepEqual(dimensions, [{ name: "DBClusterIdentifier", value: "it" }]);
  });

  it("leave a proxy to its database", async () => {
    assert.deepEqual(await of("proxy"), []);
  });

  it("watch what the dashboard shows", async () => {
    for (const kind of ["instance", "replica", "cluster"] as const) {
      const shown = DATABASE_METRICS[kind].map(({ name }) => name);
      for (const { metricName } of await of(kind)) assert.ok(shown.includes(metricName), metricName);
    }
  });

  it("take other thresholds", async () => {
    const { find } = await made({ cpuPercent: 50, connections: 300, freeStorageGib: 10 });
    const thresholds = ["cpu", "connections", "storage"].map((role) => find(ALARM, `orders-${role}-alarm`));
    assert.deepEqual(
      thresholds.map(({ inputs }) => inputs.threshold),
      [50, 300, 10 * 2 ** 30],
    );
  });

  it("refuse thresholds out of range, all at once", async () => {
    await assert.rejects(made({ cpuPercent: 101, connections: 0.5 }), {
      message:
        'DatabaseAlarms "orders": cpuPercent must be a whole number of 1-100, got 101; ' +
        "connections must be a whole number of 1-16000, got 0.5",
    });
  });
});
