import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { sharedDatabases } from "../../stacks/shared-databases";
import { contract, orders } from "./contract-fixture";
import { stackValues } from "./stack-file";
import { up } from "./up";

const wanted = { place: { accountId: "444455556666", region: "eu-west-1" }, databaseNames: [] as string[] };

describe("a contract by another road than the producer's state", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "contract-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const fileWith = (text: string): string => {
    const path = join(folder, "contract.json");
    writeFileSync(path, text);
    return path;
  };
  const refusal = async (roads: object): Promise<string> => {
    try {
      await sharedDatabases({ ...wanted, ...roads });
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error));
      return error.message;
    }
    throw new Error("was taken");
  };

  it("is taken as a value", async () => {
    assert.deepEqual(await sharedDatabases({ ...wanted, producerContract: contract() }), { orders });
  });

  it("is taken from a file", async () => {
    const producerContractFile = fileWith(JSON.stringify(contract(), undefined, 2));
    assert.deepEqual(await sharedDatabases({ ...wanted, producerContractFile }), { orders });
  });

  it("makes the consumer the same, but for the reference to the producer's stack", async () => {
    const { producer: _, ...rest } = { producer: "", ...stackValues("consumer", { "lattice-db:producerStack": "" }) };
    const byValue = await up({ ...rest, "lattice-db:producerContract": JSON.stringify(contract()) });
    const byState = await up(stackValues("consumer"), { contract: contract() });
    assert.deepEqual(
      byValue.urns,
      byState.urns.filter((urn) => !urn.includes("StackReference")),
    );
    assert.deepEqual(byValue.outputs, byState.outputs);
  });

  it("is refused where the file is missing, with what makes it", async () => {
    assert.equal(
      await refusal({ producerContractFile: "nowhere.json" }),
      'lattice-db:producerContractFile: "nowhere.json" cannot be read (ENOENT) in the project\'s folder. ' +
        "There: pulumi stack output contract --json -s producer > contract.json",
    );
  });

  for (const text of ["", "not JSON", "[]", "null", '"text"']) {
    it(`is refused where the file is no map: ${text}`, async () => {
      assert.match(await refusal({ producerContractFile: fileWith(text) }), /is not the contract as JSON/);
    });
  }

  it("is refused in another version, with the road it came by", async () => {
    assert.equal(
      await refusal({ producerContract: contract({ version: 2 }) }),
      "The producer of lattice-db:producerContract has a contract this program cannot use: version must be 1, got 2. " +
        "Deploy both stacks from the same release.",
    );
  });

  it("is refused of another Region", async () => {
    const producerContractFile = fileWith(JSON.stringify(contract({ region: "us-east-1" })));
    assert.match(
      await refusal({ producerContractFile }),
      /^The producer of ".*" \(.*File\) is in us-east-1, this stack/,
    );
  });

  it("is asked for a database by a name every object knows, without crashing", async () => {
    const said = await refusal({ producerContract: contract(), databaseNames: ["constructor"] });
    assert.match(said, /shares no database "constructor"; it shares orders/);
  });
});
