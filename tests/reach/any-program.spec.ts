import assert from "node:assert/strict";
import fc from "fast-check";
import { sourceFromState } from "../../reach/source";
import { topologyOf, type Reading } from "../../reach/topology-of";
import { explain } from "../../reachability/explain";
import { known, unknown } from "../../reachability/maybe";
import type { OutsideConnection, VpnGateway } from "../../reachability/outside-topology";
import type { AuroraInstance } from "../../reachability/cluster";
import type { Database, Topology } from "../../reachability/topology";
import type { Client } from "../../reachability/client";
import { arbitraryCloud } from "../reachability/arbitrary-cloud";
import { asPreviews } from "./written/as-previews";
import { hiding, placesIn } from "./hidden-values";
import type { Choose } from "./written/written";
import { withRealIds, writtenStates } from "./written/written-states";

interface Cloud {
  readonly expected: Topology;
  /** As it will be, while nothing of it is there yet. */
  readonly planned: Topology;
  readonly client: Client;
  readonly states: readonly string[];
}

/** Any cloud, written as programs in forms of any kind would have left it in their states. */
const written = (elsewhere = ""): fc.Arbitrary<Cloud> =>
  fc.record({ cloud: arbitraryCloud, forms: fc.infiniteStream(fc.nat(11)) }).map(({ cloud, forms }) => {
    const choose: Choose = (...all) => {
      const form = all[Number(forms.next().value) % all.length];
      return form ?? assert.fail("no form");
    };
    const { topology, client } = withRealIds(cloud, elsewhere);
    const states = writtenStates(sharesApart(topology), choose);
    return {
      client,
      states,
      expected: asStatesTell(sharesApart(topology)),
      planned: asPreviewsTell(sharesApart(topology)),
    };
  });

/** What exists is there for good, and a state does not say whose invitation still waits. */
function asStatesTell(topology: Topology): Topology {
  const established = { established: true };
  return {
    ...topology,
    databases: topology.databases.map(databaseTold),
    // AWS puts a proxy in the VPC of its subnets.
    proxies: (topology.proxies ?? []).map((it) => ({
      ...it,
      vpcId:
        topology.subnets.find(({ id }) => Array.isArray(it.subnetIds) && id === it.subnetIds[0])?.vpcId ?? it.vpcId,
      available: true,
    })),
    configurations: topology.configurations.map((it) => ({ ...it, amazonManaged: false, active: true })),
    transitGatewayAttachments: topology.transitGatewayAttachments.map((it) => ({
      ...it,
      active: true,
      // What a VPN learns by BGP no state says.
      ...(it.learns !== undefined && known(it.learns)?.length !== 0 ? { learns: unknown("it is announced") } : {}),
    })),
    vpnGateways: (topology.vpnGateways ?? []).map((it) => withConnections(it, ({ active }) => active === true)),
    resourceAssociations: topology.resourceAssociations.map((it) => ({ ...it, active: true, ...established })),
    vpcAssociations: topology.vpcAssociations.map((it) => ({ ...it, ...established })),
    // Only `aws` tells the state of an endpoint.
    endpoints: topology.endpoints.map((it) => ({ ...it, ...established })),
    shares: topology.shares.map((share) => ({
      ...share,
      principals: (share.principals as readonly { principal: string; accepted: boolean }[]).map((it, _, all) => {
        const accepted = all.some(({ principal, accepted: yes }) => principal === it.principal && yes);
        return { ...it, accepted: accepted || it.principal.startsWith("arn:") || unknown("it is accepted") };
      }),
    })),
    complete: ["111111111111", "222222222222"],
  };
}

/** Of a VPN only that it was up is worth something: while it is not, the other side may not have been set up yet. */
function withConnections(gateway: VpnGateway, isUp: (connection: OutsideConnection) => boolean): VpnGateway {
  const connections = (known(gateway.connections) ?? []).map((it) => ({
    ...it,
    active: isUp(it) || unknown("a tunnel is up"),
  }));
  return { ...gateway, connections };
}

/** Neither package tells the status of a cluster, nor of its instances. */
function databaseTold(database: Database): Database {
  const { cluster } = database;
  if (cluster === undefined) return database;
  const { instances } = cluster;
  const open = unknown("an instance is known");
  if (!Array.isArray(instances) || instances.length === 0) {
    return { ...database, available: open, publiclyAccessible: open, cluster: { ...cluster, instances: open } };
  }
  const running = (instances as readonly AuroraInstance[]).map((it) => ({ ...it, available: true }));
  return { ...database, available: true, cluster: { ...cluster, instances: running } };
}

