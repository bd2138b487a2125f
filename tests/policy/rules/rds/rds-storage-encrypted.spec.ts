import { rdsStorageEncrypted as rule } from "../../../../policy/rules/rds/rds-storage-encrypted";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const finds: Table["finds"] = {
  "the switch left out": [{ storageEncrypted: undefined }, "storageEncrypted is left out"],
  null: [{ storageEncrypted: null }, "storageEncrypted is left out"],
  "the switch off": [{ storageEncrypted: false }, "storageEncrypted is false"],
  "another value": [{ storageEncrypted: "yes" }, "storageEncrypted has another value"],
};
const withKey: Table["finds"] = {
  "a key without the switch": [{ storageEncrypted: undefined, kmsKeyId: "key-1" }, "storageEncrypted is left out"],
  "an empty key without the switch": [{ storageEncrypted: undefined, kmsKeyId: "" }, "storageEncrypted is left out"],
  "a source named by an empty text": [
    { storageEncrypted: false, snapshotIdentifier: "", dbSnapshotIdentifier: "", sourceDbClusterIdentifier: "" },
    "storageEncrypted is false",
  ],
};
const undecided: Table["undecided"] = { "an unknown switch": { storageEncrypted: unknown } };
const from = (source: object) => ({ storageEncrypted: undefined, ...source });

judges(rule, "aws:rds/instance:Instance", {
  base: { storageEncrypted: true },
  passes: {
    "a replica": from({ replicateSourceDb: "orders" }),
    "a replica of a database made in the same update": from({ replicateSourceDb: unknown }),
    "a database restored from a snapshot": from({ snapshotIdentifier: "s" }),
    "a database restored to a point in time": from({ restoreToPointInTime: { useLatestRestorableTime: true } }),
  },
  finds: { ...finds, ...withKey },
  undecided,
});

judges(rule, "aws:rds/cluster:Cluster", {
  base: { storageEncrypted: true },
  passes: {
    "a replica": from({ replicationSourceIdentifier: "arn" }),
    "a cluster restored from a snapshot": from({ snapshotIdentifier: "s" }),
    "a cluster restored to a point in time": from({ restoreToPointInTime: { sourceClusterIdentifier: "c" } }),
    "Aurora Serverless v1, which always encrypts": from({ engineMode: "serverless" }),
  },
  finds: {
    ...finds,
    ...withKey,
    "provisioned Aurora": [from({ engineMode: "provisioned" }), "storageEncrypted is left out"],
  },
  undecided: { ...undecided, "an unknown engine mode": from({ engineMode: unknown }) },
});

judges(rule, "aws-native:rds:DbInstance", {
  base: { storageEncrypted: true },
  passes: {
    "a cluster's member": from({ dbClusterIdentifier: "c" }),
    "a replica": from({ sourceDbInstanceIdentifier: "orders" }),
    "a replica of a cluster": from({ sourceDbClusterIdentifier: "orders" }),
    "a snapshot restored": from({ dbSnapshotIdentifier: "s" }),
    "a cluster's snapshot restored": from({ dbClusterSnapshotIdentifier: "s" }),
    "automated backups restored": from({ sourceDbInstanceAutomatedBackupsArn: "arn" }),
    "a deleted database restored": from({ sourceDbiResourceId: "db-1" }),
    "a point in time restored": from({ restoreTime: "2026-11-21T00:00:00Z" }),
    "the latest time restored": from({ useLatestRestorableTime: true }),
  },
  finds: {
    ...finds,
    "no restore to the latest time": [from({ useLatestRestorableTime: false }), "storageEncrypted is left out"],
  },
  undecided,
});

judges(rule, "aws-native:rds:DbCluster", {
  base: { storageEncrypted: true },
  passes: {
    "a replica": from({ replicationSourceIdentifier: "arn" }),
    "a snapshot restored": from({ snapshotIdentifier: "s" }),
    "a cluster restored": from({ sourceDbClusterIdentifier: "c" }),
    "a deleted cluster restored": from({ sourceDbClusterResourceId: "cluster-1" }),
    "a point in time restored": from({ restoreToTime: "2026-11-21T00:00:00Z" }),
    "the latest time restored": from({ useLatestRestorableTime: true }),
    "Aurora Serverless v1, which always encrypts": from({ engineMode: "serverless" }),
  },
  finds: {
    ...finds,
    ...withKey,
    "its own name for a cluster": [from({ dbClusterIdentifier: "c" }), "storageEncrypted is left out"],
  },
  undecided: { ...undecided, "an unknown engine mode": from({ engineMode: unknown }) },
});

for (const type of ["aws:rds/globalCluster:GlobalCluster", "aws-native:rds:GlobalCluster"] as const) {
  judges(rule, type, {
    base: { storageEncrypted: true },
    passes: { "a cluster made global, which keeps its encryption": from({ sourceDbClusterIdentifier: "arn" }) },
    finds,
    undecided,
  });
}
judges(rule, "aws:rds/globalCluster:GlobalCluster", {
  base: { storageEncrypted: "true" },
  passes: { "a source made in the same update": from({ sourceDbClusterIdentifier: unknown }) },
});
