import * as assert from "node:assert/strict";

import { withDefaults } from "../../../components/database/database-settings";

describe("a database's settings", () => {
  it("default to what is safe", () => {
    assert.deepEqual(withDefaults("order-items", { engine: "mysql", engineVersion: "8.4" }), {
      engine: "mysql",
      engineVersion: "8.4",
      instanceClass: "db.t4g.medium",
      allocatedStorageGib: 20,
      maxAllocatedStorageGib: 100,
      databaseName: "order_items",
      masterUsername: "dbowner",
      port: 3306,
      multiAz: true,
      backupRetentionDays: 7,
      deletionProtection: true,
      finalSnapshot: true,
      allowMajorVersionUpgrade: false,
      applyImmediately: false,
      logExports: ["error", "slowquery", "iam-db-auth-error"],
      databaseInsightsMode: "standard",
      parameters: {},
      caCertificate: "rds-ca-rsa2048-g1",
      readReplicas: {},
      masterPasswordVersion: 1,
    });
  });

  it("let storage grow five-fold, but not beyond what AWS has", () => {
    const settings = { engine: "mysql", engineVersion: "8.4", allocatedStorageGib: 20_000 } as const;
    assert.equal(withDefaults("orders", settings).maxAllocatedStorageGib, 65_536);
  });
});
