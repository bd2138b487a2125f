import assert from "node:assert/strict";
import { withJsonText } from "../../../../local/providers/aws/json-text";
import { json, mapOf, text } from "../../../../local/providers/fields";
import { resourceType, unknownValue, type Properties } from "../../../../local/providers/resource-type";

const type = resourceType({
  token: "aws:test/thing:Thing",
  label: "Thing",
  fields: { policy: json(), tags: mapOf(text()) },
  create: () => Promise.resolve("id"),
  read: () => undefined,
  delete: () => Promise.resolve(),
});

describe("withJsonText", () => {
  for (const [what, inputs, expected] of [
    ["writes a document as text", { policy: { a: [1] } }, { policy: '{"a":[1]}' }],
    ["leaves text as it is", { policy: '{ "a": 1 }' }, { policy: '{ "a": 1 }' }],
    ["knows no text while a part is unknown", { policy: { a: [{ b: unknownValue }] } }, { policy: unknownValue }],
    ["leaves other objects alone", { tags: { a: "b" } }, { tags: { a: "b" } }],
  ] satisfies readonly (readonly [string, Properties, Properties])[]) {
    it(what, () => {
      assert.deepEqual(withJsonText(type, inputs), expected);
    });
  }
});
