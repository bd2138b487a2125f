import { rdsDeletionProtection as rule } from "../../../../policy/rules/rds/rds-deletion-protection";
import { unknown } from "../../judge";
import { mends } from "../../mends";
import { judges } from "../../tables";

for (const type of [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws-native:rds:DbInstance",
  "aws-native:rds:DbCluster",
  "aws-native:rds:GlobalCluster",
] as const) {
  judges(rule, type, {
    base: { deletionProtection: true },
    finds: {
      "no protection": [{ deletionProtection: false }, "deletionProtection is false"],
      "the switch left out": [{ deletionProtection: undefined }, "deletionProtection is left out"],
      "another value": [{ deletionProtection: "on" }, "deletionProtection has another value"],
      "a restored database": [
        { deletionProtection: false, snapshotIdentifier: "s", dbSnapshotIdentifier: "s" },
        "deletionProtection is false",
      ],
    },
    undecided: { "an unknown switch": { deletionProtection: unknown } },
  });
  mends(rule, type, {}, { deletionProtection: true });
}

judges(rule, "aws:rds/instance:Instance", {
  base: { deletionProtection: true, replicateSourceDb: "orders" },
  finds: { "a replica, as advice": [{ deletionProtection: false }, "(advice) deletionProtection is false"] },
});
judges(rule, "aws-native:rds:DbInstance", { base: { dbClusterIdentifier: "orders" } });
