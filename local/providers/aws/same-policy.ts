import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../framework/plain";

/**
 * Whether two policies' JSON texts say the same, as the AWS provider compares them: neither the order of statements,
 * actions, resources and principals matters, nor whether a single one comes in a list.
 */
export function samePolicy(left: string, right: string): boolean {
  const [one, other] = [parsed(left), parsed(right)];
  return one !== undefined && isDeepStrictEqual(one, other);
}

function parsed(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return isRecord(document)
      ? { ...document, Statement: sorted(listed(document.Statement).map(statement)) }
      : undefined;
  } catch {
    return undefined;
  }
}

function statement(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === "Principal" || key === "NotPrincipal") return [key, item === "*" ? { AWS: ["*"] } : lists(item)];
      if (key === "Condition") return [key, isRecord(item) ? mapped(item, lists) : item];
      return [key, key === "Sid" || key === "Effect" ? item : sorted(listed(item))];
    }),
  );
}

function lists(value: unknown): unknown {
  return isRecord(value) ? mapped(value, (item) => sorted(listed(item).map(String))) : value;
}

function mapped(value: Readonly<Record<string, unknown>>, change: (item: unknown) => unknown): unknown {
  const entries = Object.entries(value).map(([key, item]) => [key, change(item)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function sorted(items: readonly unknown[]): readonly unknown[] {
  return [...items].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
