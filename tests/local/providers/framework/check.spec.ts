import assert from "node:assert/strict";
import { Operations } from "../../../../local/providers/framework/operations";
import { unknownValue, type Properties } from "../../../../local/providers/resource-type";
import type { CheckAnswer, CheckRequest } from "../../../../local/providers/requests";
import { testServices } from "../../test-services";
import { about, exampleProvider } from "./example-type";

function check(news: Properties, changes: Partial<CheckRequest> = {}): CheckAnswer {
  const operations = new Operations(exampleProvider, testServices());
  return operations.check({ ...about, olds: {}, news, randomSeed: "5eed", ...changes });
}

const reasons = (news: Properties): readonly string[] =>
  check(news).failures.map(({ property, reason }) => `${property} ${reason}`);

describe("checking a program's inputs", () => {
  it("accepts what fits and fills in the defaults, inside objects too", () => {
    const { inputs, failures } = check({ name: "a", size: 1, options: {} });
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, {
      name: "a",
      size: 1,
      mode: "SAFE",
      options: { level: 1 },
      skipSnapshot: false,
      __defaults: ["mode", "skipSnapshot"],
    });
  });

  it("names a property that is missing", () => {
    assert.deepEqual(reasons({}), ["size is required; set it"]);
  });

  it("refuses a property it does not model, by its name and its type's", () => {
    assert.deepEqual(reasons({ size: 1, colour: "red", options: { shade: 1 } }), [
      "colour the local cloud does not model property colour of test:index:Example; see local/README.md",
      "options.shade the local cloud does not model property options.shade of test:index:Example; see local/README.md",
    ]);
  });

  it("refuses a property that only AWS sets", () => {
    assert.deepEqual(reasons({ size: 1, arn: "arn:x" }), ["arn is set by AWS; remove it"]);
  });

  it("tells all mistakes together, each with its path and the value", () => {
    assert.deepEqual(reasons({ size: 11, mode: "SLOW", ports: [80], groups: ["a", "b", "c", "d"], tags: { a: 1 } }), [
      "size must be 1 to 10, got 11",
      'mode must be one of "FAST", "SAFE", got "SLOW"',
      "ports[0] must be text, got 80",
      "groups must have 0 to 3 items, got 4",
      "tags.a must be text, got 1",
    ]);
  });

  it("never shows a secret in a message", () => {
    assert.deepEqual(reasons({ size: 1, password: 12345 }), ["password must be text, got something else"]);
  });

  it("asks the type's own check when the rest is right", () => {
    assert.deepEqual(reasons({ size: 10, mode: "FAST" }), ["size must be below 10 with mode FAST, got 10"]);
    assert.deepEqual(reasons({ size: "10", mode: "FAST" }), ['size must be a whole number, got "10"']);
  });

  it("keeps values that are not known yet, and cannot judge them", () => {
    const { inputs, failures } = check({ size: unknownValue, policy: unknownValue, options: unknownValue });
    assert.deepEqual(failures, []);
    assert.deepEqual([inputs.size, inputs.options], [unknownValue, unknownValue]);
  });

  it("takes null for a property left out", () => {
    assert.deepEqual(check({ size: 1, ports: null, options: { key: null } }).inputs.options, { level: 1 });
  });

  it("refuses JSON that is none", () => {
    assert.deepEqual(reasons({ size: 1, policy: "{" }), ['policy must be JSON, got "{"']);
  });

  it("refuses a type that it does not model, by its name", () => {
    assert.throws(() => check({}, { type: "test:index:Other" }), /the local cloud does not model test:index:Other/);
  });
});

describe("naming what has no name", () => {
  it("makes the logical name and seven hexadecimal digits, the same for the same seed", () => {
    const { name } = check({ size: 1 }).inputs;
    assert.match(String(name), /^thing-[0-9a-f]{7}$/);
    assert.equal(check({ size: 1 }).inputs.name, name);
    assert.notEqual(check({ size: 1 }, { randomSeed: "other" }).inputs.name, name);
  });

  it("keeps the name that it gave before", () => {
    const olds = { name: "thing-0123456", __defaults: ["name"] };
    assert.equal(check({ size: 1 }, { olds }).inputs.name, "thing-0123456");
  });

  it("gives a new one when the program takes its own name away", () => {
    const olds = { name: "mine", __defaults: [] };
    assert.match(String(check({ size: 1 }, { olds }).inputs.name), /^thing-/);
  });

  it("takes the name that the project's autonaming proposes", () => {
    const autonaming = { proposedName: "acme-thing", mode: "enforce" } as const;
    assert.equal(check({ size: 1 }, { autonaming }).inputs.name, "acme-thing");
  });

  it("asks for a name where autonaming is off", () => {
    const { failures } = check({ size: 1 }, { autonaming: { proposedName: "", mode: "disable" } });
    assert.deepEqual(failures, [
      { property: "name", reason: "is required: autonaming is off for this resource; set it" },
    ]);
  });

  it("says what to do when the made name is too long", () => {
    const { failures } = check({ size: 1 }, { name: "a-rather-long-name" });
    assert.match(failures[0]?.reason ?? "", /at most 20 characters, but "a-rather-long-name-.{7}".* has 26; set it or/);
  });
});
