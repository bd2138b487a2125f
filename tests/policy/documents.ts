import type { Rule } from "../../policy/framework/rule";
import type { Token } from "../../resources/tokens";
import { type Options, type Props, unknown } from "./judge";
import { type Table, judges } from "./tables";

/** One statement or several; each allows unless it says otherwise. */
type Statements = Props | readonly Props[];

/** Where a type keeps its policy, and what else a valid resource of it has. */
export type Holder = readonly [type: Token, property: string, others?: Props];

export interface DocumentTable {
  readonly base: Statements;
  readonly options?: Options;
  readonly passes?: Readonly<Record<string, Statements>>;
  /** Findings begin at `Statement[…]`, behind "(advice) " where they are advice. */
  readonly finds?: Readonly<Record<string, readonly [Statements, string | readonly string[], Options?]>>;
  /** Rows with values unknown inside the policy, which only an object can hold. */
  readonly undecided?: Readonly<Record<string, Statements>>;
}

export const document = (statements: Statements) => ({
  Version: "2012-10-17",
  Statement: (isList(statements) ? statements : [statements]).map((statement) => ({ Effect: "Allow", ...statement })),
});

/** The same rows on two types: the first holds its policy as JSON (aws), the second as an object (aws-native). */
export function judgesDocuments(rule: Rule, json: Holder, object: Holder, table: DocumentTable): void {
  judges(
    rule,
    json[0],
    rows(json, table, (it) => JSON.stringify(document(it)), {}),
  );
  judges(rule, object[0], rows(object, table, document, table.undecided ?? {}));
}

function rows(
  [, property, others = {}]: Holder,
  table: DocumentTable,
  write: (statements: Statements) => unknown,
  undecided: Readonly<Record<string, Statements>>,
): Table {
  const at = (finding: string): string => finding.replace(/^(\(advice\) )?/, `$1${property}.`);
  return {
    base: { ...others, [property]: write(table.base) },
    ...(table.options && { options: table.options }),
    passes: {
      "no policy": { [property]: undefined },
      ...mapped(table.passes ?? {}, (row) => ({ [property]: write(row) })),
    },
    finds: mapped(table.finds ?? {}, ([row, expected, options]) => {
      const found = typeof expected === "string" ? at(expected) : expected.map(at);
      return [{ [property]: write(row) }, found, options ?? {}];
    }),
    undecided: {
      "a policy not known yet": { [property]: unknown },
      ...mapped(undecided, (row) => ({ [property]: write(row) })),
    },
  };
}

function mapped<From, To>(rows: Readonly<Record<string, From>>, to: (row: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(rows).map(([title, row]) => [title, to(row)]));
}

const isList = (statements: Statements): statements is readonly Props[] => Array.isArray(statements);
