import * as assert from "node:assert/strict";

import { ConnectionAlarms } from "../../../components/watch/connection-alarms";
import { ConnectionMetrics, type ConnectionMetricsArgs } from "../../../components/watch/connection-metrics";
import { deploy } from "../deploy";

const FILTER = "aws-native:logs:MetricFilter";
const ALARM = "aws-native:cloudwatch:Alarm";
const args: ConnectionMetricsArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  namespace: "lattice-db/producer",
  accessLogGroups: { db: "db-access-logs", "db-vpc": "db-vpc-access-logs" },
  accountIds: ["444455556666"],
  flowLogGroup: "network-flow-logs",
  ports: [5432, 3306, 5432],
};
const made = (change: Partial<ConnectionMetricsArgs> = {}) =>
  deploy((opts) => new ConnectionMetrics("connections", { ...args, ...change }, opts));
const alarms = (change: object = {}) =>
  deploy(
    (opts) =>
      new ConnectionAlarms(
        "connections",
        { namespace: "n", accountIds: ["444455556666"], countsDenied: true, topicArn: "arn:topic", ...change },
        opts,
      ),
  );

describe("ConnectionMetrics", () => {
  it("count a consumer's connections by the account of its VPC, over all gateways in one metric", async () => {
    const { resources } = await made();
    const accepted = resources.filter(({ type, name }) => type === FILTER && name.endsWith("-444455556666"));
    assert.deepEqual(
      accepted.map(({ inputs }) => [inputs.logGroupName, inputs.filterPattern, inputs.metricTransformations]),
      ["db-access-logs", "db-vpc-access-logs"].map((logGroup) => [
        logGroup,
        '{ $.sourceVpcArn = "arn:aws:ec2:eu-west-1:444455556666:vpc/*" }',
        [
          {
            metricName: "AcceptedConnections-444455556666",
            metricNamespace: "lattice-db/producer",
            metricValue: "1",
            defaultValue: 0,
          },
        ],
      ]),
    );
  });

  it("count refused attempts at the databases' ports, by the place of the fields in a flow log", async () => {
    const { inputs } = (await made()).find(FILTER, "connections-denied");
    assert.equal(inputs.logGroupName, "network-flow-logs");
    assert.equal(
      inputs.filterPattern,
      "[version, account, interface, source, target, srcport, dstport=5432 || dstport=3306, " +
        'protocol="6", packets, bytes, start, end, action="REJECT", status]',
    );
  });

  it("count no refused attempts in a network without a flow log of this stack", async () => {
    const { resources, outputs } = await made({ flowLogGroup: undefined });
    assert.equal(
      resources.some(({ name }) => name === "connections-denied"),
      false,
    );
    assert.equal(outputs.countsDenied, false);
  });

  const wrong: readonly (readonly [Partial<ConnectionMetricsArgs>, string])[] = [
    [
      { namespace: "AWS/RDS" },
      'namespace must be 1-255 letters, digits or one of ". - _ / #", not beginning with AWS/, got "AWS/RDS"',
    ],
    [{ accountIds: ["4444"] }, 'accountIds must be twelve digits each, got "4444"'],
    [
      { accountIds: Array.from({ length: 101 }, (_, index) => String(100_000_000_000 + index)) },
      "accountIds must be 100 at most, which is what a log group takes, got 101",
    ],
    [{ ports: [] }, "ports must be 1-10, got 0"],
  ];
  for (const [change, problem] of wrong) {
    it(`refuse: ${problem}`, async () => {
      await assert.rejects(made(change), { message: `ConnectionMetrics "connections": ${problem}` });
    });
  }
});

describe("ConnectionAlarms", () => {
  it("are raised by a consumer's silence of a day, and by a log that is gone", async () => {
    const { inputs } = (await alarms()).find(ALARM, "connections-444455556666-quiet-alarm");
    assert.equal(inputs.metricName, "AcceptedConnections-444455556666");
    assert.deepEqual([inputs.statistic, inputs.comparisonOperator, inputs.threshold], ["Sum", "LessThanThreshold", 1]);
    assert.equal(inputs.period * inputs.evaluationPeriods, 86_400);
    assert.equal(inputs.treatMissingData, "breaching");
    assert.deepEqual(inputs.alarmActions, ["arn:topic"]);
  });

  it("are raised by refused attempts, and not by none", async () => {
    const { inputs } = (await alarms({ deniedConnections: 2 })).find(ALARM, "connections-denied-alarm");
    assert.deepEqual([inputs.metricName, inputs.threshold], ["DeniedConnections", 2]);
    assert.equal(inputs.treatMissingData, "notBreaching");
  });

  it("watch no refused attempts that nobody counts", async () => {
    const { resources } = await alarms({ countsDenied: false });
    assert.equal(resources.filter(({ type }) => type === ALARM).length, 1);
  });

  it("refuse a silence longer than CloudWatch looks back", async () => {
    await assert.rejects(alarms({ quietHours: 25 }), {
      message: 'ConnectionAlarms "connections": quietHours must be a whole number of 1-24, got 25',
    });
  });
});
