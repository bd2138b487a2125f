import { rdsCopyTags as rule } from "../../../../policy/rules/rds/rds-copy-tags";
import { unknown } from "../../judge";
import { mends } from "../../mends";
import { judges } from "../../tables";

for (const type of [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws-native:rds:DbInstance",
  "aws-native:rds:DbCluster",
] as const) {
  judges(rule, type, {
    base: { copyTagsToSnapshot: true },
    finds: {
      "no tags": [{ copyTagsToSnapshot: false }, "copyTagsToSnapshot is false"],
      "the switch left out": [{ copyTagsToSnapshot: undefined }, "copyTagsToSnapshot is left out"],
    },
    undecided: { "an unknown switch": { copyTagsToSnapshot: unknown } },
  });
  mends(rule, type, {}, { copyTagsToSnapshot: true });
}
judges(rule, "aws:rds/instance:Instance", {
  base: { replicateSourceDb: "orders" },
  finds: {
    "a restored database": [
      { replicateSourceDb: undefined, snapshotIdentifier: "s" },
      "copyTagsToSnapshot is left out",
    ],
  },
});
judges(rule, "aws-native:rds:DbInstance", { base: { dbClusterIdentifier: "orders" } });
