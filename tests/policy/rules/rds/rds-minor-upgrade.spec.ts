import { rdsMinorUpgrade as rule } from "../../../../policy/rules/rds/rds-minor-upgrade";
import { unknown } from "../../judge";
import { mends } from "../../mends";
import { judges } from "../../tables";

for (const type of [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws-native:rds:DbInstance",
  "aws-native:rds:DbCluster",
] as const) {
  judges(rule, type, {
    base: { autoMinorVersionUpgrade: true },
    passes: { "the switch left out, which means true": { autoMinorVersionUpgrade: undefined } },
    finds: { "no upgrades": [{ autoMinorVersionUpgrade: false }, "autoMinorVersionUpgrade is false"] },
    undecided: { "an unknown switch": { autoMinorVersionUpgrade: unknown } },
  });
  mends(rule, type, { autoMinorVersionUpgrade: false }, { autoMinorVersionUpgrade: true });
}
