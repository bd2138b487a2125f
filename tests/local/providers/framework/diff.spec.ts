import assert from "node:assert/strict";
import { Operations } from "../../../../local/providers/framework/operations";
import { unknownValue, type Properties } from "../../../../local/providers/resource-type";
import { testServices } from "../../test-services";
import { about, exampleProvider } from "./example-type";

function diff(oldInputs: Properties, news: Properties): readonly string[] {
  const operations = new Operations(exampleProvider, testServices());
  const { differences } = operations.diff({ ...about, id: "ex-1", oldInputs, oldOutputs: {}, news });
  return differences.map(({ path, kind, replaces }) => `${kind} ${path}${replaces ? " (replaces)" : ""}`);
}

describe("telling what an update would change", () => {
  it("sees nothing in the same inputs", () => {
    const inputs = { name: "a", size: 1, tags: { a: "1" }, __defaults: ["name"] };
    assert.deepEqual(diff(inputs, { ...inputs, __defaults: [] }), []);
  });

  it("tells additions, deletions and updates apart, to the innermost property", () => {
    assert.deepEqual(
      diff(
        { size: 1, ports: ["80", "81"], tags: { a: "1", "b.c": "2" }, options: { level: 1 } },
        { size: 2, ports: ["80"], tags: { a: "2" }, options: { level: 2 }, policy: "{}" },
      ),
      ["update size", "delete ports[1]", "update tags.a", 'delete tags["b.c"]', "add policy", "update options.level"],
    );
  });

  it("replaces where AWS cannot change a property, also one inside an object", () => {
    assert.deepEqual(diff({ name: "a" }, { name: "b" }), ["update name (replaces)"]);
    assert.deepEqual(diff({ options: { level: 1, key: "a" } }, { options: { level: 1, key: "b" } }), [
      "update options.key (replaces)",
    ]);
    assert.deepEqual(diff({}, { options: { key: "b" } }), ["add options (replaces)"]);
  });

  it("leaves alone what AWS filled in when the program says nothing of it any more", () => {
    assert.deepEqual(diff({ zone: "zone-a", groups: ["a"] }, {}), []);
  });

  it("sees the order of a list, but none in a set", () => {
    assert.deepEqual(diff({ groups: ["a", "b"] }, { groups: ["b", "a"] }), []);
    assert.equal(diff({ ports: ["a", "b"] }, { ports: ["b", "a"] }).length, 2);
  });

  it("compares JSON by its meaning", () => {
    assert.deepEqual(diff({ policy: '{"a":1, "b":[2]}' }, { policy: '{ "b": [2], "a": 1 }' }), []);
    assert.deepEqual(diff({ policy: '{"a":1}' }, { policy: '{"a":2}' }), ["update policy"]);
  });

  it("takes two spellings of one thing for the same", () => {
    assert.deepEqual(diff({ network: "arn:network/sn-1" }, { network: "sn-1" }), []);
    assert.deepEqual(diff({ network: "arn:network/sn-1" }, { network: "sn-2" }), ["update network (replaces)"]);
  });

  it("takes an empty collection for one left out", () => {
    assert.deepEqual(diff({ ports: [], tags: {} }, {}), []);
  });

  it("deletes before it replaces what keeps a name of the program's own, and only that", () => {
    const operations = new Operations(exampleProvider, testServices());
    const first = (oldInputs: Properties, news: Properties): boolean =>
      operations.diff({ ...about, id: "ex-1", oldInputs, oldOutputs: {}, news }).deleteBeforeReplace;
    const [before, now] = [
      { name: "mine", zone: "a" },
      { name: "mine", zone: "b" },
    ];
    assert.equal(first({ ...before, __defaults: [] }, { ...now, __defaults: [] }), true);
    assert.equal(first({ ...before, __defaults: ["name"] }, { ...now, __defaults: ["name"] }), false);
    assert.equal(first(before, { ...now, name: "other" }), false);
    assert.equal(first(before, { ...before, size: 2 }), false);
  });

  it("takes a value that is not known yet for a change", () => {
    assert.deepEqual(diff({ network: "sn-1", size: 1 }, { network: unknownValue, size: unknownValue }), [
      "update size",
      "update network (replaces)",
    ]);
  });
});
