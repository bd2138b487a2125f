import assert from "node:assert/strict";
import { pulumiArguments, stackArgument } from "../../../local/pulumi/arguments";

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

  it("runs it whatever stands before the command", () => {
    for (const before of [
      ["-s", "producer", "--color", "never"],
      ["--verbose", "1"],
      ["-v", "1"],
      ["--memprofilerate", "0"],
      ["--profiling", "/tmp/x"],
      ["--logflow", "--logtostderr"],
      ["--tracing", "file:/tmp/t"],
    ]) {
      assert.deepEqual(pulumiArguments([...before, "up"], context), [
        ...before,
        "up",
        "--policy-pack",
        context.policyPack,
      ]);
    }
    assert.deepEqual(pulumiArguments(["--version"], context), ["--version"]);
  });

  it("runs it where a flag only looks as if it named a pack or asked for help", () => {
    for (const args of [
      ["up", "-m", "--policy-pack"],
      ["up", "--message", "--help"],
      ["up", "-m", "-h"],
      ["up", "--help=false"],
    ]) {
      assert.deepEqual(pulumiArguments(args, context), [...args, "--policy-pack", context.policyPack]);
    }
    assert.deepEqual(pulumiArguments(["up", "--", "x"], context), [
      "up",
      "--policy-pack",
      context.policyPack,
      "--",
      "x",
    ]);
  });

  it("stops where it cannot tell whether the pack would judge", () => {
    assert.throws(() => pulumiArguments(["--frobnicate", "up"], context), /stands before the command/);
    assert.throws(
      () => pulumiArguments(["up", "--policy-pack="], context),
      /--policy-pack names no folder; leave it out/,
    );
    assert.throws(() => pulumiArguments(["up", "--policy-pack"], context), /--policy-pack names no folder/);
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

  it("makes the path in a tracing address absolute, and no other address", () => {
    const traced = (value: string) => pulumiArguments(["up", "--help", "--tracing", value], context).at(-1);
    assert.equal(traced("file:trace.json"), "file:/home/ada/lattice-db/trace.json");
    assert.equal(traced("file:///tmp/trace.json"), "file:///tmp/trace.json");
    assert.equal(traced("tcp://127.0.0.1:4317"), "tcp://127.0.0.1:4317");
    assert.equal(pulumiArguments(["up", "-h", "--profiling=p"], context).at(-1), "--profiling=/home/ada/lattice-db/p");
  });

  it("reads the stack in every way it can be written", () => {
    for (const args of [
      ["up", "-s", "dev"],
      ["up", "--stack", "dev"],
      ["--stack=dev", "up"],
      ["up", "-sdev"],
      ["up", "-ys", "dev"],
      ["up", "-m", "-s", "-s=dev"],
    ]) {
      assert.equal(stackArgument(args), "dev", args.join(" "));
    }
    assert.equal(stackArgument(["up"]), undefined);
  });
});
