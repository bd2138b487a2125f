import type { Resource } from "../../../resources/resource";
import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsStorageEncrypted = rule({
  id: "rds-storage-encrypted",
  sentence: "A database encrypts its storage.",
  why: "Storage, snapshots and replicas stay readable by whoever gets hold of them, and encryption cannot be added later.",
  fix: "Set storageEncrypted to true, and kmsKeyId to a key of your own.",
  severity: "critical",
  level: "mandatory",
  controls: [
    "FSBP RDS.3",
    "FSBP RDS.27",
    "CIS 2.2.1",
    "Config rds-storage-encrypted",
    "checkov CKV_AWS_16",
    "checkov CKV_AWS_96",
    "checkov CKV_AWS_140",
    "trivy AWS-0080",
    "trivy AWS-0079",
    "cdk-nag RDS2",
  ],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
  reads: {
    "aws:rds/instance:Instance": ["storageEncrypted", ...origin.instance],
    "aws:rds/cluster:Cluster": ["storageEncrypted", "engineMode", ...origin.cluster],
    "aws:rds/globalCluster:GlobalCluster": ["storageEncrypted", ...origin.globalCluster],
    "aws-native:rds:DbInstance": ["storageEncrypted", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["storageEncrypted", "engineMode", ...origin.nativeCluster],
    "aws-native:rds:GlobalCluster": ["storageEncrypted", ...origin.nativeGlobalCluster],
  },
  check(database) {
    // Left out means not encrypted, also where a key is named. All but a new database take it over from their source.
    const encrypted = database.get("storageEncrypted");
    if (!encrypted.isNotTrue() || originOf(database) !== "new" || isServerless(database)) return [];
    return [{ at: encrypted, what: stated(encrypted) }];
  },
});

/** Aurora Serverless v1 is always encrypted. */
function isServerless(database: Resource): boolean {
  const mode = database.get("engineMode");
  return mode.unknown || mode.text() === "serverless";
}
