import * as assert from "node:assert/strict";

import { Dashboard, type DashboardArgs } from "../../../components/watch/dashboard";
import { deploy } from "../deploy";

const args: DashboardArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  databases: {
    orders: { kind: "instance", identifier: "orders-1a2b" },
    "orders-proxy": { kind: "proxy", identifier: "orders-proxy-3c4d" },
    ledger: { kind: "cluster", identifier: "ledger-5e6f" },
  },
  namespace: "lattice-db/producer",
  accountIds: ["444455556666"],
  countsDenied: true,
};
interface Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title: string; readonly metrics: readonly string[][]; readonly region: string };
}
const widgetsOf = async (change: Partial<DashboardArgs> = {}) => {
  const { find } = await deploy((opts) => new Dashboard("watch", { ...args, ...change }, opts));
  const { dashboardBody } = find("aws-native:cloudwatch:Dashboard").inputs;
  return (JSON.parse(dashboardBody) as { widgets: Widget[] }).widgets;
};

describe("Dashboard", () => {
  it("shows connections by consumer and refused attempts above all", async () => {
    const [first, second] = await widgetsOf();
    assert.deepEqual(first?.properties.metrics, [["lattice-db/producer", "AcceptedConnections-444455556666"]]);
    assert.deepEqual(second?.properties.metrics, [["lattice-db/producer", "DeniedConnections"]]);
  });

  it("has each kind's own dimension", async () => {
    const dimensions = (await widgetsOf())
      .flatMap(({ properties }) => properties.metrics)
      .filter(([namespace]) => namespace === "AWS/RDS")
      .map(([, , dimension, identifier]) => `${dimension} ${identifier}`);
    assert.deepEqual(
      [...new Set(dimensions)],
      ["DBInstanceIdentifier orders-1a2b", "ProxyName orders-proxy-3c4d", "DBClusterIdentifier ledger-5e6f"],
    );
  });

  it("fits into the 24 columns of a dashboard, without one over the other", async () => {
    const cells = (await widgetsOf()).flatMap(({ x, y, width, height }) => {
      assert.ok(x + width <= 24);
      return Array.from({ length: width * height }, (_, at) => `${x + (at % width)} ${y + Math.floor(at / width)}`);
    });
    assert.equal(new Set(cells).size, cells.length);
  });

  it("shows a consumer its connections alone", async () => {
    const titles = (await widgetsOf({ databases: {} })).map(({ properties }) => properties.title);
    assert.deepEqual(titles, ["Connections by consumer", "Refused attempts"]);
  });
});
