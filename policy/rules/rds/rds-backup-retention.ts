import { integer } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsBackupRetention = rule({
  id: "rds-backup-retention",
  sentence: "A database keeps its automated backups long enough.",
  why: "A mistake found after the last backup is gone cannot be undone, and 0 days means no backups at all.",
  fix: "Set backupRetentionPeriod to 7 or more days.",
  severity: "high",
  level: "mandatory",
  relaxable: true,
  controls: [
    "FSBP RDS.11",
    "Config db-instance-backup-enabled",
    "checkov CKV_AWS_133",
    "trivy AWS-0077",
    "cdk-nag RDS13",
  ],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html",
  knobs: { minDays: integer(7, "How long backups must be kept at least, in days.", 1) },
  reads: {
    "aws:rds/instance:Instance": ["backupRetentionPeriod", ...origin.instance],
    "aws:rds/cluster:Cluster": ["backupRetentionPeriod", ...origin.cluster],
    "aws-native:rds:DbInstance": ["backupRetentionPeriod", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["backupRetentionPeriod", ...origin.nativeCluster],
  },
  check(database, { knobs }) {
    const period = database.get("backupRetentionPeriod");
    const from = originOf(database);
    // A cluster backs up its members, a source its replicas; a restored database has its source's period if none is given.
    if (from === "member" || from === "replica" || (from === "restored" && period.absent) || period.unknown) return [];
    const days = period.number() ?? (database.type === "aws:rds/instance:Instance" ? 0 : 1);
    if (days >= knobs.minDays) return [];
    const fix = `Set backupRetentionPeriod to ${knobs.minDays} or more days.`;
    return [{ at: period, what: period.absent ? `is left out, which means ${days}` : stated(period), fix }];
  },
});
