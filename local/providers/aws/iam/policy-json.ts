/** A policy as `getPolicyDocument` builds it: the keys in the order in which it writes them. */
export interface PolicyJson {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly StatementJson[];
}

export interface StatementJson {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: unknown;
}

const keys = [
  ...["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource"],
  ...["Principal", "NotPrincipal", "Condition"],
] as const;

/** The statements of `added` after those of `document`, or in place of those with the same Sid. */
export function merged(document: PolicyJson, added: PolicyJson): PolicyJson {
  const version = [document.Version ?? "", added.Version ?? ""].sort().at(-1) ?? "";
  const id = added.Id ?? document.Id;
  const statements = [...(document.Statement ?? [])];
  for (const statement of added.Statement ?? []) {
    const place = statements.findIndex((it) => it.Sid !== undefined && it.Sid === statement.Sid);
    if (place < 0) statements.push(statement);
    else statements[place] = statement;
  }
  return {
    ...(version !== "" && { Version: version }),
    ...(id !== undefined && { Id: id }),
    ...(statements.length > 0 && { Statement: statements }),
  };
}

/** Reads a policy's JSON text, keys in the usual order. */
export function policyJson(text: string): PolicyJson {
  const { Statement, ...rest } = JSON.parse(text) as PolicyJson;
  const statements = Statement === undefined || Array.isArray(Statement) ? Statement : [Statement];
  return { ...rest, ...(statements && { Statement: statements.map(ordered) }) };
}

function ordered(statement: StatementJson): StatementJson {
  return Object.fromEntries(
    keys.filter((key) => statement[key] !== undefined && statement[key] !== "").map((key) => [key, statement[key]]),
  );
}

/** One alone, or several from Z to A: what the real provider makes of a set. */
export function oneOrMore(items: readonly string[] | undefined): string | readonly string[] | undefined {
  if (items === undefined || items.length === 0) return undefined;
  return items.length === 1 ? items[0] : [...new Set(items)].sort().reverse();
}
