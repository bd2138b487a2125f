import assert from "node:assert/strict";
import fc from "fast-check";
import { explain } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop-code";
import { unknown } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import { arbitraryCloud } from "./arbitrary-cloud";
import { peeredEndpointTopology, peeredTopology, transitTopology } from "./joined-topology";
import { client, database } from "./open-topology";

const networkLists = [
  "networkAcls",
  "routeTables",
  "peerings",
  "transitGateways",
  "transitGatewayAttachments",
  "transitGatewayRouteTables",
] as const;

/** The topology with one fact of its network hidden; undefined where it has none. */
function hiding(topology: Topology, pick: number): Topology | undefined {
  const places = networkLists.flatMap((list) =>
    topology[list].flatMap((item, at) =>
      Object.keys(item)
        .filter((field) => field !== "id" && field !== "account")
        .map((field) => ({ list, at, field })),
    ),
  );
  const place = places[pick % Math.max(places.length, 1)];
  if (place === undefined) return undefined;
  const items: readonly object[] = topology[place.list];
  const changed = items.map((item, at) =>
    at === place.at ? { ...item, [place.field]: unknown("a test ends") } : item,
  );
  return { ...topology, [place.list]: changed };
}

describe("a network with a fact hidden", () => {
  it("never answers the opposite of the one with it shown", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(arbitraryCloud, fc.nat(), ({ topology, client: from, database: to }, pick) => {
        const hidden = hiding(topology, pick);
        if (hidden === undefined) return;
        const shown = explain(topology, from, to).verdict;
        const { verdict } = explain(hidden, from, to);
        if (verdict !== "unknown" && shown !== "unknown") assert.equal(verdict, shown);
        if (shown === "unknown") assert.notEqual(verdict, "open");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("taking one thing away from a way between VPCs", () => {
  const routeTablesWithout = (topology: Topology, vpcId: string): Partial<Topology> => ({
    routeTables: topology.routeTables.filter((table) => table.vpcId !== vpcId),
  });
  const common = (topology: Topology): readonly (readonly [HopCode, Partial<Topology>])[] => [
    ["client-route", routeTablesWithout(topology, "vpc-consumer")],
    ["client-route", routeTablesWithout(topology, "vpc-producer")],
    ["database-available", { databases: [{ ...database, available: false }] }],
  ];
  const closed = (id: string, way: "ingress" | "egress", topology: Topology): Partial<Topology> => ({
    securityGroups: topology.securityGroups.map((group) => (group.id === id ? { ...group, [way]: [] } : group)),
  });
  const cases: readonly (readonly [
    string,
    Topology,
    "direct" | { endpointId: string },
    readonly (readonly [HopCode, Partial<Topology>])[],
  ])[] = [
    [
      "a peering connection",
      peeredTopology,
      "direct",
      [
        ["client-egress", closed("sg-client", "egress", peeredTopology)],
        ["database-ingress", closed("sg-database", "ingress", peeredTopology)],
        ["peering-connection", { peerings: peeredTopology.peerings.map((it) => ({ ...it, active: false })) }],
      ],
    ],
    [
      "a transit gateway",
      transitTopology,
      "direct",
      [
        ["client-egress", closed("sg-client", "egress", transitTopology)],
        ["database-ingress", closed("sg-database", "ingress", transitTopology)],
        [
          "transit-gateway",
          {
            transitGatewayRouteTables: transitTopology.transitGatewayRouteTables.map((it) => ({
              ...it,
              propagating: [],
            })),
          },
        ],
      ],
    ],
    [
      "an endpoint in a peered VPC",
      peeredEndpointTopology,
      { endpointId: "vpce-1" },
      [
        ["client-egress", closed("sg-client", "egress", peeredEndpointTopology)],
        ["endpoint", closed("sg-endpoint", "ingress", peeredEndpointTopology)],
        ["gateway", closed("sg-gateway", "egress", peeredEndpointTopology)],
        ["gateway", { gateways: [] }],
        ["peering-connection", { peerings: peeredEndpointTopology.peerings.map((it) => ({ ...it, active: false })) }],
      ],
    ],
  ];

  for (const [name, topology, via, edges] of cases) {
    it(`through ${name} flips the verdict and names the hop`, () => {
      assert.equal(explain(topology, client, database, via).verdict, "open");
      for (const [code, less] of [...common(topology), ...edges]) {
        const changed = { ...topology, ...less };
        const { verdict, headline } = explain(changed, client, changed.databases[0] ?? database, via);
        assert.deepEqual([verdict, headline?.code], ["blocked", code]);
      }
    });
  }
});
