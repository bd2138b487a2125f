import * as assert from "node:assert/strict";
import { ownOutputs } from "../../stacks/own-outputs";
import { deploy } from "../components/deploy";
import { invokeError } from "./up";

const name = "organization/lattice-db/test";

/** What a program reads as its own outputs where the engine answers like this. */
async function read(answer: () => object): Promise<unknown> {
  const { outputs } = await deploy(ownOutputs, { "pulumi:pulumi:readStackOutputs": answer });
  return outputs;
}

/** The engine's refusal of a call, in its own words. */
const refusing = (reason: string) => () => {
  throw invokeError(`invocation of pulumi:pulumi:readStackOutputs returned an error: ${reason}`);
};

describe("what a stack handed out before", () => {
  it("is read from its last deployment", async () => {
    assert.deepEqual(await read(() => ({ name, outputs: { contract: 1 } })), { contract: 1 });
  });

  it("is nothing where it was never deployed", async () => {
    assert.equal(await read(refusing(`unknown stack "${name}"`)), undefined);
    assert.equal(await read(() => ({ name, outputs: {} })), undefined);
  });

  it("is no nothing where it cannot be read: the reason is said, and what to do", async () => {
    await assert.rejects(read(refusing("403: access denied")), {
      name: "Error",
      message:
        `Stack ${name}: its own outputs cannot be read (403: access denied). Without them nobody is told what this ` +
        "deployment takes away, so nothing was changed: see that this works, then run it again: " +
        `pulumi stack output --stack ${name}`,
    });
    await assert.rejects(read(refusing('unknown stack "organization/other/test"')), /cannot be read/);
  });
});
