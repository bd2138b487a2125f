import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stackValues } from "./stack-file";
import { up, type Outputs } from "./up";

const ASSOCIATION = "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation";
const CONFIGURATION = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";

/** A producer's outputs, its configurations told apart from another one's. */
async function producerNumber(digit: string, databases: object): Promise<Outputs> {
  const { outputs } = await up(stackValues("producer", { "lattice-db:databases": databases }));
  const text = JSON.stringify(outputs);
  return JSON.parse(text.replaceAll("rcfg-0123456789abcdef0", `rcfg-${digit.repeat(17)}`)) as Outputs;
}

describe("a consumer of several producers", () => {
  const orders = { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };
  let shop: Outputs;
  let stock: Outputs;
  let folder: string;
  before(async () => {
    shop = await producerNumber("1", { orders });
    stock = await producerNumber("2", { orders });
    folder = mkdtempSync(join(tmpdir(), "producers-"));
    writeFileSync(join(folder, "stock.json"), JSON.stringify(stock["contract"]));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const consumer = (change: Readonly<Record<string, unknown>>, before?: object) => {
    const settings = Object.entries(change).map(([key, value]) => [`lattice-db:${key}`, value] as const);
    const values = stackValues("consumer", { "lattice-db:producerStack": "", ...Object.fromEntries(settings) });
    return up(values, shop, undefined, before);
  };
  const both = () => ({ shop: { stack: "producer" }, stock: { contractFile: join(folder, "stock.json") } });

  it("reaches the databases of both, of one name, by one service network", async () => {
    const { outputs, resources } = await consumer({ producers: both() });
    assert.deepEqual(Object.keys(outputs["databases"]), ["shop/orders", "stock/orders"]);
    assert.deepEqual(
      resources.filter(({ type }) => type === ASSOCIATION).map(({ inputs }) => inputs.resourceConfigurationIdentifier),
      [`rcfg-${"1".repeat(17)}`, `rcfg-${"2".repeat(17)}`],
    );
    assert.equal(resources.filter(({ type }) => type === "aws-native:vpclattice:ServiceNetwork").length, 1);
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    assert.equal(new Set(names).size, names.length);
  });

  it("records on which of their stacks it builds", async () => {
    const { resources } = await consumer({ producers: { ...both(), more: { stack: "producer" } } });
    assert.deepEqual(
      resources.filter(({ type }) => type === "pulumi:pulumi:StackReference").map(({ name }) => name),
      ["producer-shop", "producer-more"],
    );
  });

  it("takes the databases that are named, and asks no producer of which none is", async () => {
    const producers = { ...both(), away: { contractFile: "not-there.json" } };
    const { outputs } = await consumer({ producers, databaseNames: ["stock/orders"] });
    assert.deepEqual(Object.keys(outputs["databases"]), ["stock/orders"]);
  });

  it("takes a contract that is given with it", async () => {
    const { outputs } = await consumer({ producers: { given: { contract: stock["contract"] } } });
    assert.deepEqual(Object.keys(outputs["databases"]), ["given/orders"]);
  });

  it("associates the configuration of a writer and a reader once", async () => {
    const ledger = { kind: "cluster", engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };
    const cluster = await producerNumber("3", { ledger });
    const made = await consumer({ producers: { bank: { contract: cluster["contract"] } } });
    assert.deepEqual(Object.keys(made.outputs["databases"]), ["bank/ledger", "bank/ledger-reader"]);
    assert.equal(made.find(ASSOCIATION).name, "databases-bank/ledger");
    assert.equal(made.resources.filter(({ type }) => type === CONFIGURATION).length, 0);
  });

  it("drops the way to a database that one of them has withdrawn, and keeps the others'", async () => {
    const withdrawn = { ...stock["contract"], databases: {} };
    const producers = { ...both(), stock: { contract: withdrawn } };
    const had = { databases: { "shop/orders": {}, "stock/orders": {} } };
    const { outputs } = await consumer({ producers, databaseNames: ["shop/orders", "stock/orders"] }, had);
    assert.deepEqual([Object.keys(outputs["databases"]), outputs["withdrawn"]], [["shop/orders"], ["stock/orders"]]);
  });

  const refusals: Readonly<Record<string, readonly [change: () => object, text: RegExp]>> = {
    "several beside a single one": [
      () => ({ producers: both(), producerStack: "producer" }),
      /producers must be alone, got producerStack as well\n.*config rm --path 'lattice-db:producerStack'/,
    ],
    "a producer without a road": [
      () => ({ producers: { shop: {} } }),
      /producers\.shop\.stack must be the name of the producer's stack, got nothing/,
    ],
    "a producer by two roads": [
      () => ({ producers: { shop: { stack: "producer", contractFile: "c.json" } } }),
      /producers\.shop must have one road, got stack and contractFile\n.*config rm --path 'lattice-db:producers\.shop\.contractFile'/,
    ],
    "a producer's name with a slash": [
      () => ({ producers: { "a/b": { stack: "producer" } } }),
      /must be named by 1-30 letters, digits and hyphens/,
    ],
    "a database of no producer": [
      () => ({ producers: both(), databaseNames: ["orders", "shop/"] }),
      /databaseNames\[0\] must be PRODUCER\/DATABASE .*\(shop, stock\), got "orders"[^]*databaseNames\[1\]/,
    ],
    "a setting of a producer that is none": [
      () => ({ producers: { shop: { contarctFile: "c.json" } } }),
      /producers\.shop\.contarctFile is no setting of this program; did you mean contractFile\?/,
    ],
    "a file that is not there, by the key that names it": [
      () => ({ producers: { shop: { contractFile: "not-there.json" } } }),
      /lattice-db:producers\.shop\.contractFile: "not-there\.json" cannot be read/,
    ],
  };
  for (const [what, [change, text]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(consumer({ ...change() }), text);
    });
  }
});
