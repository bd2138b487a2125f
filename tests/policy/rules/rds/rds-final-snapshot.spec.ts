import { rdsFinalSnapshot as rule } from "../../../../policy/rules/rds/rds-final-snapshot";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const backups: Table = {
  base: { deleteAutomatedBackups: false },
  finds: {
    "backups deleted": [{ deleteAutomatedBackups: true }, "deleteAutomatedBackups is true"],
    "the switch left out": [{ deleteAutomatedBackups: undefined }, "deleteAutomatedBackups is left out"],
    "another value": [{ deleteAutomatedBackups: "no" }, "deleteAutomatedBackups has another value"],
  },
  undecided: { "an unknown switch": { deleteAutomatedBackups: unknown } },
};

for (const type of ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"] as const) {
  judges(rule, type, {
    ...backups,
    passes: { "a snapshot asked for": { skipFinalSnapshot: false } },
    finds: {
      ...backups.finds,
      "no snapshot": [{ skipFinalSnapshot: true }, "skipFinalSnapshot is true"],
      both: [
        { skipFinalSnapshot: true, deleteAutomatedBackups: true },
        ["skipFinalSnapshot is true", "deleteAutomatedBackups is true"],
      ],
    },
    undecided: { ...backups.undecided, "an unknown snapshot": { skipFinalSnapshot: unknown } },
  });
}
judges(rule, "aws-native:rds:DbInstance", {
  ...backups,
  passes: {
    "a cluster's member": { deleteAutomatedBackups: undefined, dbClusterIdentifier: "orders" },
    "a replica": { deleteAutomatedBackups: undefined, sourceDbInstanceIdentifier: "orders" },
  },
});
judges(rule, "aws-native:rds:DbCluster", backups);
judges(rule, "aws:rds/instance:Instance", {
  base: { replicateSourceDb: "orders", skipFinalSnapshot: true },
  finds: {
    "a restored database": [
      { replicateSourceDb: undefined, snapshotIdentifier: "s", deleteAutomatedBackups: false },
      "skipFinalSnapshot is true",
    ],
  },
});
