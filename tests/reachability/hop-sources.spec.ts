import assert from "node:assert/strict";
import fc from "fast-check";
import { explain } from "../../reachability/explain";
import { database } from "./open-topology";
import { randomTopology } from "./random-topology";

describe("every hop", () => {
  it("says where AWS says so", () => {
    fc.assert(
      fc.property(randomTopology({}), ({ topology, client }) => {
        for (const { source } of explain(topology, client, database).hops) assert.match(source, /guide, [A-Z]/);
      }),
      { numRuns: 50 },
    );
  });
});
