import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFromPreview, sourceFromState, type Source } from "../../reach/source";
import type { Reading } from "../../reach/topology-of";
import type { Client } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import assert from "node:assert/strict";

/** The text of a state that the real engine left on the local cloud. */
export const stateText = (stack: "producer" | "consumer"): string =>
  readFileSync(join(__dirname, "../recorded/0.1", `${stack}.json`), "utf8");

export const stateOf = (stack: "producer" | "consumer"): Source => sourceFromState(stateText(stack), stack);

/** A preview from before the first update, by the real engine too. */
export const previewOf = (stack: "producer" | "consumer"): Source => sourceFromPreview(previewText(stack), stack);

export const previewText = (stack: "producer" | "consumer"): string =>
  readFileSync(join(__dirname, "recorded", `preview-${stack}.json`), "utf8");

/** The id that a reading has for the resource of this logical name. */
export function idOf({ things }: Reading, logicalName: string, stack?: string): string {
  const found = things.filter((it) => it.logicalName === logicalName && (stack === undefined || it.stack === stack));
  assert.equal(found.length, 1, logicalName);
  return found[0]?.id ?? "";
}

/** What the consumer's program says of a client: it carries the client group in one of the client subnets. */
export function consumersClient(reading: Reading, group = "databases-client-security-group"): Client {
  const listed = reading.clients.find(({ id }) => id === idOf(reading, group));
  const client = listed?.places[0] ?? assert.fail("no client");
  return { ...client, subnetId: idOf(reading, "network-client-a") };
}

export function verdictOn(reading: Reading, client = consumersClient(reading)): Explanation {
  const [database] = reading.topology.databases;
  return explain(reading.topology, client, database ?? assert.fail("no database"));
}
