import { rule } from "../../framework/rule";

export const statefulProtected = rule({
  id: "stateful-protected",
  sentence: "Pulumi refuses to delete databases, keys and vaults.",
  why: "A renamed resource or a destroyed stack deletes what no backup brings back in time, and a key what nothing brings back.",
  fix: "Set the resource option protect: true.",
  severity: "low",
  level: "advisory",
  relaxable: true,
  controls: [],
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  reads: {
    "aws:rds/instance:Instance": [],
    "aws:rds/cluster:Cluster": [],
    "aws:rds/globalCluster:GlobalCluster": [],
    "aws:kms/key:Key": [],
    "aws:backup/vault:Vault": [],
    "aws-native:rds:DbInstance": ["dbClusterIdentifier"],
    "aws-native:rds:DbCluster": [],
    "aws-native:rds:GlobalCluster": [],
    "aws-native:kms:Key": [],
    "aws-native:backup:BackupVault": [],
  },
  check(resource) {
    // What a member of a cluster knows, the cluster keeps.
    if (resource.protect || resource.get("dbClusterIdentifier").present) return [];
    return [{ at: "protect", what: "is off" }];
  },
});
