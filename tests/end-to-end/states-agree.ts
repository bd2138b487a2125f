import assert from "node:assert/strict";
import { join } from "node:path";
import { readSource } from "../../reach/read-source";
import { topologyOf } from "../../reach/topology-of";
import type { Client } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import type { Sandbox } from "./sandbox";

/**
 * What the states of the stacks say of a client's way to the database, as `pulumi stack export` writes them: the same
 * as its connection meets, or the reader is wrong.
 * @param change What the client is, in place of the one that the consumer's stack describes.
 */
export async function statesSay(
  sandbox: Sandbox,
  change: (own: Client) => Client = (own) => own,
): Promise<Explanation> {
  const sources = [];
  for (const stack of ["producer", "consumer"]) {
    const file = join(sandbox.folder, `${stack}.json`);
    await sandbox.pulumi(["stack", "export", "--file", file, "-s", stack]);
    sources.push(readSource(file));
  }
  const { topology, clients } = topologyOf(sources);
  const own = clients.find(({ kind, urn }) => kind === "stack output" && urn.includes(":consumer::"));
  const [database, ...more] = topology.databases;
  assert.equal(more.length, 0);
  const client = own?.places[0] ?? assert.fail("the consumer's stack describes no client");
  return explain(topology, change(client), database ?? assert.fail("no database"));
}
