import { rdsLogsExported as rule } from "../../../../policy/rules/rds/rds-logs-exported";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const [type, logs] of [
  ["aws:rds/instance:Instance", "enabledCloudwatchLogsExports"],
  ["aws:rds/cluster:Cluster", "enabledCloudwatchLogsExports"],
  ["aws-native:rds:DbInstance", "enableCloudwatchLogsExports"],
  ["aws-native:rds:DbCluster", "enableCloudwatchLogsExports"],
] as const) {
  judges(rule, type, {
    base: { engine: "postgres", [logs]: ["upgrade", "postgresql"] },
    passes: {
      "a MySQL error log": { engine: "mysql", [logs]: ["error"] },
      "a MySQL audit log": { engine: "mysql", [logs]: ["audit"] },
      "a MySQL general log": { engine: "mysql", [logs]: ["general"] },
      "any log of another engine": { engine: "oracle-ee", [logs]: ["alert"] },
      "any log where the engine comes from a source": { engine: undefined, [logs]: ["upgrade"] },
    },
    finds: {
      "no list": [{ [logs]: undefined }, `${logs} is left out`],
      "an empty list": [{ [logs]: [] }, `${logs} is empty`],
      "an empty list of an engine not known yet": [{ engine: unknown, [logs]: [] }, `${logs} is empty`],
      "no PostgreSQL log": [{ [logs]: ["upgrade"] }, `${logs} has none of postgresql`],
      "no Aurora PostgreSQL log": [
        { engine: "aurora-postgresql", [logs]: ["iam-db-auth-error"] },
        `${logs} has none of postgresql`,
      ],
      "only slow queries": [{ engine: "mysql", [logs]: ["slowquery"] }, `${logs} has none of audit, error, general`],
      "only MariaDB's slow queries": [
        { engine: "mariadb", [logs]: ["slowquery"] },
        `${logs} has none of audit, error, general`,
      ],
      "only Aurora MySQL's slow queries": [
        { engine: "aurora-mysql", [logs]: ["slowquery"] },
        `${logs} has none of audit, error, general`,
      ],
    },
    undecided: {
      "an unknown list": { [logs]: unknown },
      "an unknown log": { [logs]: ["upgrade", unknown] },
      "an unknown engine": { engine: unknown },
    },
  });
}
judges(rule, "aws-native:rds:DbInstance", { base: { engine: "aurora-mysql", dbClusterIdentifier: "orders" } });
