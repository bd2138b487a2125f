import assert from "node:assert/strict";
import fc from "fast-check";
import { covered } from "../../aws/address-ranges";
import type { Admission } from "../../reachability/admissions";
import { audience } from "../../reachability/audience";
import type { Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import { publicParts } from "../../reachability/public-addresses";
import type { Topology } from "../../reachability/topology";
import { arbitraryCloud } from "./arbitrary-cloud";

/** The same cloud, in which what the client carries lets everything out: an audience does not ask for that. */
function roaming(topology: Topology, { securityGroupIds }: Client): Topology {
  const everywhere = { protocol: "-1", fromPort: -1, toPort: -1, peer: { cidr: "0.0.0.0/0" } };
  const securityGroups = topology.securityGroups.map((group) =>
    securityGroupIds.includes(group.id) ? { ...group, egress: [everywhere] } : group,
  );
  return { ...topology, securityGroups };
}

/** Whether a client with one address is one of those that an admission means. */
function means(admission: Admission, topology: Topology, client: Client): boolean {
  const { vpcId, subnetIds, source, account, linkId } = admission;
  const { sourceIp = "", securityGroupIds } = client;
  // Of a range that comes from the internet, the public addresses are meant.
  if (linkId === "igw-1" && publicParts(sourceIp).length === 0) return false;
  const subnet = topology.subnets.find(({ cidr }) => typeof cidr === "string" && covered(sourceIp, [cidr]));
  if (vpcId !== client.vpcId || account !== client.account) return false;
  if (subnetIds !== undefined && (subnet === undefined || !subnetIds.includes(subnet.id))) return false;
  if (typeof source === "string") return true;
  if ("securityGroupId" in source) return securityGroupIds.includes(source.securityGroupId);
  return "cidr" in source && covered(sourceIp, [source.cidr]);
}

/** Lists of what leads from one VPC to another, or out of AWS: a fact of one of their items may be hidden. */
const links = [
  ...["peerings", "transitGateways", "transitGatewayAttachments", "transitGatewayRouteTables"],
  ...["routeTables", "networkAcls", "vpnGateways", "internetGateways", "endpoints"],
] as const;

function hiding(topology: Topology, pick: number): Topology {
  const lists: Readonly<Record<string, unknown>> = { ...topology };
  const places = links.flatMap((list) =>
    ((lists[list] ?? []) as readonly object[]).flatMap((item, at) =>
      Object.keys(item)
        .filter((field) => !["id", "account", "established"].includes(field))
        .map((field) => ({ list, at, field })),
    ),
  );
  const place = places[pick % Math.max(places.length, 1)];
  if (place === undefined) return topology;
  const changed = (lists[place.list] as readonly object[]).map((item, at) =>
    at === place.at ? { ...item, [place.field]: unknown("a test ends") } : item,
  );
  return { ...topology, [place.list]: changed };
}

describe("an audience", () => {
  const seen = new Map<string, number>();
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);

  it("lists whom explain lets through, as certain, and nobody whom it stops", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(arbitraryCloud, ({ topology: made, client, database }) => {
        const topology = roaming(made, client);
        const { verdict, through, route } = explain(topology, client, database);
        const { clients } = audience(topology, database);
        const meant = clients.filter((it) => means(it, topology, client));
        const isCertain = meant.some((it) => it.verdict === "open");
        assert.equal(isCertain, verdict === "open", JSON.stringify(meant));
        if (verdict !== "open") return;
        const { peeringConnectionId, transitGatewayId, vpnGatewayId, internetGatewayId } = through;
        const link = [peeringConnectionId, transitGatewayId, vpnGatewayId, internetGatewayId].find((it) => it);
        count(`${client.outside === true ? "outside" : "inside"} ${route} ${link ?? ""}`);
      }),
      { numRuns: 2000, seed: 20261129 },
    );
    for (const kind of [
      ...["inside direct ", "inside direct pcx-1", "inside direct tgw-1", "inside vpc-association "],
      ...["outside direct vgw-1", "outside direct tgw-1", "outside direct igw-1"],
    ]) {
      assert.ok((seen.get(kind) ?? 0) > 2, JSON.stringify([...seen]));
    }
  });

  it("with a fact of the network hidden, lists whoever is let through, and as certain nobody whom explain stops", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(arbitraryCloud, fc.nat(), ({ topology: made, client, database }, pick) => {
        const topology = hiding(roaming(made, client), pick);
        const { verdict } = explain(topology, client, database);
        const meant = audience(topology, database).clients.filter((it) => means(it, topology, client));
        const somewhere = audience(topology, database).clients.some((it) => typeof it.vpcId === "object");
        if (verdict === "open") assert.ok(meant.length > 0 || somewhere);
        if (verdict === "blocked") assert.ok(meant.every((it) => it.verdict !== "open"));
      }),
      { numRuns: 2000, seed: 20261129 },
    );
  });
});
