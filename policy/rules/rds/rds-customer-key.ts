import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { keyFault } from "../../framework/customer-key";
import { type Finding, rule } from "../../framework/rule";
import { isSet } from "../../framework/stated";
import { origin, originOf } from "./origin";

const insights = ["performanceInsightsEnabled", "performanceInsightsKmsKeyId"] as const;
const secret = ["manageMasterUserPassword", "masterUserSecretKmsKeyId"] as const;
const nativeSecret = ["manageMasterUserPassword", "masterUserSecret"] as const;

export const rdsCustomerKey = rule({
  id: "rds-customer-key",
  sentence: "A database, its master secret and its Database Insights are encrypted with a key of the customer's own.",
  why: "The policy of a key that AWS manages cannot be changed, so its use cannot be limited, shared or revoked.",
  fix: "Name a customer-managed KMS key.",
  severity: "medium",
  level: "advisory",
  controls: ["checkov CKV_AWS_327", "checkov CKV_AWS_354", "trivy AWS-0078"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html",
  reads: {
    "aws:rds/instance:Instance": ["kmsKeyId", ...insights, ...secret, ...origin.instance],
    "aws:rds/cluster:Cluster": ["kmsKeyId", ...insights, ...secret, ...origin.cluster],
    "aws:rds/clusterInstance:ClusterInstance": insights,
    "aws-native:rds:DbInstance": [
      "kmsKeyId",
      "enablePerformanceInsights",
      "performanceInsightsKmsKeyId",
      ...nativeSecret,
      ...origin.nativeInstance,
    ],
    "aws-native:rds:DbCluster": ["kmsKeyId", ...insights, ...nativeSecret, ...origin.nativeCluster],
  },
  check(database) {
    return [...storageKey(database), ...insightsKey(database), ...secretKey(database)];
  },
});

function storageKey(database: Resource): Finding[] {
  const key = database.get("kmsKeyId");
  // A member has its cluster's key; a replica or restored database its source's, unless it names another.
  const from = originOf(database);
  return from === "member" || (from !== "new" && !isSet(key)) ? [] : keyFinding(key);
}

function insightsKey(database: Resource): Finding[] {
  const name = database.type === "aws-native:rds:DbInstance" ? "enablePerformanceInsights" : insights[0];
  return database.get(name).flag() === true ? keyFinding(database.get(insights[1])) : [];
}

function secretKey(database: Resource): Finding[] {
  if (database.get("manageMasterUserPassword").flag() !== true) return [];
  return keyFinding(
    database.native ? database.get("masterUserSecret").get("kmsKeyId") : database.get("masterUserSecretKmsKeyId"),
  );
}

function keyFinding(key: Field): Finding[] {
  const what = keyFault(key);
  return what === undefined ? [] : [{ at: key, what }];
}
