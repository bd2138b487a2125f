import * as assert from "node:assert/strict";

import { engineVersionNotice } from "../../../components/database/database-engine";
import { databaseNameProblem, databaseProblems } from "../../../components/database/database-problems";
import type { DatabaseSettings } from "../../../components/database/database-settings";

const settings: DatabaseSettings = { engine: "postgres", engineVersion: "17" };
const NOVEMBER = new Date("2026-11-28T12:00:00Z");
const OTHER_KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
const MASTERS = "admin, administrator, postgres, rdsadmin, root, sa";

describe("the problems of a database", () => {
  const cases: readonly (readonly [Partial<DatabaseSettings>, string])[] = [
    [
      { engineVersion: "17.4" },
      'engineVersion must be a postgres version without its minor release, such as "17", got "17.4"',
    ],
    [
      { engine: "mysql", engineVersion: "8" },
      'engineVersion must be a mysql version without its minor release, such as "8.4", got "8"',
    ],
    [
      { engineVersion: "13" },
      'engineVersion must be 15 or newer (postgres 13 left RDS standard support after 2026-02-28), got "13"',
    ],
    [
      { engine: "mysql", engineVersion: "8.0" },
      'engineVersion must be 8.4 or newer (mysql 8.0 left RDS standard support after 2026-07-31), got "8.0"',
    ],
    [
      { engine: "mariadb", engineVersion: "10.5" },
      'engineVersion must be 10.11 or newer (mariadb 10.5 is out of RDS standard support), got "10.5"',
    ],
    [
      { instanceClass: "t4g.medium" },
      'instanceClass must be an RDS instance class such as db.t4g.medium, got "t4g.medium"',
    ],
    [
      { engine: "mysql", engineVersion: "8.4", instanceClass: "db.t4g.small" },
      'instanceClass must be db.t4g.medium or larger, since Database Insights does not run on smaller mysql, got "db.t4g.small"',
    ],
    [{ allocatedStorageGib: 19 }, "allocatedStorageGib must be a whole number of 20-65536, got 19"],
    [
      { allocatedStorageGib: 100, maxAllocatedStorageGib: 109 },
      "maxAllocatedStorageGib must be a whole number of 110-65536, got 109",
    ],
    [{ maxAllocatedStorageGib: 21 }, "maxAllocatedStorageGib must be a whole number of 22-65536, got 21"],
    [{ databaseName: "1st" }, 'databaseName must be 1-63 letters, digits or "_", starting with a letter, got "1st"'],
    [{ databaseName: "Order" }, 'databaseName must not be a word of SQL, got "Order"'],
    [{ masterUsername: "user" }, 'masterUsername must not be a word of SQL, got "user"'],
    [
      { masterUsername: "db-owner" },
      'masterUsername must be 1-16 lower-case letters, digits or "_", starting with a letter, got "db-owner"',
    ],
    [{ masterUsername: "postgres" }, `masterUsername must be none of ${MASTERS}, got "postgres"`],
    [{ port: 1149 }, "port must be a whole number of 1150-65535, got 1149"],
    [{ port: 70000 }, "port must be a whole number of 1150-65535, got 70000"],
    [{ backupRetentionDays: 0 }, "backupRetentionDays must be a whole number of 1-35, got 0"],
    [{ backupRetentionDays: 7.5 }, "backupRetentionDays must be a whole number of 1-35, got 7.5"],
    [{ masterPasswordVersion: 0 }, "masterPasswordVersion must be a whole number of 1-1000000, got 0"],
    [{ backupWindow: "2-3" }, 'backupWindow must be "hh:mm-hh:mm" in UTC, such as "02:00-03:00", got "2-3"'],
    [
      { backupWindow: "25:00-26:00" },
      'backupWindow must be "hh:mm-hh:mm" in UTC, such as "02:00-03:00", got "25:00-26:00"',
    ],
    [
      { backupWindow: "02:00-02:20" },
      'backupWindow must be from 30 minutes to less than a day long, got "02:00-02:20"',
    ],
    [
      { maintenanceWindow: "sonntag" },
      'maintenanceWindow must be "ddd:hh:mm-ddd:hh:mm" in UTC, such as "sun:04:00-sun:05:00", got "sonntag"',
    ],
    [
      { maintenanceWindow: "mon:00:00-tue:00:00" },
      'maintenanceWindow must be from 30 minutes to less than a day long, got "mon:00:00-tue:00:00"',
    ],
    [
      { backupWindow: "23:30-00:30", maintenanceWindow: "sun:23:45-mon:00:15" },
      'maintenanceWindow must not overlap with backupWindow 23:30-00:30, got "sun:23:45-mon:00:15"',
    ],
    [{ logExports: [] }, "logExports must be one or more of postgresql, upgrade, iam-db-auth-error, got none"],
    [
      { logExports: ["postgresql", "audit"] },
      'logExports[1] must be one of postgresql, upgrade, iam-db-auth-error with postgres, got "audit"',
    ],
    [{ logExports: ["postgresql", "postgresql"] }, 'logExports[1] must name each log once, got "postgresql" again'],
    [{ databaseInsightsMode: "best" }, 'databaseInsightsMode must be one of standard, advanced, got "best"'],
    [
      { caCertificate: "rds-ca-2019" },
      'caCertificate must be one of rds-ca-rsa2048-g1, rds-ca-rsa4096-g1, rds-ca-ecc384-g1, got "rds-ca-2019"',
    ],
    [
      { parameters: { "rds.force_ssl": "0" } },
      'parameters["rds.force_ssl"] must be left out, since it is always 1, got "0"',
    ],
    [
      { parameters: { "max connections": "9" } },
      'parameters["max connections"] must be left out, since no parameter has such a name, got "9"',
    ],
    [{ parameters: { work_mem: "" } }, 'parameters["work_mem"] must have a value, got ""'],
    [
      { parameters: { work_mems: "4096" } },
      'parameters["work_mems"] must be left out, since postgres 17 has no such parameter (did you mean work_mem?), got "4096"',
    ],
    [
      { parameters: { constructor: "1" } },
      'parameters["constructor"] must be left out, since postgres 17 has no such parameter, got "1"',
    ],
    [
      { parameters: { block_size: "8192" } },
      'parameters["block_size"] must be left out, since it tells how the server was built, got "8192"',
    ],
    [{ parameters: { autovacuum: "on" } }, 'parameters["autovacuum"] must be 0 or 1, got "on"'],
    [{ parameters: { work_mem: "4MB" } }, 'parameters["work_mem"] must be a whole number of 64-2147483647, got "4MB"'],
    [{ parameters: { seq_page_cost: "-1" } }, 'parameters["seq_page_cost"] must be a number of 0 or more, got "-1"'],
    [
      { parameters: { log_statement: "some" } },
      'parameters["log_statement"] must be one of none, ddl, mod, all, got "some"',
    ],
    [
      { restoreFrom: { snapshot: "s", instance: "i" } },
      'restoreFrom.instance must be left out beside snapshot, got "i"',
    ],
    [{ restoreFrom: { snapshot: "a b" } }, 'restoreFrom.snapshot must be the identifier of one, got "a b"'],
    [{ restoreFrom: { snapshot: "old", time: "now" } }, 'restoreFrom.time must be left out beside snapshot, got "now"'],
    [{ restoreFrom: { instance: "old" } }, 'restoreFrom.kmsKeyArn must be the ARN of the key of "old", got nothing'],
    [
      { restoreFrom: { instance: "old", kmsKeyArn: OTHER_KEY, time: "2026-02-30" } },
      'restoreFrom.time must be ISO 8601 in UTC, such as 2026-11-29T02:00:00Z, got "2026-02-30"',
    ],
    [
      { readReplicas: { Reports: {} } },
      'readReplicas["Reports"] must have a name of lower-case letters, digits and single "-", 25 characters at most with "orders-", got "Reports"',
    ],
    [
      { readReplicas: { proxy: {} } },
      'readReplicas["proxy"] must have another name than proxy and reader, got "proxy"',
    ],
    [
      { readReplicas: { reports: { instanceClass: "db.q1.huge" } } },
      'readReplicas["reports"].instanceClass must be a class RDS has for these engines, such as db.t4g.medium, got "db.q1.huge"',
    ],
    [
      { readReplicas: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`r${index}`, {}])) },
      "readReplicas must be 15 at most, got 16",
    ],
  ];
  for (const [change, text] of cases) {
    it(`say: ${text}`, () => {
      assert.deepEqual(databaseProblems("orders", { ...settings, ...change }, NOVEMBER), [text]);
    });
  }

  it("are none at the edges of what AWS takes", () => {
    const edge = { port: 1150, backupRetentionDays: 35, allocatedStorageGib: 20, maxAllocatedStorageGib: 22 };
    assert.deepEqual(databaseProblems("orders", { ...settings, ...edge, instanceClass: "db.t4g.micro" }), []);
    assert.deepEqual(databaseProblems("orders", { engine: "mariadb", engineVersion: "10.11" }), []);
    const windows = { backupWindow: "23:30-00:00", maintenanceWindow: "Mon:00:00-Mon:00:30" };
    const rest = { parameters: { "pg_stat_statements.track": "all" }, readReplicas: { "of-the-whole-year": {} } };
    const restoreFrom = { instance: "old", kmsKeyArn: OTHER_KEY, time: "2026-11-29T02:00:00Z" };
    assert.deepEqual(databaseProblems("orders", { ...settings, ...windows, ...rest, restoreFrom }), []);
    const snapshot = "arn:aws:rds:eu-west-1:111122223333:snapshot:rds:old-2026-11-28-02-00";
    assert.deepEqual(databaseProblems("orders", { ...settings, restoreFrom: { snapshot } }), []);
  });

  it("come with the day on which a version leaves standard support", () => {
    const old: Partial<DatabaseSettings> = { engine: "mariadb", engineVersion: "10.6" };
    assert.deepEqual(databaseProblems("orders", old, new Date("2026-12-31T23:00:00Z")), []);
    assert.deepEqual(databaseProblems("orders", old, new Date("2027-01-01T01:00:00Z")), [
      'engineVersion must be 10.11 or newer (mariadb 10.6 left RDS standard support after 2026-12-31), got "10.6"',
    ]);
  });

  it("are announced half a year before", () => {
    assert.equal(engineVersionNotice("postgres", "17", NOVEMBER), undefined);
    assert.equal(engineVersionNotice("postgres", "14", new Date("2026-08-01T00:00:00Z")), undefined);
    assert.match(
      engineVersionNotice("postgres", "14", NOVEMBER) ?? "",
      /^postgres 14 leaves RDS standard support after 2027-02-28; .*: move to 15 before/,
    );
  });

  it("are found in what is there when the engine is not", () => {
    assert.deepEqual(databaseProblems("orders", { port: 1 }), ["port must be a whole number of 1150-65535, got 1"]);
  });
});

describe("the name of a database", () => {
  for (const name of ["orders", "order-items", "a", "x".repeat(25)]) {
    it(`may be ${name}`, () => {
      assert.equal(databaseNameProblem(name), undefined);
    });
  }
  for (const name of ["", "Orders", "1st", "order_items", "orders-", "order--items", "x".repeat(26)]) {
    it(`may not be "${name}"`, () => {
      assert.equal(
        databaseNameProblem(name),
        `must have a name of 1-25 lower-case letters, digits and single "-", starting with a letter, got "${name}"`,
      );
    });
  }
});
