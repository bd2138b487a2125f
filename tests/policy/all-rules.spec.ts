import assert from "node:assert/strict";
import { allRules } from "../../policy/rules/all";
import type { Rule } from "../../policy/framework/rule";
import type { Token } from "../../resources/tokens";
import { type Node, judge, judgeStack, node, unknown } from "./judge";

/** Values no schema allows somewhere, among them policies and blocks that are none. */
const broken: readonly unknown[] = [
  null,
  0,
  -1,
  "",
  "{",
  "x/y",
  "[1]",
  "null",
  '{"Statement":[null,1,"x",{"Effect":1,"Principal":[{}],"Action":{"a":[]},"Condition":{"a":1,"b":{"c":[[]]}}}]}',
  true,
  [],
  {},
  [null],
  [[]],
  [{}],
  [{ key: 1 }],
  { Statement: { Effect: "Allow", Principal: { AWS: [1, null] }, Condition: [] } },
  { a: { b: null } },
  unknown,
  [unknown],
  { a: unknown },
  [{ cidrBlocks: unknown, fromPort: "a", protocol: 6, name: unknown, key: unknown, policy: unknown }],
];

/** Rules that object to a property being there at all, whatever its value. */
const judgedByPresence = [
  "lattice-auth-policy-is-not-database-protection",
  "lattice-no-open-resource-policy",
  "provider-credentials",
];

const typesOf = (rule: Rule) => Object.entries(rule.reads) as [Token, readonly string[]][];

describe("every rule", () => {
  it("has an id of its own that fits its area, and says everything about itself", () => {
    assert.equal(new Set(allRules.map(({ id }) => id)).size, allRules.length);
    for (const rule of allRules) {
      assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      for (const text of [rule.sentence, rule.why, rule.fix])
        assert.match(text, /^[A-Za-z].+[.]$/s, `${rule.id}: ${text}`);
      assert.match(rule.url, /^https:\/\//);
      assert.ok(rule.check !== undefined || rule.checkStack !== undefined, `${rule.id} judges nothing`);
      assert.ok(rule.mend === undefined || rule.check !== undefined, `${rule.id} mends without a check`);
    }
  });

  for (const rule of allRules) {
    it(`${rule.id} survives broken values`, () => {
      for (const [type, properties] of typesOf(rule)) {
        for (const property of [...properties, "none"]) {
          for (const value of broken) {
            if (rule.check) judge(rule, type, { [property]: value });
            if (rule.checkStack) judgeStack(rule, neighbours(rule, type, { [property]: value }));
          }
        }
        const everywhere = broken.map((value) => Object.fromEntries(properties.map((property) => [property, value])));
        for (const props of everywhere) if (rule.check) judge(rule, type, props);
      }
    });
  }

  for (const rule of allRules.filter((each) => each.check !== undefined && !judgedByPresence.includes(each.id))) {
    it(`${rule.id} finds nothing certain in what is unknown`, () => {
      for (const [type, properties] of typesOf(rule)) {
        if (properties.length === 0) continue;
        const { findings } = judge(rule, type, Object.fromEntries(properties.map((property) => [property, unknown])));
        assert.deepEqual(findings, [], type);
      }
    });
  }
});

/** One resource of each type the rule follows (not where it is any type), all depending on the one with the broken value. */
function neighbours(rule: Rule, type: Token, props: Node["props"]): Node[] {
  const types = typesOf(rule).length > 40 ? [] : typesOf(rule);
  const others = types.map(([other, properties], index) => {
    const unknowns = Object.fromEntries(properties.map((property) => [property, unknown]));
    const links = Object.fromEntries(properties.map((property) => [property, ["broken"]]));
    return node(other, `other-${index}`, unknowns, links);
  });
  return [node(type, "broken", props), ...others];
}
