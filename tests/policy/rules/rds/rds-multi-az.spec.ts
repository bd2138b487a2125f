import { rdsMultiAz as rule } from "../../../../policy/rules/rds/rds-multi-az";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const type of ["aws:rds/instance:Instance", "aws-native:rds:DbInstance"] as const) {
  judges(rule, type, {
    base: { multiAz: true },
    passes: {
      "a replica": { multiAz: false, replicateSourceDb: "orders", sourceDbInstanceIdentifier: "orders" },
    },
    finds: {
      "one zone": [{ multiAz: false }, "multiAz is false"],
      "the switch left out": [{ multiAz: undefined }, "multiAz is left out"],
      "a restored database": [
        { multiAz: false, snapshotIdentifier: "s", dbSnapshotIdentifier: "s" },
        "multiAz is false",
      ],
    },
    undecided: { "an unknown switch": { multiAz: unknown } },
  });
}
judges(rule, "aws-native:rds:DbInstance", { base: { dbClusterIdentifier: "orders" } });
