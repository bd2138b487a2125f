import assert from "node:assert/strict";
import { Field } from "../../resources/field";
import { unknown, wrapped } from "../policy/judge";

const read = (value: unknown, seen: string[] = []): Field =>
  Field.of(wrapped({ value }), "value", (path) => seen.push(path));

describe("a field", () => {
  it("is known, absent or unknown", () => {
    const states = (field: Field) => [field.known, field.present, field.absent, field.unknown];
    assert.deepEqual(states(read("a")), [true, true, false, false]);
    assert.deepEqual(states(read(false)), [true, true, false, false]);
    assert.deepEqual(states(read(null)), [false, false, true, false]);
    assert.deepEqual(states(read(undefined)), [false, false, true, false]);
    assert.deepEqual(states(Field.of({}, "value")), [false, false, true, false]);
    assert.deepEqual(states(read(unknown)), [false, true, false, true]);
    assert.deepEqual(states(read(unknown).get("part")), [false, false, false, true]);
  });

  it("notes an unknown value that was wanted, with its path, and only then", () => {
    const seen: string[] = [];
    const field = read({ list: [unknown], other: unknown }, seen);
    const [element] = field.get("list").items();
    assert.ok(element?.present);
    assert.deepEqual(seen, []);
    element.text();
    assert.equal(field.get("other").unknown, true);
    field.get("other").get("part").number();
    assert.deepEqual([...new Set(seen)], ["value.list[0]", "value.other", "value.other.part"]);
  });

  it("does not inherit properties", () => {
    assert.equal(Field.of({}, "constructor").absent, true);
    assert.equal(read({}).get("toString").absent, true);
    assert.equal(read([1]).get("length").absent, true);
    assert.equal(read("text").get("length").absent, true);
  });

  it("reads texts, numbers and switches, and nothing else as such", () => {
    const all = (field: Field) => [field.text(), field.number(), field.flag()];
    assert.deepEqual(all(read("a")), ["a", undefined, undefined]);
    assert.deepEqual(all(read(7)), ["7", 7, undefined]);
    assert.deepEqual(all(read("-1.5")), ["-1.5", -1.5, undefined]);
    assert.deepEqual(all(read("1e3")), ["1e3", undefined, undefined]);
    assert.deepEqual(all(read("")), ["", undefined, undefined]);
    assert.deepEqual(all(read(true)), [undefined, undefined, true]);
    assert.deepEqual(all(read("true")), ["true", undefined, true]);
    assert.deepEqual(all(read(false)), [undefined, undefined, false]);
    assert.deepEqual(all(read("false")), ["false", undefined, false]);
    for (const value of [{}, [], null, unknown]) assert.deepEqual(all(read(value)), [undefined, undefined, undefined]);
  });

  it("is not true when it is left out or another value, but not while it is unknown", () => {
    assert.deepEqual(
      [undefined, null, false, "x", 0].map((value) => read(value).isNotTrue()),
      [true, true, true, true, true],
    );
    assert.deepEqual(
      [true, "true", unknown].map((value) => read(value).isNotTrue()),
      [false, false, false],
    );
  });

  it("takes a single value as a list of one", () => {
    const paths = (field: Field): string[] => field.items().map(({ path }) => path);
    assert.deepEqual(paths(read(["a", "b"])), ["value[0]", "value[1]"]);
    assert.deepEqual(paths(read("a")), ["value"]);
    assert.deepEqual(paths(read({})), ["value"]);
    for (const value of [undefined, null, [], unknown]) assert.deepEqual(paths(read(value)), []);
  });

  it("lists the members of an object", () => {
    const entries = read({ a: 1, b: unknown }).entries();
    assert.deepEqual(
      entries.map(([key, field]) => [key, field.path, field.known]),
      [
        ["a", "value.a", true],
        ["b", "value.b", false],
      ],
    );
    for (const value of [undefined, "a", ["a"], unknown]) assert.deepEqual(read(value).entries(), []);
    assert.deepEqual(
      [{}, [], "a", null, unknown].map((value) => read(value).isObject()),
      [true, false, false, false, false],
    );
  });

  it("reads JSON and objects alike", () => {
    assert.equal(read('{"a":{"b":[1]}}').json()?.get("a").get("b").items()[0]?.path, "value.a.b[0]");
    assert.equal(read({ a: 1 }).json()?.get("a").number(), 1);
    assert.equal(read("{").json(), undefined);
    assert.equal(read(unknown).json()?.present, true);
    assert.equal(read("null").json()?.absent, true);
  });
});
