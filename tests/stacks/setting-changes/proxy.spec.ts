import * as assert from "node:assert/strict";

import type { ProxySettings } from "../../../components/database/proxy-settings";
import { producing, touchedBy } from "./changes";

const sharedWith = ["444455556666"];
const orders = { engine: "postgres", engineVersion: "17", sharedWith, proxy: {} };
const touched = (change: object) => touchedBy(producing({ orders }), producing({ orders: { ...orders, ...change } }));

/** A change of each setting, and what it does to what is there. */
const WALK: Readonly<Record<keyof ProxySettings, readonly [value: number, touched: readonly string[]]>> = {
  maxConnectionsPercent: [
    50,
    [
      "update orders-proxy-targets: connectionPoolConfig.maxConnectionsPercent, connectionPoolConfig.maxIdleConnectionsPercent",
    ],
  ],
  maxIdleConnectionsPercent: [1, ["update orders-proxy-targets: connectionPoolConfig.maxIdleConnectionsPercent"]],
  connectionBorrowTimeoutSeconds: [5, ["update orders-proxy-targets: connectionPoolConfig.connectionBorrowTimeout"]],
  idleClientTimeoutSeconds: [60, ["update orders-proxy: idleClientTimeout"]],
};

describe("a change of a setting of a proxy", () => {
  for (const [setting, [value, expected]] of Object.entries(WALK)) {
    it(`leaves the proxy and its database what they are: ${setting}`, async () => {
      assert.deepEqual(await touched({ proxy: { [setting]: value } }), expected);
    });
  }

  it("leaves the database what it is when the proxy comes, but for a security group of its own", async () => {
    const { proxy: _, ...alone } = orders;
    assert.deepEqual(await touchedBy(producing({ orders: alone }), producing({ orders })), [
      "delete databases-5432-security-group",
      "delete db-5432-egress",
      "delete db-5432-ingress",
      "update orders-instance: vpcSecurityGroupIds",
    ]);
  });

  it("and when it goes", async () => {
    const gone = await touched({ proxy: undefined });
    assert.deepEqual(
      gone.filter((line) => !/^delete (?:db-)?orders-/.test(line)),
      ["update orders-instance: vpcSecurityGroupIds"],
    );
    assert.ok(gone.includes("delete orders-proxy") && !gone.includes("delete orders-instance"));
  });

  it("moves the rules to its database where that listens elsewhere, and nothing of its own", async () => {
    assert.deepEqual(await touched({ port: 6000 }), [
      "update db-orders-egress: fromPort, toPort",
      "update db-orders-ingress: fromPort, toPort",
      "update orders-instance: port",
      "update orders-proxy-egress: fromPort, toPort",
      "update orders-proxy-ingress: fromPort, toPort",
    ]);
  });
});
