import assert from "node:assert/strict";
import fc from "fast-check";
import type { Client } from "../../reachability/client";
import type { Topology } from "../../reachability/topology";
import { latticePaths } from "../../reachability/ways";
import { directHops, latticeHops, type WayHop } from "../../reachability/way-hops";
import { client, consumer, database, topology, withTopology } from "./open-topology";
import { randomTopology } from "./random-topology";
import { withEndpoint } from "./with-endpoint";

function waysOf(of: Topology, from: Client): readonly (readonly WayHop[])[] {
  const path = { topology: of, client: from, database: of.databases[0] ?? database };
  return [directHops(path), ...latticePaths(path).map(latticeHops)];
}

const judged = (way: readonly WayHop[]) => way.map((hop) => hop.judge());
const codes = (of: Topology) => judged(waysOf(of, client)[1] ?? []).map(({ code }) => code);
const databaseSide = [
  "resource-configuration",
  "gateway",
  "gateway-route",
  "gateway-network-acl",
  "database-network-acl",
  "database-ingress",
  "database-available",
];

describe("the hops of a way", () => {
  it("through a VPC association are the share, the client's side and the database's side", () => {
    const clientSide = ["client-egress", "client-network-acl", "vpc-association", "resource-association"];
    assert.deepEqual(codes(topology), ["share-names-account", ...clientSide, ...databaseSide]);
  });

  it("through a service network endpoint have the endpoint instead of the VPC association", () => {
    const inNetwork = {
      ...withEndpoint({ target: { networkId: "sn-1" } }),
      resourceAssociations: topology.resourceAssociations,
    };
    const clientSide = [
      "client-egress",
      "client-network-acl",
      "client-route",
      "endpoint-network-acl",
      "endpoint",
      "resource-association",
    ];
    assert.deepEqual(codes(inNetwork), ["share-names-account", ...clientSide, ...databaseSide]);
  });

  it("through a resource endpoint enter no service network", () => {
    const clientSide = ["client-egress", "client-network-acl", "client-route", "endpoint-network-acl", "endpoint"];
    assert.deepEqual(codes(withEndpoint({})), ["share-names-account", ...clientSide, ...databaseSide]);
  });

  it("inside the database's VPC are the two ends", () => {
    const [direct = []] = waysOf(topology, client);
    assert.deepEqual(
      judged(direct).map(({ code }) => code),
      [
        "client-egress",
        "client-network-acl",
        "client-route",
        "database-network-acl",
        "database-ingress",
        "database-available",
      ],
    );
  });

  it("stand for a client that no security group admits, and not without an association", () => {
    const nobody: Client = { account: consumer, region: client.region, vpcId: "vpc-consumer", securityGroupIds: [] };
    const standing = (of: Topology) => new Set((waysOf(of, nobody)[1] ?? []).map((hop) => hop.standing()));
    assert.deepEqual(standing(topology), new Set(["open"]));
    assert.deepEqual(standing(withTopology({ vpcAssociations: [] })), new Set(["open", "blocked"]));
  });

  it("are open for a client only where they stand for everyone", () => {
    fc.assert(
      fc.property(randomTopology({}), ({ topology: random, client: from }) => {
        for (const hop of waysOf(random, from).flat()) {
          if (hop.judge().verdict === "open") assert.equal(hop.standing(), "open");
        }
      }),
      { numRuns: 300 },
    );
  });
});
