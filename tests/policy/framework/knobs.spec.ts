import assert from "node:assert/strict";
import { boolean, choice, integer, integers, knobValues, matchesAny, strings } from "../../../policy/framework/knobs";

const knobs = {
  days: integer(7, "Days.", 1),
  on: boolean(false, "On."),
  mode: choice(["a", "b"], "a", "Mode."),
  ports: integers([443], "Ports."),
  names: strings(["x"], "Names.", "^[a-z]+$"),
};
const defaults = { days: 7, on: false, mode: "a", ports: [443], names: ["x"] };

describe("knobs", () => {
  it("have their defaults where nothing is set, with or without an engine", () => {
    assert.deepEqual(knobValues(knobs, {}), defaults);
    for (const [name, { schema }] of Object.entries(knobs)) {
      assert.deepEqual(schema.default, defaults[name as keyof typeof defaults]);
    }
  });

  it("take what is set", () => {
    const set = { days: 1, on: true, mode: "b", ports: [], names: ["a", "b"] };
    assert.deepEqual(knobValues(knobs, { ...set, other: 1 }), set);
  });

  it("keep their defaults where what is set does not fit", () => {
    const wrong = [
      { days: 0, on: "true", mode: "c", ports: ["443"], names: [1] },
      { days: 1.5, on: 1, mode: 1, ports: 443, names: "a" },
      { days: "7", on: null, mode: null, ports: {}, names: {} },
    ];
    for (const set of wrong) assert.deepEqual(knobValues(knobs, set), defaults);
  });

  it("say what they take in a JSON schema", () => {
    assert.deepEqual(knobs.days.schema, { type: "integer", minimum: 1, default: 7, description: "Days." });
    assert.deepEqual(knobs.names.schema.items, { type: "string", pattern: "^[a-z]+$" });
    assert.deepEqual(strings([], "Any.").schema.items, { type: "string" });
  });
});

describe("an organisation's regular expressions", () => {
  it("fit if one does; one that is none fits nothing", () => {
    assert.equal(matchesAny(["(", "^dev"], "dev-1"), true);
    assert.equal(matchesAny(["(", "^dev"], "prod"), false);
    assert.equal(matchesAny([], "dev"), false);
  });
});