/** What is planned will work, and was made under no share yet. */
function asPreviewsTell(topology: Topology): Topology {
  const planned = { active: true, established: false };
  const told = asStatesTell(topology);
  return {
    ...told,
    databases: told.databases.map((it) => (it.cluster === undefined ? { ...it, available: true } : it)),
    peerings: told.peerings.map((it) => ({ ...it, active: true })),
    vpnGateways: (told.vpnGateways ?? []).map((it) => withConnections(it, () => false)),
    gateways: told.gateways.map((it) => ({ ...it, active: true })),
    resourceAssociations: told.resourceAssociations.map((it) => ({ ...it, ...planned })),
    vpcAssociations: told.vpcAssociations.map((it) => ({ ...it, ...planned })),
    endpoints: told.endpoints.map((it) => ({ ...it, ...planned })),
  };
}

function sharesApart(topology: Topology): Topology {
  const arn = (account: string, index: number) => `arn:aws:ram:eu-west-1:${account}:resource-share/${index}`;
  return { ...topology, shares: topology.shares.map((it, index) => ({ ...it, arn: arn(it.account, index) })) };
}

const read = (states: readonly string[]): Reading =>
  topologyOf(states.map((text, index) => sourceFromState(text, `state ${index}`)));

/** As of the accounts' organisation, of which states say nothing. */
function verdictOf(topology: Topology, { client, expected }: Cloud): string {
  const [database] = topology.databases;
  const known = { ...topology, accounts: expected.accounts };
  return explain(known, client, database ?? assert.fail("no database")).verdict;
}

/** The client in the places that go by their URN as yet. */
function plannedClient({ client, states }: Cloud): Client {
  const resources = states.flatMap((text) => {
    return (JSON.parse(text) as { deployment: { resources: { id: string; urn: string }[] } }).deployment.resources;
  });
  const urns = new Map(resources.map(({ id, urn }) => [id, urn]));
  const urnOf = (id: string): string => urns.get(id) ?? id;
  const vpcId = client.vpcId === undefined ? {} : { vpcId: urnOf(client.vpcId) };
  return { ...client, ...vpcId, securityGroupIds: client.securityGroupIds.map(urnOf) };
}

describe("a topology read from what any program left", function () {
  this.timeout(60_000);

  it("gives the verdict of what the program made, in whatever form it is written", () => {
    fc.assert(
      fc.property(written(), (cloud) => {
        assert.equal(verdictOf(read(cloud.states).topology, cloud), verdictOf(cloud.expected, cloud));
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });

  it("says before the first update what will be so, or nothing", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(written(), (cloud) => {
        const later = verdictOf(cloud.planned, cloud);
        const from = plannedClient(cloud);
        const { topology } = topologyOf(asPreviews(cloud.states));
        const now = verdictOf(topology, { ...cloud, client: from });
        assert.ok(now === later || now === "unknown", `${now} will be ${later}`);
        seen.set(now, (seen.get(now) ?? 0) + 1);
      }),
      { numRuns: 100, seed: 20261128 },
    );
    assert.ok((seen.get("unknown") ?? 0) < 50, "most of it is decided");
    assert.ok((seen.get("open") ?? 0) > 0);
  });

  it("never says the opposite while values are hidden", () => {
    fc.assert(
      fc.property(written(), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (cloud, picks) => {
        const before = verdictOf(read(cloud.states).topology, cloud);
        const hidden = cloud.states.map((text) => {
          const places = placesIn(text).filter(({ path }) => path[0] !== "allowedAccountIds");
          return hiding(
            text,
            picks.flatMap((pick) => places[pick % places.length] ?? []),
          );
        });
        const after = verdictOf(read(hidden).topology, cloud);
        assert.ok(after === before || after === "unknown", `${before} became ${after}`);
      }),
      { numRuns: 100, seed: 20261128 },
    );
  });

  it("does not change when two stacks of something else are added", () => {
    fc.assert(
      fc.property(written(), written("elsewhere"), (cloud, other) => {
        const strangers = other.states.map((text) =>
          [
            ["111111111111", "333333333333"],
            ["222222222222", "444444444444"],
            ["orders", "stock"],
          ].reduce((all, [from, to]) => all.replaceAll(from ?? "", to ?? ""), text),
        );
        const { topology } = read([...cloud.states, ...strangers]);
        const databases = topology.databases.filter(({ account }) => account === "111111111111");
        assert.equal(verdictOf({ ...topology, databases }, cloud), verdictOf(read(cloud.states).topology, cloud));
      }),
      { numRuns: 100, seed: 20261128 },
    );
  });
});
