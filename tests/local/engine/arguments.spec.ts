import assert from "node:assert/strict";
import { pulumiArguments, pulumiCommand, stackArgument } from "../../../local/engine/arguments";

const context = { cwd: "/home/ada/lattice-db", policyPack: "/home/ada/lattice-db/policy" };

describe("the arguments of a local pulumi command", () => {
  it("runs the policy pack with up and preview", () => {
    for (const command of ["up", "preview"]) {
      assert.deepEqual(pulumiArguments([command, "-s", "producer"], context), [
        command,
        "-s",
        "producer",
        "--policy-pack",
        "/home/ada/lattice-db/policy",
      ]);
    }
  });

  it("finds the command behind flags that take a value", () => {
    assert.equal(pulumiCommand(["-s", "producer", "--color", "never", "preview"]), "preview");
    assert.equal(pulumiCommand(["--version"]), undefined);
  });

  it("leaves commands that judge nothing alone", () => {
    for (const args of [
      ["stack", "output", "-s", "consumer"],
      ["destroy", "--yes"],
      ["up", "--help"],
    ]) {
      assert.deepEqual(pulumiArguments(args, context), args);
    }
  });

  it("keeps a policy pack the user names, its path taken from where the user stands", () => {
    assert.deepEqual(pulumiArguments(["up", "--policy-pack", "../mine"], context), [
      "up",
      "--policy-pack",
      "/home/ada/mine",
    ]);
    assert.deepEqual(pulumiArguments(["up", "--policy-pack=../mine"], context), ["up", "--policy-pack=/home/ada/mine"]);
  });

  it("makes paths of other flags absolute", () => {
    assert.deepEqual(pulumiArguments(["stack", "export", "--file", "state.json"], context), [
      "stack",
      "export",
      "--file",
      "/home/ada/lattice-db/state.json",
    ]);
    assert.deepEqual(pulumiArguments(["stack", "import", "--file", "/tmp/state.json"], context), [
      "stack",
      "import",
      "--file",
      "/tmp/state.json",
    ]);
  });

  it("reads the stack in every way it can be written", () => {
    for (const args of [
      ["up", "-s", "dev"],
      ["up", "--stack", "dev"],
      ["--stack=dev", "up"],
      ["up", "-sdev"],
    ]) {
      assert.equal(stackArgument(args), "dev", args.join(" "));
    }
    assert.equal(stackArgument(["up"]), undefined);
  });
});
