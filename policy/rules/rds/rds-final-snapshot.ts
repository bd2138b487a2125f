import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsFinalSnapshot = rule({
  id: "rds-final-snapshot",
  sentence: "Deleting a database leaves a snapshot and its automated backups.",
  why: "A database deleted by mistake can only be had back from what its deletion leaves behind.",
  fix: "Set skipFinalSnapshot to false with a finalSnapshotIdentifier, and deleteAutomatedBackups to false.",
  severity: "medium",
  level: "advisory",
  relaxable: true,
  controls: [],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  reads: {
    "aws:rds/instance:Instance": ["skipFinalSnapshot", "deleteAutomatedBackups", ...origin.instance],
    "aws:rds/cluster:Cluster": ["skipFinalSnapshot", "deleteAutomatedBackups", ...origin.cluster],
    "aws-native:rds:DbInstance": ["deleteAutomatedBackups", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["deleteAutomatedBackups", ...origin.nativeCluster],
  },
  check(database) {
    // Replicas and members have no snapshots of their own.
    if (["replica", "member"].includes(originOf(database))) return [];
    // Left out means a snapshot, but no automated backups. CloudFormation has its own switch for the snapshot.
    const skip = database.get("skipFinalSnapshot");
    const remove = database.get("deleteAutomatedBackups");
    return [
      ...(skip.flag() === true ? [{ at: skip, what: stated(skip) }] : []),
      ...(remove.flag() === false || remove.unknown ? [] : [{ at: remove, what: stated(remove) }]),
    ];
  },
});
