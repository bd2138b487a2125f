import { rdsCustomerKey as rule } from "../../../../policy/rules/rds/rds-customer-key";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const key = "arn:aws:kms:eu-west-1:111111111111:key/1";
const storage: Table["finds"] = {
  "no key": [{ kmsKeyId: undefined }, "kmsKeyId is left out"],
  "an empty key": [{ kmsKeyId: "" }, "kmsKeyId is empty"],
  "the key AWS manages": [{ kmsKeyId: "alias/aws/rds" }, "kmsKeyId names a key that AWS manages"],
};

/** The same for a switch and the key it needs. */
const pair = (on: string, keyPath: string, withKey: (value: unknown) => object): Table => ({
  base: { kmsKeyId: key },
  passes: {
    [`no ${on}`]: {},
    [`${on} off`]: { [on]: false },
    [`${on} with a key`]: { [on]: true, ...withKey(key) },
  },
  finds: {
    [`${on} without a key`]: [{ [on]: true }, `${keyPath} is left out`],
    [`${on} with the key AWS manages`]: [
      { [on]: "true", ...withKey("alias/aws/secretsmanager") },
      `${keyPath} names a key that AWS manages`,
    ],
  },
  undecided: {
    [`${on} not known`]: { [on]: unknown },
    [`${on} with a key not known`]: { [on]: true, ...withKey(unknown) },
  },
});
const insights = pair("performanceInsightsEnabled", "performanceInsightsKmsKeyId", (value) => ({
  performanceInsightsKmsKeyId: value,
}));
const nativeInsights = pair("enablePerformanceInsights", "performanceInsightsKmsKeyId", (value) => ({
  performanceInsightsKmsKeyId: value,
}));
const secret = pair("manageMasterUserPassword", "masterUserSecretKmsKeyId", (value) => ({
  masterUserSecretKmsKeyId: value,
}));
const nativeSecret = pair("manageMasterUserPassword", "masterUserSecret.kmsKeyId", (value) => ({
  masterUserSecret: { kmsKeyId: value },
}));

for (const type of ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"] as const) {
  judges(rule, type, {
    base: { kmsKeyId: key },
    passes: {
      "a restored database, which keeps its key": { kmsKeyId: undefined, snapshotIdentifier: "s" },
      "a restored database with an empty key": { kmsKeyId: "", snapshotIdentifier: "s" },
      "a replica, which has its source's key": {
        kmsKeyId: undefined,
        replicateSourceDb: "orders",
        replicationSourceIdentifier: "orders",
      },
    },
    finds: {
      ...storage,
      "a restored database with the key AWS manages": [
        { kmsKeyId: "alias/aws/rds", snapshotIdentifier: "s" },
        "kmsKeyId names a key that AWS manages",
      ],
    },
    undecided: { "an unknown key": { kmsKeyId: unknown } },
  });
  judges(rule, type, insights);
  judges(rule, type, secret);
}

for (const type of ["aws-native:rds:DbInstance", "aws-native:rds:DbCluster"] as const) {
  judges(rule, type, {
    base: { kmsKeyId: key },
    finds: storage,
    undecided: { "an unknown key": { kmsKeyId: unknown } },
  });
  judges(rule, type, nativeSecret);
}
judges(rule, "aws-native:rds:DbInstance", nativeInsights);
judges(rule, "aws-native:rds:DbCluster", insights);
judges(rule, "aws-native:rds:DbInstance", {
  base: { dbClusterIdentifier: "orders" },
  passes: { "a member that names its cluster's key": { kmsKeyId: "alias/aws/rds" } },
});
judges(rule, "aws:rds/clusterInstance:ClusterInstance", { ...insights, base: {} });
