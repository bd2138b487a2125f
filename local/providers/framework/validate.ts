import type { Field, Fields } from "../fields";
import { isUnknown, type Problem, type Properties } from "../resource-type";
import { element, member } from "./paths";
import { isRecord } from "./plain";

/** Every mistake in `inputs`, against what `fields` says of each. `token` names the type in the messages. */
export function problemsOf(token: string, fields: Fields, inputs: Properties, path = ""): readonly Problem[] {
  const strangers = Object.keys(inputs)
    .filter((key) => !Object.hasOwn(fields, key))
    .map((key) => ({ property: member(path, key), reason: notModelled(member(path, key), token) }));
  const known = Object.entries(fields).flatMap(([key, field]) =>
    problemsOfField(token, field, inputs[key], member(path, key)),
  );
  return [...strangers, ...known];
}

/** For a property the real provider may have and the local cloud has not. */
function notModelled(property: string, token: string): string {
  return `the local cloud does not model property ${property} of ${token}; see local/README.md`;
}

function problemsOfField(token: string, field: Field, value: unknown, path: string): readonly Problem[] {
  if (value === undefined) return field.required === true ? [{ property: path, reason: "is required; set it" }] : [];
  if (field.readOnly === true) return [{ property: path, reason: "is set by AWS; remove it" }];
  if (isUnknown(value)) return [];
  const mismatch = mismatchOf(field, value);
  if (mismatch !== undefined) return [{ property: path, reason: `must be ${mismatch}, got ${shown(field, value)}` }];
  return [...problemsOfLimits(field, value, path), ...problemsInside(token, field, value, path)];
}

function problemsInside(token: string, field: Field, value: unknown, path: string): readonly Problem[] {
  const { shape } = field;
  if (shape.kind === "object" && isRecord(value)) return problemsOf(token, shape.fields, value, path);
  if (shape.kind === "map" && isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => problemsOfField(token, shape.items, item, member(path, key)));
  }
  if ((shape.kind === "list" || shape.kind === "set") && Array.isArray(value)) {
    return value.flatMap((item, index) => problemsOfField(token, shape.items, item, element(path, index)));
  }
  return [];
}

/** What the value should have been, where it is of another type. */
function mismatchOf(field: Field, value: unknown): string | undefined {
  switch (field.shape.kind) {
    case "text":
      return typeof value === "string" ? undefined : "text";
    case "number":
      return typeof value === "number" ? undefined : "a number";
    case "integer":
      return Number.isInteger(value) ? undefined : "a whole number";
    case "flag":
      return typeof value === "boolean" ? undefined : "true or false";
    case "json":
      return isJson(value) ? undefined : "JSON";
    case "map":
    case "object":
      return isRecord(value) ? undefined : "an object";
    case "list":
    case "set":
      return Array.isArray(value) ? undefined : "a list";
    case "any":
      return undefined;
  }
}

function isJson(value: unknown): boolean {
  if (typeof value !== "string") return isRecord(value) || Array.isArray(value);
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function problemsOfLimits(field: Field, value: unknown, path: string): readonly Problem[] {
  const reasons = [
    oneOfReason(field, value),
    patternReason(field, value),
    lengthReason(field, value),
    rangeReason(field, value),
  ];
  return reasons.filter((it) => it !== undefined).map((reason) => ({ property: path, reason }));
}

function oneOfReason(field: Field, value: unknown): string | undefined {
  if (field.oneOf === undefined || field.oneOf.includes(value)) return undefined;
  return `must be one of ${field.oneOf.map((it) => JSON.stringify(it)).join(", ")}, got ${shown(field, value)}`;
}

function patternReason(field: Field, value: unknown): string | undefined {
  if (field.pattern === undefined || typeof value !== "string" || field.pattern.test(value)) return undefined;
  return `must match ${field.pattern.source}, got ${shown(field, value)}`;
}

function lengthReason(field: Field, value: unknown): string | undefined {
  const { minLength = 0, maxLength = Infinity } = field;
  const isText = typeof value === "string";
  const length =
    isText || Array.isArray(value) ? value.length : isRecord(value) ? Object.keys(value).length : undefined;
  if (length === undefined || (length >= minLength && length <= maxLength)) return undefined;
  return `must have ${range(minLength, maxLength)} ${isText ? "characters" : "items"}, got ${length}`;
}

function rangeReason(field: Field, value: unknown): string | undefined {
  const { min = -Infinity, max = Infinity } = field;
  if (typeof value !== "number" || (value >= min && value <= max)) return undefined;
  return `must be ${range(min, max)}, got ${value}`;
}

function range(least: number, most: number): string {
  if (most === Infinity) return `at least ${least}`;
  if (least === -Infinity) return `at most ${most}`;
  return least === most ? String(least) : `${least} to ${most}`;
}

/** A secret never gets into a message. */
function shown(field: Field, value: unknown): string {
  return field.secret === true ? "something else" : JSON.stringify(value);
}
