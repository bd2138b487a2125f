import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { type Finding, rule } from "../../framework/rule";
import { isSet, stated } from "../../framework/stated";
import { engineOf } from "./engine";
import { isMember } from "./origin";

const members = ["aws:rds/clusterInstance:ClusterInstance", "aws-native:rds:DbInstance"] as const;
const clusters = ["aws:rds/cluster:Cluster", "aws-native:rds:DbCluster"] as const;
const settings = ["monitoringInterval", "performanceInsightsEnabled", "engine"] as const;

export const rdsMonitoring = rule({
  id: "rds-monitoring",
  sentence: "A database has enhanced monitoring and Database Insights.",
  why: "Without them nobody can say afterwards which process, statement or user used a database up.",
  fix: "Set monitoringInterval to 60 with a monitoringRoleArn, and switch Database Insights on (performanceInsightsEnabled).",
  severity: "low",
  level: "advisory",
  controls: ["FSBP RDS.6", "checkov CKV_AWS_118", "checkov CKV_AWS_353"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html",
  reads: {
    "aws:rds/instance:Instance": [...settings, "instanceClass"],
    [clusters[0]]: [...settings, "dbClusterInstanceClass"],
    [clusters[1]]: [...settings, "dbClusterInstanceClass"],
    [members[0]]: [...settings, "instanceClass", "clusterIdentifier"],
    [members[1]]: [
      "monitoringInterval",
      "enablePerformanceInsights",
      "engine",
      "dbInstanceClass",
      "dbClusterIdentifier",
    ],
  },
  check(database) {
    // A cluster without an instance class is Aurora's: either it has these settings or its members have, seen together.
    const isCluster = (clusters as readonly string[]).includes(database.type);
    const byMembers = isCluster && !isSet(database.get("dbClusterInstanceClass"));
    return byMembers || isMember(database) ? [] : [...monitoringGap(database), ...insightsGap(database)];
  },
  checkStack(stack) {
    const found = stack.ofType(...members).filter(isMember);
    return found.flatMap((resource) => memberGaps(stack, resource).map((finding) => ({ ...finding, resource })));
  },
});

function memberGaps(stack: Stack, member: Resource): Finding[] {
  const name = member.get(member.native ? "dbClusterIdentifier" : "clusterIdentifier");
  const { resources, certain } = stack.follow(member, name, ...clusters);
  if (!certain) return [];
  return [
    ...(resources.some((cluster) => monitoringGap(cluster).length === 0) ? [] : monitoringGap(member)),
    ...(resources.some((cluster) => insightsGap(cluster).length === 0) ? [] : insightsGap(member)),
  ];
}

function monitoringGap(database: Resource): Finding[] {
  // Left out means 0, which is off.
  const at = database.input("monitoringInterval");
  return at.unknown || (at.number() ?? 0) > 0 ? [] : [{ at, what: stated(at) }];
}

function insightsGap(database: Resource): Finding[] {
  const isNativeInstance = database.type === "aws-native:rds:DbInstance";
  const at = database.input(isNativeInstance ? "enablePerformanceInsights" : "performanceInsightsEnabled");
  return at.isNotTrue() && canHaveInsights(database) ? [{ at, what: stated(at) }] : [];
}

/** The smallest machines are too small for it, except with PostgreSQL. */
function canHaveInsights(database: Resource): boolean {
  const size = database.input(database.native ? "dbInstanceClass" : "instanceClass");
  if (size.unknown) return false;
  return engineOf(database)?.includes("postgres") === true || !/^db\.t\w+\.(micro|small)$/.test(size.text() ?? "");
}
