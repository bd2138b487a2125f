import assert from "node:assert/strict";
import { explain } from "../../reachability/explain";
import { formatExplanation } from "../../reachability/format-explanation";
import { changing, client, consumer, database, owner, topology, withTopology } from "./open-topology";

describe("explain", () => {
  it("lists every hop of an open way in the order a connection meets them", () => {
    const { verdict, route, hops, headline } = explain(topology, client, database);
    assert.deepEqual([verdict, route, headline], ["open", "vpc-association", undefined]);
    assert.deepEqual(
      hops.map((hop) => hop.code),
      [
        "share-names-account",
        "client-egress",
        "client-network-acl",
        "vpc-association",
        "resource-association",
        "resource-configuration",
        "gateway",
        "gateway-route",
        "gateway-network-acl",
        "database-network-acl",
        "database-ingress",
        "database-available",
      ],
    );
  });

  it("names what carries the connection", () => {
    assert.deepEqual(explain(topology, client, database).through, {
      configurationId: "rcfg-1",
      gatewayId: "rgw-1",
      networkId: "sn-1",
      resourceAssociationId: "snra-1",
      vpcAssociationId: "snva-1",
    });
  });

  it("reports every blocked hop, the first as headline", () => {
    const broken = changing("gateways", "rgw-1", { active: false }, withTopology({ shares: [], vpcAssociations: [] }));
    const { verdict, hops, headline } = explain(broken, client, database);
    assert.equal(verdict, "blocked");
    assert.equal(headline?.code, "share-names-account");
    assert.deepEqual(
      hops.filter((hop) => hop.verdict === "blocked").map((hop) => hop.code),
      ["share-names-account", "vpc-association", "gateway"],
    );
  });

  it("takes the direct way inside the database's VPC", () => {
    const { verdict, route, hops } = explain(topology, owner, database);
    assert.equal(route, "direct");
    assert.deepEqual(
      hops.map((hop) => hop.code),
      [
        "client-egress",
        "client-network-acl",
        "client-route",
        "database-network-acl",
        "database-ingress",
        "database-available",
      ],
    );
    assert.equal(verdict, "open");
  });

  it("follows the name: another association than the one named does not help", () => {
    const named = explain(topology, client, database, { resourceAssociationId: "snra-gone" });
    assert.equal(named.verdict, "blocked");
    assert.equal(explain(topology, client, database, { resourceAssociationId: "snra-1" }).verdict, "open");
    assert.equal(explain(topology, client, database, "direct").verdict, "blocked");
  });

  it("prefers an open way to a blocked one", () => {
    const second = {
      id: "snva-0",
      account: consumer,
      networkId: "sn-0",
      vpcId: "vpc-consumer",
      securityGroupIds: [],
      active: true,
      established: false,
    };
    const two = withTopology({
      networks: [
        { id: "sn-0", arn: "arn:sn-0", account: consumer, region: client.region, shareable: false },
        ...topology.networks,
      ],
      vpcAssociations: [second, ...topology.vpcAssociations],
    });
    assert.equal(explain(two, client, database).through.vpcAssociationId, "snva-1");
  });

  it("prints the blocked hop with its reason and fix", () => {
    const text = formatExplanation(explain(withTopology({ vpcAssociations: [] }), client, database));
    assert.match(
      text,
      /^account 222222222222 in vpc-consumer cannot reach database orders: vpc-consumer is not associated/,
    );
    assert.match(text, /✗ vpc-association: .*\n {6}fix: associate vpc-consumer with sn-1/);
    assert.match(text, /✓ gateway: /);
  });
});
