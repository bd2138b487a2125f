import assert from "node:assert/strict";
import { readArguments } from "../../../local/commands/connect-arguments";

describe("the arguments of connect", () => {
  it("name a stack and may refine its client", () => {
    const args = [
      "--as",
      "consumer",
      "--account",
      "333333333333",
      "--vpc",
      "vpc-1",
      "--subnet",
      "subnet-1",
      "--security-groups",
      "sg-1,sg-2",
    ];
    assert.deepEqual(readArguments(args), {
      stack: "consumer",
      json: false,
      account: "333333333333",
      vpcId: "vpc-1",
      subnetId: "subnet-1",
      securityGroupIds: ["sg-1", "sg-2"],
    });
  });

  it("may ask for statements, JSON and another name", () => {
    const args = [
      "--as",
      "producer",
      "--sql",
      "SELECT 1",
      "--json",
      "--host",
      "name",
      "--database",
      "orders",
      "--user",
      "app",
    ];
    assert.deepEqual(readArguments(args), {
      stack: "producer",
      json: true,
      sql: "SELECT 1",
      host: "name",
      database: "orders",
      user: "app",
    });
  });

  for (const [what, args, problem] of [
    ["no stack", [], /--as must name a stack/],
    ["an account that is none", ["--as", "consumer", "--account", "B"], /--account must be 12 digits, got "B"/],
    ["an unknown option", ["--as", "consumer", "--port", "1"], /--port/],
    ["an option without value", ["--as"], /--as/],
    ["something beside options", ["--as", "consumer", "SELECT 1"], /SELECT 1/],
  ] as const) {
    it(`are refused with ${what}`, () => {
      const read = readArguments(args);
      assert.ok("problems" in read);
      assert.match(read.problems.join(), problem);
    });
  }
});
