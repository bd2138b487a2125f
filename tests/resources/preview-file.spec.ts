import assert from "node:assert/strict";
import { parsePreview } from "../../resources/preview-file";
import { recorded } from "./recorded";

const writtenBy = "pulumi preview --json --show-sames > FILE";
const read = (text: string) => parsePreview(text, "preview.json");

describe("a preview's file", () => {
  it("is read with its configuration and steps", () => {
    const { config, steps } = read(recorded("preview-new.json"));
    assert.equal(config["aws:region"], "eu-west-1");
    assert.ok(steps.length > 0 && steps.every(({ op }) => op === "create"));
    assert.deepEqual([...new Set(read(recorded("preview-change.json")).steps.map(({ op }) => op))].sort(), [
      "replace",
      "same",
      "update",
    ]);
  });

  it("of an empty stack has no steps", () => {
    assert.deepEqual(read('{"duration":1,"changeSummary":{}}'), { config: {}, steps: [] });
  });

  it("is refused, with the program's own words, where the preview failed", () => {
    assert.throws(() => read(recorded("preview-failed.json")), {
      message:
        'preview.json: is of a preview that failed: error: The configuration of stack "producer" has a problem:\n' +
        '  lattice-db:databases.orders.engineVersion must be a postgres version without its minor release, such as "17", got "1"\n' +
        "    pulumi config set --path 'lattice-db:databases.orders.engineVersion' 17",
    });
  });

  const step = { op: "same", urn: "u", newState: { urn: "u", type: "t" } };
  const refused: Readonly<Record<string, readonly [content: object, message: string]>> = {
    "is a state": [{ version: 3, deployment: {} }, `preview.json: holds no preview; write one with: ${writtenBy}`],
    "leaves out what stays the same": [
      { steps: [step], changeSummary: { same: 46 } },
      `preview.json: leaves out 45 resources that stay the same; write it again with: ${writtenBy}`,
    ],
    "has a step of nothing": [
      { steps: [step, { op: "same", urn: "u" }] },
      `preview.json: steps[1] has no op, urn or state; write the file again with: ${writtenBy}`,
    ],
    "has a step with a state that is none": [
      { steps: [{ ...step, oldState: { urn: "u" } }] },
      `preview.json: steps[0] has no op, urn or state; write the file again with: ${writtenBy}`,
    ],
  };
  for (const [what, [content, message]] of Object.entries(refused)) {
    it(`is refused where it ${what}`, () => {
      assert.throws(() => read(JSON.stringify(content)), { message });
    });
  }
});
