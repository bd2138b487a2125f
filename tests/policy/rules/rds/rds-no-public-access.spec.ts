import { rdsNoPublicAccess as rule } from "../../../../policy/rules/rds/rds-no-public-access";
import { unknown } from "../../judge";
import { mends } from "../../mends";
import { judges } from "../../tables";

const publicByDefault =
  "publiclyAccessible is left out, and without a subnet group of its own RDS then makes a database public";

for (const type of ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"] as const) {
  judges(rule, type, {
    base: { publiclyAccessible: false },
    passes: {
      "the switch left out, which the provider sends as false": { publiclyAccessible: undefined },
      null: { publiclyAccessible: null },
    },
    finds: {
      "a public address": [{ publiclyAccessible: true }, "publiclyAccessible is true"],
      "one written as text": [{ publiclyAccessible: "true" }, "publiclyAccessible is true"],
    },
    undecided: { "an unknown switch": { publiclyAccessible: unknown } },
  });
  mends(rule, type, { publiclyAccessible: true }, { publiclyAccessible: false });
}

for (const type of ["aws-native:rds:DbInstance", "aws-native:rds:DbCluster"] as const) {
  judges(rule, type, {
    base: { publiclyAccessible: false },
    passes: {
      "a subnet group of its own": { publiclyAccessible: undefined, dbSubnetGroupName: "orders" },
      "a subnet group made in the same update": { publiclyAccessible: undefined, dbSubnetGroupName: unknown },
      Aurora: { publiclyAccessible: undefined, engine: "aurora-postgresql" },
    },
    finds: {
      "a public address": [{ publiclyAccessible: true, dbSubnetGroupName: "orders" }, "publiclyAccessible is true"],
      "the switch left out without a subnet group": [{ publiclyAccessible: undefined }, publicByDefault],
      "the switch left out in the default group": [
        { publiclyAccessible: undefined, dbSubnetGroupName: "Default", engine: "postgres" },
        publicByDefault,
      ],
      "the switch left out with an empty group": [
        { publiclyAccessible: undefined, dbSubnetGroupName: "" },
        publicByDefault,
      ],
      "the same for a restored database": [
        { publiclyAccessible: undefined, snapshotIdentifier: "s", dbSnapshotIdentifier: "s" },
        publicByDefault,
      ],
    },
    undecided: {
      "an unknown switch": { publiclyAccessible: unknown },
      "an unknown engine": { publiclyAccessible: undefined, engine: unknown },
    },
  });
}

judges(rule, "aws-native:rds:DbInstance", {
  base: { dbClusterIdentifier: "orders" },
  passes: {
    "a replica, which stays beside its source": {
      dbClusterIdentifier: undefined,
      sourceDbInstanceIdentifier: "orders",
    },
  },
  finds: { "a public member": [{ publiclyAccessible: true }, "publiclyAccessible is true"] },
});
judges(rule, "aws-native:rds:DbCluster", { base: { replicationSourceIdentifier: "orders" } });
