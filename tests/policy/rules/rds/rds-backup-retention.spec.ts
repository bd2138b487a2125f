import { rdsBackupRetention as rule } from "../../../../policy/rules/rds/rds-backup-retention";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const table = (fallback: number): Table => ({
  base: { backupRetentionPeriod: 7 },
  passes: {
    "35 days": { backupRetentionPeriod: 35 },
    "days as text": { backupRetentionPeriod: "7" },
    "less, where less is enough": [{ backupRetentionPeriod: 3 }, { knobs: { minDays: 3 } }],
  },
  finds: {
    "6 days": [{ backupRetentionPeriod: 6 }, "backupRetentionPeriod is 6"],
    "0 days, which means none": [{ backupRetentionPeriod: 0 }, "backupRetentionPeriod is 0"],
    "0 days as text": [{ backupRetentionPeriod: "0" }, "backupRetentionPeriod is 0"],
    "no number": [{ backupRetentionPeriod: "a week" }, "backupRetentionPeriod has another value"],
    "no days": [{ backupRetentionPeriod: undefined }, `backupRetentionPeriod is left out, which means ${fallback}`],
    null: [{ backupRetentionPeriod: null }, `backupRetentionPeriod is left out, which means ${fallback}`],
    "7 days, where 14 are wanted": [{}, "backupRetentionPeriod is 7", { knobs: { minDays: 14 } }],
  },
  undecided: { "unknown days": { backupRetentionPeriod: unknown } },
});

judges(rule, "aws:rds/instance:Instance", table(0));
judges(rule, "aws:rds/cluster:Cluster", table(1));
judges(rule, "aws-native:rds:DbInstance", table(1));
judges(rule, "aws-native:rds:DbCluster", table(1));

judges(rule, "aws:rds/instance:Instance", {
  base: { replicateSourceDb: "orders" },
  passes: {
    "a replica without backups": { backupRetentionPeriod: 0 },
    "a restored database, which keeps its days": { replicateSourceDb: undefined, snapshotIdentifier: "s" },
  },
  finds: {
    "a restored database with fewer days": [
      { replicateSourceDb: undefined, snapshotIdentifier: "s", backupRetentionPeriod: 1 },
      "backupRetentionPeriod is 1",
    ],
  },
});
judges(rule, "aws-native:rds:DbInstance", { base: { dbClusterIdentifier: "orders", backupRetentionPeriod: 0 } });
judges(rule, "aws:rds/instance:Instance", {
  base: { backupRetentionPeriod: 1 },
  options: { knobs: { minDays: 1 } },
  finds: { "no days": [{ backupRetentionPeriod: undefined }, "backupRetentionPeriod is left out, which means 0"] },
});
judges(rule, "aws-native:rds:DbInstance", {
  base: { backupRetentionPeriod: 1 },
  options: { knobs: { minDays: 1 } },
  passes: { "no days, which means 1": { backupRetentionPeriod: undefined } },
});
