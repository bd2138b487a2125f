import assert from "node:assert/strict";
import type { Rule } from "../../policy/framework/rule";
import type { Token } from "../../resources/tokens";
import { propertyOf, settingsIn } from "./remedy";
import { type Node, type Options, type Props, fixesOf, judge, judgeStack } from "./judge";

/** Changes to the base (`undefined` leaves a property out), and what they should lead to. */
type Case = readonly [change: Props, findings: string | readonly string[], options?: Options];

export interface Table {
  /** The smallest properties the rule finds nothing in. */
  readonly base: Props;
  readonly options?: Options;
  /** Nothing is found and nothing stays open. */
  readonly passes?: Readonly<Record<string, Props | readonly [change: Props, options: Options]>>;
  /** Exactly these findings, as `path what`. */
  readonly finds?: Readonly<Record<string, Case>>;
  /** Nothing is found, but the rule says that it could not decide. */
  readonly undecided?: Readonly<Record<string, Props>>;
}

/** One test for each row: the base with one change, judged by the rule. */
export function judges(rule: Rule, type: Token, table: Table): void {
  const run = (change: Props, options?: Options) =>
    judge(rule, type, { ...table.base, ...change }, { ...table.options, ...options });
  describe(`${rule.id} on ${type}`, () => {
    it("finds nothing in the base", () => {
      assert.deepEqual(run({}), { findings: [], decided: true });
    });
    for (const [title, row] of Object.entries(table.passes ?? {})) {
      it(`passes ${title}`, () => {
        const verdict = isPair(row) ? run(row[0], row[1]) : run(row);
        assert.deepEqual(verdict, { findings: [], decided: true });
      });
    }
    for (const [title, [change, expected, options]] of Object.entries(table.finds ?? {})) {
      it(`finds ${title}`, () => {
        assert.deepEqual(run(change, options).findings, typeof expected === "string" ? [expected] : expected);
      });
    }
    for (const [title, [change, , options]] of Object.entries(table.finds ?? {})) {
      const props = { ...table.base, ...change };
      // What is good by itself may not be good enough for an organisation's own knobs.
      const base = options?.knobs === undefined ? table.base : {};
      const fixes = fixesOf(rule, type, props, { ...table.options, ...options });
      const fixable = [...fixes].filter(
        ([finding, fix]) => propertyOf(finding) in settingsIn({ ...rule, fix }, type, base),
      );
      if (fixable.length === 0) continue;
      it(`finds no more, once that is set which the fix says: ${title}`, () => {
        for (const [finding, fix] of fixable) {
          const settings = settingsIn({ ...rule, fix }, type, base);
          assert.ok(!run({ ...change, ...settings }, options).findings.includes(finding), `${fix} of: ${finding}`);
        }
      });
    }
    for (const [title, change] of Object.entries(table.undecided ?? {})) {
      it(`leaves open ${title}`, () => {
        assert.deepEqual(run(change), { findings: [], decided: false });
      });
    }
  });
}

export interface StackTable {
  readonly options?: Options;
  readonly passes?: Readonly<Record<string, readonly Node[]>>;
  /** Exactly these findings, as `resource: path what`. */
  readonly finds?: Readonly<Record<string, readonly [readonly Node[], string | readonly string[]]>>;
  readonly undecided?: Readonly<Record<string, readonly Node[]>>;
}

/** One test for each row: a whole stack, judged by the rule. */
export function judgesStack(rule: Rule, table: StackTable): void {
  describe(`${rule.id} on a stack`, () => {
    for (const [title, nodes] of Object.entries(table.passes ?? {})) {
      it(`passes ${title}`, () => {
        assert.deepEqual(judgeStack(rule, nodes, table.options).findings, []);
      });
    }
    for (const [title, [nodes, expected]] of Object.entries(table.finds ?? {})) {
      it(`finds ${title}`, () => {
        const { findings } = judgeStack(rule, nodes, table.options);
        assert.deepEqual(findings, typeof expected === "string" ? [expected] : expected);
      });
    }
    for (const [title, nodes] of Object.entries(table.undecided ?? {})) {
      it(`leaves open ${title}`, () => {
        assert.deepEqual(judgeStack(rule, nodes, table.options), { findings: [], decided: false });
      });
    }
  });
}

const isPair = (row: Props | readonly [Props, Options]): row is readonly [Props, Options] => Array.isArray(row);
