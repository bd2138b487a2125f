import assert from "node:assert/strict";
import { readArguments } from "../../../local/pulumi/cli-arguments";

const read = (...args: string[]) => {
  const { command, flags } = readArguments(args);
  return { command, flags: flags.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)) };
};

describe("a command line as the Pulumi CLI reads it", () => {
  it("finds the command behind global flags, with and without values", () => {
    assert.deepEqual(read("--verbose", "1", "up"), { command: "up", flags: ["verbose=1"] });
    assert.deepEqual(read("--memprofilerate", "0", "up"), { command: "up", flags: ["memprofilerate=0"] });
    assert.deepEqual(read("--profiling", "x", "up"), { command: "up", flags: ["profiling=x"] });
    assert.deepEqual(read("--logflow", "--logtostderr", "-v=5", "preview"), {
      command: "preview",
      flags: ["logflow", "logtostderr", "v=5"],
    });
    assert.deepEqual(read("-C", "up", "-v9", "preview"), { command: "preview", flags: ["C=up", "v=9"] });
    assert.deepEqual(read("--tracing", "file:t.json", "-eQ", "preview").command, "preview");
    assert.deepEqual(read("--version"), { command: undefined, flags: ["version"] });
  });

  it("takes what the CLI takes for a value, whatever it looks like", () => {
    assert.deepEqual(read("up", "-m", "--policy-pack", "-s", "dev"), {
      command: "up",
      flags: ["m=--policy-pack", "s=dev"],
    });
    assert.deepEqual(read("up", "-yfs", "dev"), { command: "up", flags: ["y", "f", "s=dev"] });
    assert.deepEqual(read("up", "-yfs=dev"), { command: "up", flags: ["y", "f", "s=dev"] });
    assert.deepEqual(read("up", "-r", "--refresh=false"), { command: "up", flags: ["r", "refresh=false"] });
    assert.deepEqual(read("up", "--yes", "--", "-s", "dev"), { command: "up", flags: ["yes"] });
    assert.deepEqual(read("up", "--stack"), { command: "up", flags: ["stack"] });
  });

  it("stops at a flag before the command that is not global, and says where it belongs", () => {
    assert.throws(() => readArguments(["--frobnicate", "up"]), /the flag --frobnicate stands before the command/);
    assert.throws(() => readArguments(["-y", "up"]), /write it behind the command: pulumi up -y$/);
    assert.throws(
      () => readArguments(["--refresh=true", "up"]),
      /write it behind the command: pulumi up --refresh=true$/,
    );
  });

  it("stops at a flag that a command which judges does not have", () => {
    for (const command of ["up", "update", "preview", "pre", "watch"]) {
      assert.throws(() => readArguments([command, "--frobnicate"]), new RegExp(`^Error: pulumi ${command}: the flag`));
    }
    assert.throws(() => readArguments(["preview", "-y"]), /"pulumi preview --help" lists those there are/);
  });

  it("leaves the flags of other commands to the CLI", () => {
    assert.deepEqual(read("stack", "ls", "--frobnicate", "-s", "dev"), {
      command: "stack",
      flags: ["frobnicate", "s=dev"],
    });
  });
});
