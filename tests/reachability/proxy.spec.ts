import assert from "node:assert/strict";
import { audience } from "../../reachability/audience";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import { proxiesOf, seenThrough } from "../../reachability/proxy";
import { stations } from "../../reachability/stations";
import type { SecurityGroup, Topology } from "../../reachability/topology";
import { hopOf, assertHop } from "./judge";
import { changing, client, consumer, database, owner, tcp } from "./open-topology";
import { proxyArn, withProxy } from "./with-proxy";

const code = "proxy-to-database";

describe("a database behind an RDS Proxy", () => {
  it("is reached in two legs: to the proxy, and from the proxy to the database", () => {
    const { verdict, hops, through, database: reached } = explain(withProxy(), client, database);
    assert.deepEqual([verdict, through.proxyId, reached.id], ["open", "prx-1", "db-orders"]);
    assert.deepEqual(
      hops.slice(-3).map((hop) => [hop.code, hop.from, hop.to]),
      [
        ["database-ingress", "rgw-1", "proxy orders-proxy"],
        ["database-available", "proxy orders-proxy", "proxy orders-proxy"],
        [code, "proxy orders-proxy", "database orders"],
      ],
    );
  });

  it("is drawn with the proxy before it", () => {
    const drawn = stations(explain(withProxy(), client, database)).slice(-2);
    assert.deepEqual(
      drawn.map(({ what, id, hops }) => [what, id, hops]),
      [
        [
          "RDS Proxy",
          "prx-1",
          ["gateway", "gateway-route", "gateway-network-acl", "database-network-acl", "database-ingress"],
        ],
        ["database", "orders", [code]],
      ],
    );
  });

  it("is blocked where the proxy's groups do not let it out, or the database's not in", () => {
    const noEgress = changing("securityGroups", "sg-proxy", { egress: [] }, withProxy());
    assertHop(
      hopOf(noEgress, code),
      "blocked",
      /no egress rule of sg-proxy allows TCP 5432 to orders/,
      /add an egress/,
    );
    const other = { ingress: [tcp({ securityGroupId: "sg-gateway" })] };
    const noIngress = changing("securityGroups", "sg-database", other, withProxy());
    assertHop(hopOf(noIngress, code), "blocked", /no ingress rule of sg-database allows TCP 5432 from orders-proxy/);
  });

  it("judges each leg by its own port", () => {
    const onOther = changing("databases", "db-orders", { port: 6000 }, withProxy());
    assertHop(hopOf(onOther, code), "blocked", /TCP 6000/);
    assertHop(hopOf(onOther, "gateway"), "open", /TCP 5432/);
  });

  it("is blocked while the database, or the proxy, is not available", () => {
    const stopped = changing("databases", "db-orders", { available: false }, withProxy());
    assertHop(hopOf(stopped, code), "blocked", /orders is not available/);
    assertHop(hopOf(withProxy({ available: false }), "database-available"), "blocked", /orders-proxy is not available/);
  });

  it("is blocked where the proxy is in another VPC", () => {
    const { hops } = explain(withProxy({ vpcId: "vpc-consumer" }), client, database);
    const leg = hops.find((hop) => hop.code === code);
    assert.match(leg?.reason ?? "", /orders-proxy is not in the VPC of orders/);
  });

  it("is not shared by the proxy's ARN", () => {
    const target = { databaseArn: proxyArn };
    const byArn = changing("configurations", "rcfg-1", { type: "ARN", target }, withProxy());
    assertHop(hopOf(byArn, "resource-configuration"), "blocked", /orders-proxy is an RDS Proxy/, /type SINGLE/);
  });

  it("is reached inside its VPC by the proxy where only the proxy admits", () => {
    const { verdict, route, through } = explain(withProxy(), owner, database);
    assert.deepEqual([verdict, route, through], ["open", "direct", { proxyId: "prx-1" }]);
  });

  it("is unknown while the proxy's target is, or is not listed", () => {
    const [proxy] = withProxy().proxies ?? [];
    assert.ok(proxy);
    const unnamed = withProxy({ databaseId: unknown("the target group is read") });
    const asked = explain(unnamed, client, seenThrough(proxy));
    assert.equal(asked.verdict, "open");
    assert.equal(explain(unnamed, client, database).verdict, "unknown");
    const unlisted = { ...withProxy({ databaseId: "db-elsewhere" }), complete: [] };
    assert.equal(explain(unlisted, client, seenThrough({ ...proxy, databaseId: "db-elsewhere" })).verdict, "unknown");
  });

  it("leads to the writer of a cluster, never to its reader endpoint", () => {
    const cluster = { readerAddress: "ro", instances: [], endpoint: "reader" } as const;
    assert.deepEqual(proxiesOf(withProxy(), { ...database, cluster }), []);
    assert.equal(proxiesOf(withProxy(), database).length, 1);
  });

  it("has further endpoints, which are entrances of their own: the proxy behind them goes to the database", () => {
    const whole = withProxy();
    const [behind] = whole.proxies ?? [];
    assert.ok(behind);
    const entrance = {
      ...{ ...behind, id: "prx-endpoint-1", arn: "arn:prx-endpoint-1", behind, address: "second.example.com" },
      ...{ vpcId: "vpc-consumer", subnetIds: ["subnet-client"], securityGroupIds: ["sg-second"] },
    };
    const second = { id: "sg-second", account: consumer, vpcId: "vpc-consumer", egress: [] };
    const outgoing = changing("securityGroups", "sg-client", { egress: [tcp({ cidr: "10.1.0.0/16" })] }, whole);
    const letting = (ingress: SecurityGroup["ingress"]): Topology => ({
      ...outgoing,
      configurations: [],
      proxies: [behind, entrance],
      securityGroups: [...outgoing.securityGroups, { ...second, ingress }],
    });
    const open = letting([tcp({ securityGroupId: "sg-client" })]);
    const { verdict, through, route } = explain(open, client, database);
    assert.deepEqual([verdict, route, through.proxyId], ["open", "direct", "prx-endpoint-1"]);
    assert.notEqual(explain(letting([]), client, database).verdict, "open");
    const stuck = changing("securityGroups", "sg-proxy", { egress: [] }, open);
    assert.equal(explain(stuck, client, database).headline?.code, "proxy-to-database");
    const readOnly = { ...open, proxies: [behind, { ...entrance, role: "READ_ONLY" as const }] };
    assert.notEqual(explain(readOnly, client, database).verdict, "open");
    const cluster = { readerAddress: "ro", instances: [], endpoint: "reader" } as const;
    assert.deepEqual(
      proxiesOf(readOnly, { ...database, cluster }).map(({ id }) => id),
      ["prx-endpoint-1"],
    );
  });

  it("has an audience that says who comes through the proxy", () => {
    const { clients, principals } = audience(withProxy(), database);
    assert.deepEqual(
      clients.map(({ account, route, proxyId, verdict }) => [account, route, proxyId, verdict]),
      [
        [database.account, "direct", undefined, "open"],
        [database.account, "direct", "prx-1", "open"],
        [consumer, "vpc-association", "prx-1", "open"],
      ],
    );
    assert.deepEqual(
      principals.map(({ principal }) => principal),
      [consumer],
    );
  });
});
