import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { withOwnFrames } from "../../stacks/own-frames";
import { stackValues } from "./stack-file";
import { up } from "./up";

describe("an error of the program", () => {
  it("keeps its message and its own frames, and loses those of packages", () => {
    const error = new Error("two\n  lines of node_modules");
    error.stack = [
      "Error: two",
      "  lines of node_modules",
      "    at readConfig (/home/u/lattice-db/stacks/config.ts:36:22)",
      "    at async Stack.initialize (/home/u/lattice-db/node_modules/@pulumi/resource.ts:1593:22)",
    ].join("\n");
    assert.equal(withOwnFrames(error), error);
    assert.deepEqual(error.stack.split("\n"), [
      "Error: two",
      "  lines of node_modules",
      "    at readConfig (/home/u/lattice-db/stacks/config.ts:36:22)",
    ]);
  });

  it("that is none is left alone", () => {
    assert.equal(withOwnFrames("text"), "text");
  });

  it("reaches Pulumi without frames of packages", async () => {
    const isClean = (error: unknown) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.doesNotMatch(error.stack ?? "", /at .*node_modules/);
      return true;
    };
    await assert.rejects(up(stackValues("producer", { "lattice-db:role": "owner" })), isClean);
  });
});
