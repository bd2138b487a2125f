import { acceptedAccounts } from "../../framework/accounts";
import { rule } from "../../framework/rule";

export const rdsSnapshotNotSharedOpenly = rule({
  id: "rds-snapshot-not-shared-openly",
  sentence: "A database snapshot is shared with known accounts only.",
  why: "Whoever a snapshot is shared with can restore it and read everything in it.",
  fix: "Share the database over Lattice instead, or name only accounts listed in trustedAccounts.",
  severity: "critical",
  level: "mandatory",
  controls: ["FSBP RDS.1", "checkov CKV_AWS_302"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html",
  reads: {
    "aws:rds/snapshot:Snapshot": ["sharedAccounts"],
    "aws:rds/clusterSnapshot:ClusterSnapshot": ["sharedAccounts"],
    "aws:rds/snapshotCopy:SnapshotCopy": ["sharedAccounts"],
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": ["sharedAccounts"],
  },
  check(snapshot, { settings }) {
    const accepted = acceptedAccounts(snapshot, settings);
    return snapshot
      .get("sharedAccounts")
      .items()
      .flatMap((at) => {
        const account = at.text();
        if (account === undefined) return [];
        if (account === "all") return [{ at, what: "is all, which is everyone with an AWS account" }];
        return accepted?.includes(account) === false
          ? [{ at, what: `is ${account}, an account nobody listed as trusted` }]
          : [];
      });
  },
});
