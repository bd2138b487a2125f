import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "../../stacks/config";
import { revocationNotices } from "../../stacks/revoked-accounts";
import { byConfiguration } from "../../stacks/endpoint-names";
import { contract, orders as offered } from "./contract-fixture";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig } from "./stack-file";

const INSTANCE = { engine: "postgres", engineVersion: "17" };
const CLUSTER = { kind: "cluster", ...INSTANCE };
const config = (databases: object): StackConfig => ({ ...stackConfig("producer"), "lattice-db:databases": databases });

function message(values: StackConfig): string {
  try {
    readConfig("producer", engineValues(values));
    return "";
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
}

describe("a mistake in what is said of a cluster, a proxy or a name", () => {
  const serverlessV2 = { minCapacity: 1, maxCapacity: 4 };
  const cases: readonly (readonly [string, object, RegExp])[] = [
    [
      "a reader's name that another database has",
      { ledger: CLUSTER, "ledger-reader": INSTANCE },
      /databases\.ledger\.shareReader must be false beside a database named "ledger-reader"/,
    ],
    [
      "a proxy's name that another database has",
      { orders: { ...INSTANCE, proxy: {} }, "orders-proxy": INSTANCE },
      /databases\.orders\.proxy must be left out beside a database named "orders-proxy"/,
    ],
    [
      "a name too long for a proxy's",
      { ["a".repeat(24)]: { ...INSTANCE, proxy: {} } },
      /\.proxy must be left out of a database whose name has more than 23 characters/,
    ],
    [
      "a key of an instance that is none",
      { ledger: { ...CLUSTER, instances: { "A.1": {}, a: {} } } },
      /instances\["A\.1"\] must have a key of 1-20/,
    ],
    [
      "backtrack of PostgreSQL",
      { ledger: { ...CLUSTER, backtrackHours: 24 } },
      /ledger\.backtrackHours must be left out of Aurora PostgreSQL/,
    ],
    [
      "a class without its capacity",
      { ledger: { ...CLUSTER, instances: { a: { instanceClass: "db.serverless" } } } },
      /ledger\.instances\.a\.instanceClass must be another class than db\.serverless/,
    ],
    [
      "capacity off the half steps",
      { ledger: { ...CLUSTER, serverlessV2: { ...serverlessV2, minCapacity: 0.3 } } },
      /ledger\.serverlessV2\.minCapacity must be 0-256 in steps of 0\.5, got 0\.3/,
    ],
    [
      "a version of Aurora that never was",
      { ledger: { ...CLUSTER, engine: "mysql", engineVersion: "8.2" } },
      /no aurora-mysql 8\.2/,
    ],
    [
      "an unknown kind",
      { ledger: { ...CLUSTER, kind: "aurora" } },
      /ledger\.kind must be one of instance, cluster, existing, got "aurora"/,
    ],
    [
      "a setting of another kind",
      { ledger: { ...CLUSTER, multiAz: true } },
      /ledger\.multiAz is a setting of kind instance, got kind "cluster"/,
    ],
    [
      "a misspelt setting of a proxy",
      { orders: { ...INSTANCE, proxy: { maxConnectionPercent: 50 } } },
      /did you mean maxConnectionsPercent/,
    ],
    [
      "too many connections",
      { orders: { ...INSTANCE, proxy: { maxConnectionsPercent: 101 } } },
      /maxConnectionsPercent must be a whole number of 1-100, got 101/,
    ],
    [
      "a login that is the owner's",
      { ledger: { ...CLUSTER, masterUsername: "app" } },
      /ledger\.loginUser must be another user than masterUsername/,
    ],
  ];
  for (const [title, databases, said] of cases) {
    it(`is named once, and put right by the remedy when pasted: ${title}`, () => {
      const values = config(databases);
      const before = message(values);
      assert.match(before, said);
      assert.match(before, /has a problem:/);
      const { config: after, commands } = paste(before, values);
      assert.notEqual(commands.length, 0, before);
      assert.equal(message(after), "", commands.join("\n"));
    });
  }

  it("is none where two names only look alike", () => {
    assert.equal(
      message(config({ ledger: CLUSTER, "ledger-proxy": INSTANCE, orders: { ...INSTANCE, proxy: {} } })),
      "",
    );
  });

  it("is left to a person where a filled proxy would have to go", () => {
    const said = message(
      config({ orders: { ...INSTANCE, proxy: { maxConnectionsPercent: 50 } }, "orders-proxy": INSTANCE }),
    );
    assert.match(said, /has a problem:\n.*\n {4}correct it in Pulumi\.producer\.yaml$/);
  });
});

describe("what stays of accounts that a proxy or a reader was shared with", () => {
  const before = {
    contract: contract({
      databases: {
        ledger: offered,
        "ledger-reader": { ...offered, sharing: "endpoint", of: "ledger" },
        "ledger-proxy": { ...offered, sharing: "domain", customDomainName: "p.example.org" },
      },
    }),
  };
  const now = (entry: { sharedWith: string[]; proxy?: object }) => byConfiguration({ ledger: entry });

  it("is not said while they are shared", () => {
    assert.deepEqual(revocationNotices(before, now({ sharedWith: ["444455556666"], proxy: {} })), []);
  });

  it("is said once a configuration", () => {
    const notices = revocationNotices(before, now({ sharedWith: [] }));
    assert.deepEqual(
      notices.map((notice) => /^Database "([^"]+)"/.exec(notice)?.[1]),
      ["ledger", "ledger-proxy"],
    );
  });
});
