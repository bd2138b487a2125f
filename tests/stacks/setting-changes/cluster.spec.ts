import * as assert from "node:assert/strict";

import type { optionalOfCluster, reading, requiredOfCluster } from "../../../stacks/settings/cluster";
import { producing, touchedBy } from "./changes";

type Setting = keyof typeof requiredOfCluster | keyof typeof optionalOfCluster | keyof typeof reading;

const ledger = {
  kind: "cluster",
  engine: "mysql",
  engineVersion: "8.0",
  sharedWith: ["444455556666"],
  instances: { a: {}, b: {} },
};
/** What goes with the last database on a port. */
const PORT_3306 = ["delete databases-3306-security-group", "delete db-3306-egress", "delete db-3306-ingress"];

/** A change of each setting, and what it does to what is there. */
const WALK: Readonly<Record<Setting, readonly (readonly [change: object, touched: readonly string[]])[]>> = {
  engine: [
    [
      { engine: "postgres", engineVersion: "17" },
      [
        "delete databases-aurora-mysql8-0-parameters",
        ...PORT_3306,
        "delete ledger-error-logs",
        "delete ledger-slowquery-logs",
        "refuse ledger-cluster: engine",
        "replace ledger-a: engine",
        "replace ledger-b: engine",
      ],
    ],
  ],
  engineVersion: [
    [
      { engineVersion: "8.4" },
      [
        "delete databases-aurora-mysql8-0-parameters",
        "update ledger-cluster: dbClusterParameterGroupName, engineVersion",
      ],
    ],
  ],
  instances: [
    [{ instances: { a: {}, b: {}, c: {} } }, []],
    [{ instances: { a: {} } }, ["delete ledger-b"]],
    [{ instances: { a: { instanceClass: "db.r8g.large" }, b: {} } }, ["update ledger-a: instanceClass"]],
    [{ instances: { a: {}, b: { promotionTier: 0 } } }, ["update ledger-b: promotionTier"]],
  ],
  serverlessV2: [
    [
      { serverlessV2: { minCapacity: 1, maxCapacity: 4 } },
      [
        "update ledger-a: instanceClass",
        "update ledger-b: instanceClass",
        "update ledger-cluster: serverlessv2ScalingConfiguration",
      ],
    ],
  ],
  // An update to Pulumi; Aurora turns it on for new clusters only, so that the program refuses it (stacks/settled.ts).
  backtrackHours: [[{ backtrackHours: 24 }, ["update ledger-cluster: backtrackWindow"]]],
  databaseName: [[{ databaseName: "shop" }, ["refuse ledger-cluster: databaseName"]]],
  masterUsername: [[{ masterUsername: "boss" }, ["refuse ledger-cluster: masterUsername"]]],
  port: [[{ port: 6000 }, [...PORT_3306, "update ledger-cluster: port, vpcSecurityGroupIds"]]],
  backupRetentionDays: [[{ backupRetentionDays: 14 }, ["update ledger-cluster: backupRetentionPeriod"]]],
  deletionProtection: [[{ deletionProtection: false }, ["update ledger-cluster: deletionProtection"]]],
  finalSnapshot: [[{ finalSnapshot: false }, ["update ledger-cluster: finalSnapshotIdentifier, skipFinalSnapshot"]]],
  allowMajorVersionUpgrade: [[{ allowMajorVersionUpgrade: true }, ["update ledger-cluster: allowMajorVersionUpgrade"]]],
  applyImmediately: [
    [
      { applyImmediately: true },
      [
        "update ledger-a: applyImmediately",
        "update ledger-b: applyImmediately",
        "update ledger-cluster: applyImmediately",
      ],
    ],
  ],
  shareReader: [[{ shareReader: false }, []]],
};

describe("a change of a setting of a cluster", () => {
  for (const [setting, changes] of Object.entries(WALK)) {
    for (const [change, touched] of changes) {
      it(`touches no more than it must, and makes no other cluster: ${setting} ${JSON.stringify(change)}`, async () => {
        const after = producing({ ledger: { ...ledger, ...change } });
        assert.deepEqual(await touchedBy(producing({ ledger }), after), [...touched].sort());
      });
    }
  }
});
