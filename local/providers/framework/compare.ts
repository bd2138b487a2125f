import { isDeepStrictEqual } from "node:util";
import type { Field } from "../fields";
import { isRecord } from "./plain";

/** Whether AWS would see the same thing in both: sets without order, JSON by meaning, empty as left out. */
export function sameValue(field: Field, left: unknown, right: unknown): boolean {
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right);
  if (field.same?.(left, right) === true) return true;
  return isDeepStrictEqual(normal(field, left), normal(field, right));
}

/** Left out, or an empty collection: the providers make no difference between the two. */
export function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** A form in which equal meaning is deep equality. */
function normal(field: Field, value: unknown): unknown {
  const { shape } = field;
  if (shape.kind === "json") return normalJson(value);
  if (Array.isArray(value) && (shape.kind === "list" || shape.kind === "set")) {
    const items = value.map((item) => normal(shape.items, item));
    return shape.kind === "list" ? items : items.sort((a, b) => order(JSON.stringify(a), JSON.stringify(b)));
  }
  if (isRecord(value) && shape.kind === "map") return normalRecord(value, () => shape.items);
  if (isRecord(value) && shape.kind === "object") return normalRecord(value, (key) => shape.fields[key]);
  return value;
}

function normalRecord(value: Readonly<Record<string, unknown>>, fieldOf: (key: string) => Field | undefined): unknown {
  const entries = Object.entries(value)
    .filter(([, item]) => !isAbsent(item))
    .map(([key, item]) => {
      const field = fieldOf(key);
      return [key, field === undefined ? item : normal(field, item)] as const;
    });
  return Object.fromEntries(entries.sort(([a], [b]) => order(a, b)));
}

function normalJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
