import assert from "node:assert/strict";
import { Field } from "../../../resources/field";
import { isSet, stated } from "../../../policy/framework/stated";
import { unknown, wrapped } from "../judge";

const field = (value: unknown): Field => Field.of(wrapped({ value }), "value");

describe("what a setting says", () => {
  it("repeats switches and numbers, but no text", () => {
    const rows = [undefined, null, false, "true", 0, "7", "hunter2", [], {}];
    assert.deepEqual(
      rows.map((value) => stated(field(value))),
      [
        "is left out",
        "is left out",
        "is false",
        "is true",
        "is 0",
        "is 7",
        "has another value",
        "has another value",
        "has another value",
      ],
    );
  });
});

describe("a setting is set", () => {
  it("when it asks for something, known or not", () => {
    for (const value of ["x", true, "true", 0, 1, {}, ["a"], unknown]) assert.equal(isSet(field(value)), true);
  });

  it("not when it is left out, empty or switched off", () => {
    for (const value of [undefined, null, "", " ", false, "false"]) assert.equal(isSet(field(value)), false);
  });
});
