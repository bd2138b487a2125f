import { allowedOf, isNoParameter, parameterNames, type Allowed } from "../../aws/parameters/known-parameters";
import { nearestWord, typed } from "../../words/nearest-word";
import { ENGINES, type DatabaseEngine } from "./database-engine";

type Parameters = Readonly<Record<string, string>>;

/** What is wrong with a database's own server parameters; empty when nothing is. */
export function parameterProblems(
  engine: DatabaseEngine | undefined,
  engineVersion: string | undefined,
  parameters: Parameters,
): string[] {
  const kept = engine === undefined ? {} : ENGINES[engine].parameters;
  return Object.entries(parameters).flatMap(([name, value]) => {
    const field = fieldOf(name);
    if (!/^[a-z][a-z0-9_.-]{0,99}$/i.test(name)) {
      return [`${field} must be left out, since no parameter has such a name, got "${value}"`];
    }
    if (Object.hasOwn(kept, name.toLowerCase())) {
      return [`${field} must be left out, since it is always ${kept[name.toLowerCase()] ?? ""}, got "${value}"`];
    }
    if (value === "") return [`${field} must have a value, got ""`];
    return engine === undefined ? [] : knownProblems(engine, engineVersion, name, value);
  });
}

function knownProblems(engine: DatabaseEngine, version: string | undefined, name: string, value: string): string[] {
  if (version !== undefined && isNoParameter(engine, version, name)) {
    const why = `since ${engine} ${version} has no such parameter${guess(engine, name)}`;
    return [`${fieldOf(name)} must be left out, ${why}, got "${value}"`];
  }
  const allowed = allowedOf(engine, name);
  if (allowed?.kind === "fixed") {
    return [`${fieldOf(name)} must be left out, since it tells how the server was built, got "${value}"`];
  }
  // RDS works out formulas, such as {DBInstanceClassMemory/32768}, when it knows the machine.
  if (allowed === undefined || /[{(]/.test(value) || isAllowed(allowed, value)) return [];
  return [`${fieldOf(name)} must be ${asText(allowed)}, got "${value}"`];
}

/** What to say of parameters that nobody can tell of before AWS does: one text for each. */
export function parameterNotices(engine: DatabaseEngine, parameters: Parameters): string[] {
  const strange = Object.keys(parameters).filter((name) => allowedOf(engine, name) === undefined);
  return strange.map(
    (name) => `${fieldOf(name)} is not known here${guess(engine, name)}; RDS refuses it where it has none of that name`,
  );
}

/** A value that would do; undefined where any does, or none is known. */
export function parameterExample(engine: DatabaseEngine, name: string): string | undefined {
  const allowed = allowedOf(engine, name);
  if (allowed?.kind === "number") return String(allowed.least);
  if (allowed?.kind === "choice") return allowed.values[0];
  return allowed?.kind === "flag" ? "1" : undefined;
}

function fieldOf(name: string): string {
  return `parameters[${JSON.stringify(name)}]`;
}

function guess(engine: DatabaseEngine, name: string): string {
  const meant = nearestWord(name, parameterNames(engine), typed);
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}

function isAllowed(allowed: Allowed, value: string): boolean {
  switch (allowed.kind) {
    case "flag":
      return /^[01]$/.test(value);
    case "number":
      return isNumber(allowed, value);
    case "choice":
      // RDS writes some of these as numbers.
      return allowed.values.includes(value) || (allowed.values.includes("on") && /^[01]$/.test(value));
    default:
      return true;
  }
}

function isNumber({ least, most, isWhole }: Extract<Allowed, { kind: "number" }>, value: string): boolean {
  const form = isWhole ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
  return form.test(value) && Number(value) >= least && Number(value) <= (most ?? Infinity);
}

function asText(allowed: Allowed): string {
  switch (allowed.kind) {
    case "flag":
      return "0 or 1";
    case "number": {
      const what = allowed.isWhole ? "a whole number" : "a number";
      return allowed.most === undefined
        ? `${what} of ${allowed.least} or more`
        : `${what} of ${allowed.least}-${allowed.most}`;
    }
    case "choice":
      return `one of ${allowed.values.join(", ")}`;
    default:
      return "another value";
  }
}
