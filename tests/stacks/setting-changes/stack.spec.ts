import * as assert from "node:assert/strict";

import type { sharing } from "../../../stacks/settings/sharing";
import type { StackConfig } from "../paste";
import { producing, touchedBy } from "./changes";

const sharedWith = ["444455556666"];
const orders = { engine: "postgres", engineVersion: "17", sharedWith };
const ledger = { kind: "cluster", engine: "postgres", engineVersion: "17", sharedWith };
const both = { orders, ledger };
const withSetting = (key: string, value: unknown): StackConfig => ({
  ...producing(both),
  [`lattice-db:${key}`]: value,
});
const touched = (after: StackConfig) => touchedBy(producing(both), after);

describe("a change of what databases share", () => {
  it("of how long logs are kept updates the log groups alone", async () => {
    const changes = await touched(withSetting("logRetentionDays", 30));
    assert.ok(changes.length > 0 && changes.every((line) => /-logs: retentionInDays$/.test(line)), changes.join("\n"));
  });

  it("of Pulumi's protection is none to AWS", async () => {
    assert.deepEqual(await touched(withSetting("protect", false)), []);
  });

  it("of the gateway's addresses makes another gateway, as AWS has it, and touches no database", async () => {
    assert.deepEqual(await touched(withSetting("ipv4AddressesPerEni", 4)), ["replace db-gateway: ipv4AddressesPerEni"]);
  });

  it("of a database that may go lifts its own protection alone", async () => {
    assert.deepEqual(await touched(withSetting("retire", ["orders"])), ["update orders-instance: deletionProtection"]);
    assert.deepEqual(await touched(withSetting("retire", ["ledger"])), ["update ledger-cluster: deletionProtection"]);
  });

  it("of a subnet's range makes that subnet anew, which AWS refuses while a database stands in it", async () => {
    const after = structuredClone(producing(both)) as any;
    after["lattice-db:subnets"].database.a = "10.0.4.0/26";
    assert.deepEqual(await touched(after), ["replace network-database-a: cidrBlock"]);
  });

  it("is none where another database comes on the same port and family, or goes", async () => {
    const more = { ...both, stock: orders };
    assert.deepEqual(await touched(producing(more)), []);
    const gone = await touchedBy(producing(more), producing(both));
    assert.deepEqual(
      gone.filter((line) => !/^delete (?:db-)?stock-|^delete db-stock$/.test(line)),
      ["refuse stock-instance", "refuse stock-key"],
    );
  });

  it("is none where another database comes on another port, or of another family", async () => {
    assert.deepEqual(await touched(producing({ ...both, stock: { engine: "mysql", engineVersion: "8.4" } })), []);
    assert.deepEqual(await touched(producing({ ...both, stock: { ...orders, engineVersion: "18" } })), []);
  });

  /** Of whom it is for. */
  const WALK: Readonly<Record<keyof typeof sharing, readonly [object, readonly string[]]>> = {
    loginUser: [{ loginUser: "other" }, ["update orders-connect-policy: policy"]],
    sharedWith: [{ sharedWith: [...sharedWith, "777788889999"] }, ["update orders-connect-role: assumeRolePolicy"]],
    allowExternalPrincipals: [{ allowExternalPrincipals: true }, ["update orders-share: allowExternalPrincipals"]],
  };
  for (const [setting, [change, expected]] of Object.entries(WALK)) {
    it(`touches neither the database nor its configuration: ${setting}`, async () => {
      assert.deepEqual(await touched(producing({ ...both, orders: { ...orders, ...change } })), expected);
    });
  }
});
