import assert from "node:assert/strict";
import type { Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import type { Hop } from "../../reachability/hop";
import type { HopCode } from "../../reachability/hop-code";
import type { Topology } from "../../reachability/topology";
import { client as usualClient, database as usualDatabase } from "./open-topology";

/** The named hop of the explanation for the usual client and database. */
export function hopOf(topology: Topology, code: HopCode, client: Client = usualClient): Hop {
  const database = topology.databases[0] ?? usualDatabase;
  const hop = explain(topology, client, database).hops.find((candidate) => candidate.code === code);
  assert.ok(hop, `no hop ${code}`);
  return hop;
}

/** Asserts a hop's verdict and that its sentences contain the given pieces (reason first, fix second). */
export function assertHop(hop: Hop, verdict: Hop["verdict"], reason: RegExp, fix?: RegExp): void {
  assert.equal(hop.verdict, verdict, hop.reason);
  assert.match(hop.reason, reason);
  if (fix !== undefined) assert.match(hop.fix ?? "", fix);
}
