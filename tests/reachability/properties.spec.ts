import assert from "node:assert/strict";
import fc from "fast-check";
import { audience } from "../../reachability/audience";
import type { Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import { client, consumer, database, region } from "./open-topology";
import { isAdmitted } from "./is-admitted";
import { randomTopology, type RandomTopology } from "./random-topology";

const runs = { numRuns: 400 };

/** Every single thing whose absence must close the only way: a list of the topology and an index in it. */
function edges(topology: Topology): Topology[] {
  const without = <K extends keyof Topology>(list: K, values: Topology[K]): Topology => ({
    ...topology,
    [list]: values,
  });
  const emptied = topology.securityGroups.flatMap((group) => [
    without(
      "securityGroups",
      topology.securityGroups.map((other) => (other === group ? { ...group, ingress: [] } : other)),
    ),
    without(
      "securityGroups",
      topology.securityGroups.map((other) => (other === group ? { ...group, egress: [] } : other)),
    ),
  ]);
  return [
    without("shares", []),
    without("configurations", []),
    without("gateways", []),
    without("resourceAssociations", []),
    without("vpcAssociations", []),
    without("networks", []),
    ...emptied,
    ...topology.networkAcls.flatMap((acl) =>
      (["ingress", "egress"] as const).map((way) =>
        without(
          "networkAcls",
          topology.networkAcls.map((other) => (other === acl ? { ...acl, [way]: [] } : other)),
        ),
      ),
    ),
  ];
}

const lists = [
  "vpcs",
  "subnets",
  "securityGroups",
  "gateways",
  "configurations",
  "networks",
  "resourceAssociations",
  "vpcAssociations",
  "endpoints",
  "shares",
  "networkAcls",
  "routeTables",
  "peerings",
  "transitGateways",
  "transitGatewayAttachments",
  "transitGatewayRouteTables",
] as const;

/** The same topology under other ids, with its facts spoiled: nothing of it concerns the original. */
function unrelated(topology: Topology): Topology {
  const text = JSON.stringify(topology).replace(
    /"((?:acl|rtb|pcx|tgw|sg|sn|snra|snva|rcfg|rgw|vpc|vpce|subnet|db|arn)[-:])/g,
    '"other-$1',
  );
  return JSON.parse(text) as Topology;
}

/** One fact of the topology replaced by «unknown». */
function forgetting(topology: Topology, pick: number): Topology {
  const places: [keyof Topology, number, string][] = [];
  for (const list of [...lists, "databases"] as const) {
    topology[list].forEach((item, index) => {
      for (const field of Object.keys(item)) {
        if (!["id", "arn", "account", "region", "established", "name"].includes(field))
          places.push([list, index, field]);
      }
    });
  }
  const [list, index, field] = places[pick % places.length] ?? ["shares", 0, "principals"];
  const items = topology[list] as readonly object[];
  const changed = items.map((item, at) => (at === index ? { ...item, [field]: unknown("a test ends") } : item));
  return { ...topology, [list]: changed };
}

function verdict(topology: Topology, from: Client): string {
  const found = topology.databases.find((candidate) => candidate.id === database.id) ?? database;
  return explain(topology, from, found).verdict;
}

describe("the reachability model", () => {
  it("blocks an open way as soon as any one edge is taken away", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(randomTopology({ open: true }), ({ topology, client: from }: RandomTopology) => {
        fc.pre(verdict(topology, from) === "open");
        for (const less of edges(topology)) {
          if (JSON.stringify(less) === JSON.stringify(topology)) continue;
          const changedGroup = less.securityGroups.findIndex((group, at) => group !== topology.securityGroups[at]);
          if (changedGroup >= 0 && !mattersTo(topology, from, less, changedGroup)) continue;
          assert.notEqual(verdict(less, from), "open");
        }
      }),
      runs,
    );
  });

  it("does not change a verdict when something unrelated is added", () => {
    fc.assert(
      fc.property(randomTopology({}), ({ topology, client: from }: RandomTopology) => {
        const more = unrelated(topology);
        const both = Object.fromEntries(lists.map((list) => [list, [...topology[list], ...more[list]]]));
        assert.equal(verdict({ ...topology, ...both }, from), verdict(topology, from));
      }),
      runs,
    );
  });

  it("never turns a fact that is not known into a yes", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(randomTopology({}), fc.nat(), ({ topology, client: from }: RandomTopology, pick) => {
        const before = verdict(topology, from);
        const after = verdict(forgetting(topology, pick), from);
        if (before !== "open") assert.notEqual(after, "open");
      }),
      { numRuns: 3000 },
    );
  });

  it("never answers blocked where forgetting made it unknowable", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(randomTopology({ open: true }), fc.nat(), ({ topology, client: from }: RandomTopology, pick) => {
        fc.pre(verdict(topology, from) === "open");
        assert.notEqual(verdict(forgetting(topology, pick), from), "blocked");
      }),
      { numRuns: 3000 },
    );
  });

  it("never answers blocked for what is merely not listed", () => {
    fc.assert(
      fc.property(randomTopology({ open: true }), fc.constantFrom(...lists), ({ topology, client: from }, list) => {
        fc.pre(verdict(topology, from) === "open");
        assert.notEqual(verdict({ ...topology, [list]: [], complete: [] }, from), "blocked");
      }),
      runs,
    );
  });

  it("agrees with its inverse: a client whose egress is open reaches the database exactly if the audience lists it", () => {
    fc.assert(
      fc.property(randomTopology({}), ({ topology, client: from }: RandomTopology) => {
        const everywhere = { protocol: "-1", fromPort: -1, toPort: -1, peer: { cidr: "0.0.0.0/0" } };
        const roaming = {
          ...topology,
          securityGroups: topology.securityGroups.map((group) =>
            from.securityGroupIds.includes(group.id) ? { ...group, egress: [everywhere] } : group,
          ),
        };
        const found = roaming.databases.find((candidate) => candidate.id === database.id) ?? database;
        assert.equal(isAdmitted(audience(roaming, found), roaming, from), verdict(roaming, from) === "open");
      }),
      runs,
    );
  });

  it("lists whom the share names, accepted or not", () => {
    const share = {
      arn: "arn:share",
      account: database.account,
      resourceIds: ["rcfg-1"],
      principals: [{ principal: consumer, accepted: false }],
    };
    fc.assert(
      fc.property(randomTopology({}), ({ topology }: RandomTopology) => {
        const named = audience({ ...topology, shares: [share] }, database).principals;
        const listed = topology.configurations.some((configuration) => configuration.id === "rcfg-1");
        assert.equal(
          named.some(({ principal, accepted }) => principal === consumer && accepted === false),
          listed,
        );
      }),
      runs,
    );
  });
});

/** Emptying a group matters where the open way leads through that direction of it. */
function mattersTo(topology: Topology, from: Client, less: Topology, index: number): boolean {
  const before = topology.securityGroups[index];
  const after = less.securityGroups[index];
  const direction = after?.ingress !== before?.ingress ? "ingress" : "egress";
  const onWay = direction === "egress" ? ["sg-client", "sg-gateway"] : ["sg-association", "sg-database"];
  return from.region === region && from.account === client.account && onWay.includes(before?.id ?? "");
}
