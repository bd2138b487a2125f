import { rule } from "../../framework/rule";
import { engineOf, isEngine } from "./engine";
import { isMember } from "./origin";

/** The logs that show who connected and what failed; one of them is enough. Other engines: any log. */
const telling: readonly (readonly [engines: readonly string[], logs: readonly string[]])[] = [
  [["postgres", "aurora-postgresql"], ["postgresql"]],
  [
    ["mysql", "mariadb", "aurora-mysql"],
    ["audit", "error", "general"],
  ],
];

export const rdsLogsExported = rule({
  id: "rds-logs-exported",
  sentence: "A database exports its logs to CloudWatch.",
  why: "Logs on the database's own disk are gone after days, or with the database, and nothing alarms on them.",
  fix: "List the engine's logs, such as postgresql, or error and audit.",
  severity: "medium",
  level: "advisory",
  controls: ["FSBP RDS.9", "FSBP RDS.34", "FSBP RDS.36", "FSBP RDS.37", "checkov CKV_AWS_129", "checkov CKV_AWS_324"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
  reads: {
    "aws:rds/instance:Instance": ["enabledCloudwatchLogsExports", "engine"],
    "aws:rds/cluster:Cluster": ["enabledCloudwatchLogsExports", "engine"],
    "aws-native:rds:DbInstance": ["enableCloudwatchLogsExports", "engine", "dbClusterIdentifier"],
    "aws-native:rds:DbCluster": ["enableCloudwatchLogsExports", "engine"],
  },
  check(database) {
    const at = database.get(database.native ? "enableCloudwatchLogsExports" : "enabledCloudwatchLogsExports");
    if (at.unknown || isMember(database)) return [];
    const logs = at.items();
    // Left out means that nothing is exported.
    if (logs.length === 0) return [{ at, what: at.absent ? "is left out" : "is empty" }];
    const wanted = telling.find(([engines]) => isEngine(engineOf(database) ?? "", engines))?.[1];
    if (wanted === undefined || logs.some((log) => log.unknown || wanted.includes(log.text() ?? ""))) return [];
    return [{ at, what: `has none of ${wanted.join(", ")}` }];
  },
});
