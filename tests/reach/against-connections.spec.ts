import assert from "node:assert/strict";
import fc from "fast-check";
import { topologyFromStore } from "../../local/data-path/topology-from-store";
import { sourceFromState } from "../../reach/source";
import { topologyOf } from "../../reach/topology-of";
import type { Client } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import type { Topology } from "../../reachability/topology";
import { testServices } from "../local/test-services";
import { build, type World } from "./against-connections/build";
import { callers } from "./against-connections/draft";
import { arbitraryPlan, type Plan } from "./against-connections/plan";
import { realConnections, type RealConnections } from "./against-connections/real-connections";
import { region } from "./written/written";
import { writtenStates } from "./written/written-states";

const TOPOLOGIES = 200;
const stranger: Client = { account: "333333333333", region, securityGroupIds: [] };

describe("what the states of random clouds say", function () {
  this.timeout(60_000);
  let connections: RealConnections;
  before(async () => (connections = await realConnections()));
  after(() => connections.stop());

  it(`is what real connections meet in ${TOPOLOGIES} of them`, async () => {
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(arbitraryPlan, fc.infiniteStream(fc.nat(11)), async (plan, forms) => {
      const services = testServices();
      const world = await build(services, plan);
      const { accounts } = topologyFromStore(services.store, services.settings, services.clock.now());
      const topology = readBack({ ...world.topology, accounts }, forms);
      for (const client of clientsOf(plan, world)) {
        const said = judged(topology, client);
        const got = await connections.getsThrough(services, client);
        assert.equal(said.verdict, got ? "open" : "blocked", said.headline?.reason);
        const kind = `${said.verdict} ${said.route}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
      // Of an account with nothing in it that was read not even the organisation is known.
      assert.notEqual(judged(topology, stranger).verdict, "open");
      assert.equal(await connections.getsThrough(services, stranger), false);
    });
    await fc.assert(property, { numRuns: TOPOLOGIES, seed: 20261128, endOnFailure: true });
    for (const route of ["direct", "vpc-association", "service-network-endpoint", "resource-endpoint"]) {
      for (const verdict of ["open", "blocked"]) assert.ok(seen.has(`${verdict} ${route}`), `${verdict} ${route}`);
    }
  });
});

/** What the reader makes of states that the real engine would have left; of the organisation they say nothing. */
function readBack(made: Topology, forms: fc.Stream<number>): Topology {
  const states = writtenStates(made, (...all) => all[Number(forms.next().value) % all.length] ?? assert.fail());
  const { topology } = topologyOf(states.map((text, index) => sourceFromState(text, `state ${index}`)));
  return { ...topology, accounts: made.accounts };
}

function judged(topology: Topology, client: Client): Explanation {
  const [database] = topology.databases;
  return explain(topology, client, database ?? assert.fail("no database"));
}

function clientsOf(plan: Plan, { places }: World): readonly Client[] {
  return plan.clients.map(({ side, groups, subnet, host }): Client => {
    const { vpcId, subnetIds, groups: ids } = places[side];
    const securityGroupIds = groups.map((group) => ids[group]);
    const sourceIp = `10.${side === "producer" ? 0 : 1}.${subnet + 1}.${host}`;
    return { ...callers[side], vpcId, subnetId: subnetIds[subnet] ?? "", securityGroupIds, sourceIp };
  });
}
