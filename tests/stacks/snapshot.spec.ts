import * as assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Deployment } from "../components/deploy";
import { stackValues } from "./stack-file";
import { up, type Outputs } from "./up";

/**
 * A changed URN is a resource deleted and another one made, a changed input a change in every deployed stack: both
 * are for a reviewer to see. `UPDATE=1` writes what is.
 */
describe("the resources of the committed stacks", () => {
  let producer: Deployment<Outputs>;
  before(async () => {
    producer = await up(stackValues("producer"));
  });

  it("of the producer are those of its snapshot", async () => {
    await compare("producer", producer);
  });

  it("of the consumer are those of its snapshot", async () => {
    await compare("consumer", await up(stackValues("consumer"), producer.outputs));
  });

  it("come out the same, in whatever order the stack file has its keys", async () => {
    const values = Object.entries(stackValues("producer")).reverse();
    const again = await up(Object.fromEntries(values));
    assert.deepEqual(again.urns, producer.urns);
    assert.deepEqual(again.outputs, producer.outputs);
  });
});

async function compare(stack: string, { resources, urns }: Deployment): Promise<void> {
  const inputs = resources.map((one) => [`${one.type} ${one.name}`, readable(one.inputs)] as const);
  // The path of a component's own children is in the URN, their inputs are under type and name.
  const actual = { urns, inputs: Object.fromEntries(inputs.sort(([one], [other]) => one.localeCompare(other))) };
  const path = join(__dirname, "snapshots", `${stack}.json`);
  if (process.env["UPDATE"] === "1") {
    const { format } = await import("prettier");
    writeFileSync(path, await format(JSON.stringify(actual), { parser: "json", printWidth: 120 }));
  }
  assert.ok(existsSync(path), `${path} is missing: UPDATE=1 npx mocha writes it`);
  assert.deepEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(readFileSync(path, "utf8")));
}

/** Policies are JSON in text; a reviewer reads them better as JSON. */
function readable(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isPolicy = (key: string) => /policy$/i.test(key);
  const entries = Object.entries(inputs).map(([key, value]) =>
    isPolicy(key) && typeof value === "string" ? [key, JSON.parse(value) as unknown] : [key, value],
  );
  return Object.fromEntries(entries) as Record<string, unknown>;
}
