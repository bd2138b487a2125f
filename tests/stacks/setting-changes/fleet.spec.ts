import * as assert from "node:assert/strict";

import { changesOf, producing, producingIn } from "./changes";

const sharedWith = ["444455556666"];
const instance = { engine: "postgres", engineVersion: "17", sharedWith };
const cluster = { ...instance, kind: "cluster", instances: { a: {}, b: {} } };

/** One more database of each kind beside others of the same; each beside what it shares with them. */
const MORE = {
  instance,
  "instance with replicas": { ...instance, readReplicas: { copy: {} } },
  "instance behind a proxy": { ...instance, proxy: {} },
  cluster,
  "cluster behind a proxy": { ...cluster, proxy: {} },
} as const;
const OWN = /^create (?:db-)?more(?:-|$)/;

describe("one database more in a fleet", () => {
  for (const [what, database] of Object.entries(MORE)) {
    it(`makes what is its own and touches nothing, and gone takes that alone: ${what}`, async () => {
      const fleet = { first: database, second: database };
      const [few, many] = [producing(fleet), producing({ ...fleet, more: database })];
      const came = await changesOf(few, many);
      assert.deepEqual(
        came.filter((line) => !OWN.test(line)),
        [],
      );
      assert.ok(came.length > 0);
      const gone = (await changesOf(many, few)).map((line) => line.replace(/^(?:delete|refuse) /, "create "));
      assert.deepEqual(gone, came);
    });
  }

  it("does so if it is there already", async () => {
    const [kept, more] = [
      { kind: "existing", identifier: "legacy", sharedWith },
      { kind: "existing", identifier: "old-ledger", sharedWith },
    ];
    const [few, many] = [producingIn({ kept }), producingIn({ kept, more })];
    const came = await changesOf(few, many);
    assert.deepEqual(
      came.filter((line) => !OWN.test(line)),
      [],
    );
    assert.deepEqual(
      (await changesOf(many, few)).map((line) => line.replace("delete ", "create ")),
      came,
    );
  });
});
