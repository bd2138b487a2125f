import * as assert from "node:assert/strict";

import type { ClusterSettings } from "../../../components/database/cluster-settings";
import { clusterProblems } from "../../../components/database/cluster-problems";

const DAY = new Date("2026-11-28");
const settings: ClusterSettings = { engine: "postgres", engineVersion: "17" };
const problems = (change: Partial<ClusterSettings>, day = DAY) =>
  clusterProblems("ledger", { ...settings, ...change }, day);
const mysql = { engine: "mysql", engineVersion: "8.0" } as const;

describe("the problems of an Aurora cluster", () => {
  it("are none of the least that can be said", () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(problems(mysql), []);
  });

  it("name a version with its minor release", () => {
    assert.deepEqual(problems({ engineVersion: "17.4" }), [
      'engineVersion must be an aurora-postgresql version without its minor release, such as "17", got "17.4"',
    ]);
    assert.deepEqual(problems({ ...mysql, engineVersion: "8.0.mysql_aurora.3.13.0" }), [
      'engineVersion must be an aurora-mysql version without its minor release, such as "8.0", got "8.0.mysql_aurora.3.13.0"',
    ]);
  });

  it("name a version that never came, and one that is out of support by then", () => {
    assert.match(
      problems({ ...mysql, engineVersion: "8.2" }).join(),
      /must be a version Aurora has.*no aurora-mysql 8\.2/,
    );
    const later = new Date("2028-05-01");
    assert.match(problems(mysql, later).join(), /must be 8\.4 or newer \(aurora-mysql 8\.0 left .* after 2028-04-30\)/);
  });

  it("name a class that Aurora does not have", () => {
    const of = (instanceClass: string) => problems({ instances: { a: { instanceClass } } });
    for (const none of ["db.m7g.large", "db.t4g.micro", "db.r5b.large", "db.r9z", "large"]) {
      assert.deepEqual(of(none), [
        `instances.a.instanceClass must be a class Aurora has, such as db.t4g.medium or db.r8g.large, got "${none}"`,
      ]);
    }
    for (const some of ["db.t4g.medium", "db.r6gd.xlarge", "db.r8g.48xlarge"]) assert.deepEqual(of(some), []);
  });

  it("name what Database Insights does not run on", () => {
    const instances = { a: { instanceClass: "db.t3.medium" } };
    assert.match(
      problems({ ...mysql, instances }).join(),
      /^instances\.a\.instanceClass must be db\.t4g\.medium or larger/,
    );
    assert.deepEqual(problems({ instances }), []);
  });

  it("name a serverless instance of a cluster without capacity, and capacity that nothing uses", () => {
    assert.deepEqual(problems({ instances: { a: { instanceClass: "db.serverless" } } }), [
      'instances.a.instanceClass must be another class than db.serverless without serverlessV2, got "db.serverless"',
    ]);
    const serverlessV2 = { minCapacity: 0, maxCapacity: 2 };
    assert.deepEqual(problems({ serverlessV2 }), []);
    assert.deepEqual(problems({ serverlessV2, instances: { a: { instanceClass: "db.r8g.large" } } }), [
      'serverlessV2 must be left out where no instance is db.serverless, got {"minCapacity":0,"maxCapacity":2}',
    ]);
  });

  it("name capacity out of range, off the half steps, or the wrong way round", () => {
    const of = (minCapacity: number, maxCapacity: number) => problems({ serverlessV2: { minCapacity, maxCapacity } });
    assert.deepEqual(of(0.3, 4), ["serverlessV2.minCapacity must be 0-256 in steps of 0.5, got 0.3"]);
    assert.deepEqual(of(0, 0.5), ["serverlessV2.maxCapacity must be 1-256 in steps of 0.5, got 0.5"]);
    assert.deepEqual(of(8, 4), ["serverlessV2.minCapacity must be maxCapacity at most, 4, got 8"]);
  });

  it("name backtrack of PostgreSQL, and more of it than there is", () => {
    assert.deepEqual(problems({ backtrackHours: 24 }), [
      "backtrackHours must be left out of Aurora PostgreSQL, which has no backtrack, got 24",
    ]);
    assert.deepEqual(problems({ ...mysql, backtrackHours: 73 }), [
      "backtrackHours must be a whole number of 1-72, got 73",
    ]);
  });

  it("name too few and too many instances, and a tier that is none", () => {
    assert.deepEqual(problems({ instances: {} }), ["instances must be 1-16, got none"]);
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`i${index}`, {}]));
    assert.deepEqual(problems({ instances: many }), ["instances must be 1-16, got 17"]);
    assert.deepEqual(problems({ instances: { a: { promotionTier: 16 } } }), [
      "instances.a.promotionTier must be a whole number of 0-15, got 16",
    ]);
  });

  it("name what they share with an instance's", () => {
    assert.deepEqual(
      problems({ databaseName: "select", masterUsername: "admin", port: 80, backupRetentionDays: 0 }).map(
        (said) => said.split(" ")[0],
      ),
      ["databaseName", "masterUsername", "port", "backupRetentionDays"],
    );
  });
});
