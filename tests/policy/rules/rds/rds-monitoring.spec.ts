import { rdsMonitoring as rule } from "../../../../policy/rules/rds/rds-monitoring";
import { node, unknown } from "../../judge";
import { type Table, judges, judgesStack } from "../../tables";

const table = (insights: string, size: string): Table => ({
  base: { monitoringInterval: 60, [insights]: true, [size]: "db.t4g.medium", engine: "mysql" },
  passes: {
    "monitoring every second": { monitoringInterval: 1 },
    "a machine too small for insights": { [insights]: false, [size]: "db.t4g.micro" },
    "another too small for insights": { [insights]: undefined, [size]: "db.t3.small" },
  },
  finds: {
    "monitoring left out": [{ monitoringInterval: undefined }, "monitoringInterval is left out"],
    "monitoring off": [{ monitoringInterval: 0 }, "monitoringInterval is 0"],
    "no number": [{ monitoringInterval: "often" }, "monitoringInterval has another value"],
    "insights left out": [{ [insights]: undefined }, `${insights} is left out`],
    "insights off": [{ [insights]: false }, `${insights} is false`],
    both: [{ monitoringInterval: 0, [insights]: false }, ["monitoringInterval is 0", `${insights} is false`]],
    "a small PostgreSQL": [{ engine: "postgres", [insights]: false, [size]: "db.t4g.micro" }, `${insights} is false`],
    "a small machine of a larger kind": [{ [insights]: false, [size]: "db.m6g.small" }, `${insights} is false`],
    "a size that only sounds small": [{ [insights]: false, [size]: "db.t4g.smaller" }, `${insights} is false`],
    "a size left out": [{ [insights]: false, [size]: undefined, engine: undefined }, `${insights} is false`],
  },
  undecided: {
    "an unknown interval": { monitoringInterval: unknown },
    "unknown insights": { [insights]: unknown },
    "an unknown size": { [insights]: false, [size]: unknown },
  },
});

judges(rule, "aws:rds/instance:Instance", table("performanceInsightsEnabled", "instanceClass"));
judges(rule, "aws-native:rds:DbInstance", table("enablePerformanceInsights", "dbInstanceClass"));
judges(rule, "aws-native:rds:DbInstance", { base: { dbClusterIdentifier: "orders" } });
judges(rule, "aws:rds/clusterInstance:ClusterInstance", { base: {} });

for (const type of ["aws:rds/cluster:Cluster", "aws-native:rds:DbCluster"] as const) {
  judges(rule, type, {
    base: { dbClusterInstanceClass: "db.m6gd.large", monitoringInterval: 60, performanceInsightsEnabled: true },
    passes: { "Aurora, whose members are monitored": { dbClusterInstanceClass: "", monitoringInterval: 0 } },
    finds: {
      "a Multi-AZ cluster without": [
        { monitoringInterval: undefined, performanceInsightsEnabled: undefined },
        ["monitoringInterval is left out", "performanceInsightsEnabled is left out"],
      ],
    },
    undecided: { "an unknown interval": { monitoringInterval: unknown } },
  });
}

const member = "aws:rds/clusterInstance:ClusterInstance";
const cluster = (props: object) => node("aws:rds/cluster:Cluster", "orders", { clusterIdentifier: "orders", ...props });
const instance = (props: object) => node(member, "one", { clusterIdentifier: "orders", ...props });
const monitored = { monitoringInterval: 60, performanceInsightsEnabled: true };

judgesStack(rule, {
  passes: {
    "a monitored member": [cluster({}), instance(monitored)],
    "a member of a monitored cluster": [cluster(monitored), instance({ monitoringInterval: 0 })],
    "a member of a monitored cluster, before both are there": [
      cluster({ ...monitored, clusterIdentifier: unknown }),
      node(member, "one", { clusterIdentifier: unknown }, { clusterIdentifier: ["orders"] }),
    ],
    "a database of its own, which was judged before": [node("aws:rds/instance:Instance", "one", {})],
    "an aws-native one of its own": [node("aws-native:rds:DbInstance", "one", {})],
  },
  finds: {
    "a member whose settings the provider has still to fill in, where the program has none": [
      [
        cluster({}),
        node(
          member,
          "one",
          {
            clusterIdentifier: "orders",
            monitoringInterval: unknown,
            performanceInsightsEnabled: unknown,
            engine: "aurora-mysql",
          },
          {},
          { inputs: { clusterIdentifier: "orders", instanceClass: "db.r7g.large", engine: "aurora-mysql" } },
        ),
      ],
      ["one: monitoringInterval is left out", "one: performanceInsightsEnabled is left out"],
    ],
    "a member without": [
      [cluster({}), instance({})],
      ["one: monitoringInterval is left out", "one: performanceInsightsEnabled is left out"],
    ],
    "a member of a cluster that does half": [
      [cluster({ monitoringInterval: 60 }), instance({ monitoringInterval: 0, performanceInsightsEnabled: false })],
      "one: performanceInsightsEnabled is false",
    ],
    "a member of a cluster that does the other half": [
      [cluster({ performanceInsightsEnabled: true }), instance({ monitoringInterval: 0 })],
      "one: monitoringInterval is 0",
    ],
    "a member of another stack's cluster": [
      [cluster({ ...monitored, clusterIdentifier: "other" }), instance({})],
      ["one: monitoringInterval is left out", "one: performanceInsightsEnabled is left out"],
    ],
    "an aws-native member": [
      [
        node("aws-native:rds:DbCluster", "orders", { dbClusterIdentifier: "orders", monitoringInterval: 60 }),
        node("aws-native:rds:DbInstance", "one", { dbClusterIdentifier: "orders" }),
      ],
      "one: enablePerformanceInsights is left out",
    ],
  },
  undecided: {
    "a cluster not known yet": [cluster({}), node(member, "one", { clusterIdentifier: unknown })],
    "settings the cluster has still to take": [
      cluster({ monitoringInterval: unknown, performanceInsightsEnabled: true }),
      instance({}),
    ],
    "insights the cluster has still to take": [
      cluster({ monitoringInterval: 60, performanceInsightsEnabled: unknown }),
      instance({}),
    ],
  },
});
