import assert from "node:assert/strict";
import { samePolicy } from "../../../../local/providers/aws/same-policy";

const one = {
  Sid: "A",
  Effect: "Allow",
  Principal: { AWS: ["1", "2"], Service: "a.amazonaws.com" },
  Action: ["a:1", "a:2"],
  Resource: "*",
  Condition: { StringEquals: { "aws:x": ["1", "2"] } },
};
const two = { Effect: "Deny", Action: "b:1", Resource: "*" };
const text = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

describe("samePolicy", () => {
  for (const [what, left, right, same] of [
    [
      "white space and the order of keys",
      text(one),
      `{ "Statement": [${JSON.stringify(one)}], "Version": "2012-10-17" }`,
      true,
    ],
    ["the order of statements", text(one, two), text(two, one), true],
    ["a list of one", text(two), text({ ...two, Action: ["b:1"], Resource: ["*"] }), true],
    ["the order of actions", text(one), text({ ...one, Action: ["a:2", "a:1"] }), true],
    [
      "the order of principals",
      text(one),
      text({ ...one, Principal: { Service: ["a.amazonaws.com"], AWS: ["2", "1"] } }),
      true,
    ],
    ["* and every AWS principal", text({ ...two, Principal: "*" }), text({ ...two, Principal: { AWS: "*" } }), true],
    [
      "the order of a condition's values",
      text(one),
      text({ ...one, Condition: { StringEquals: { "aws:x": ["2", "1"] } } }),
      true,
    ],
    [
      "true and its text in a condition",
      text({ Condition: { Bool: { k: true } } }),
      text({ Condition: { Bool: { k: "true" } } }),
      true,
    ],
    ["another effect", text(two), text({ ...two, Effect: "Allow" }), false],
    ["another Sid", text(one), text({ ...one, Sid: "B" }), false],
    ["a statement more", text(one), text(one, two), false],
    ["an action in another letter case", text(two), text({ ...two, Action: "B:1" }), false],
    ["another version", text(two), text(two).replace("2012", "2008"), false],
    ["what is no JSON", "no", "no", false],
  ] as const) {
    it(`${same ? "does not mind" : "minds"} ${what}`, () => {
      assert.equal(samePolicy(left, right), same);
    });
  }
});
