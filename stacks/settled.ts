import { isDeepStrictEqual } from "node:util";

import { DATABASE_DEFAULTS, defaultDatabaseName } from "../components/database/database-settings";
import { configError } from "./config-error";
import { configKey, leaves, NAMESPACE, problem, shown, type ConfigProblem, type Edit } from "./config-problem";
import type { Outputs } from "./own-outputs";
import type { DatabaseEntry } from "./settings/kinds";

/** What of a database that is there AWS changes in one direction, or never. */
export type Settled = Readonly<Record<string, unknown>>;

type Entries = Readonly<Record<string, DatabaseEntry>>;

/** What a deployment settles, by database: an output, so that the next one knows. Without logins, which are nobody's to read. */
export function settledOf(databases: Entries): Record<string, Settled> {
  const made = Object.entries(databases).flatMap(([name, entry]): [string, Settled][] => {
    if (entry.kind === "existing") return [];
    const { engine, engineVersion, databaseName = defaultDatabaseName(name) } = settingsOf(entry);
    const common = { kind: entry.kind, engine, engineVersion, databaseName };
    if (entry.kind === "cluster") return [[name, { ...common, backtrack: entry.cluster.backtrackHours !== undefined }]];
    const { allocatedStorageGib = DATABASE_DEFAULTS.allocatedStorageGib, restoreFrom } = entry.instance;
    return [[name, { ...common, allocatedStorageGib, ...(restoreFrom !== undefined && { restoreFrom }) }]];
  });
  return Object.fromEntries(made);
}

/**
 * Refuses changes of databases that are there which AWS would refuse in the middle of the update, or for which it would
 * need another, empty database.
 * @param before The outputs of the last deployment, if there was one; older ones settle nothing.
 * @throws pulumi.RunError with all of them, each with the way back or on.
 */
export function checkSettled(stack: string, databases: Entries, before: Outputs | undefined): void {
  const problems = settledProblems(databases, before);
  if (problems.length > 0) throw configError(stack, problems);
}

/** What cannot be as it is in the configuration; empty where all can. */
export function settledProblems(databases: Entries, before: Outputs | undefined): ConfigProblem[] {
  const now = settledOf(databases);
  return Object.entries(databases).flatMap(([name, entry]): ConfigProblem[] => {
    const [old, wanted] = [settledIn(before, name), now[name]];
    if (old === undefined || wanted === undefined || entry.kind === "existing") return [];
    const path = ["databases", name];
    if (old["kind"] !== wanted["kind"]) return [stays(path, "kind", old, wanted)];
    // Where the engine is another one, so are its versions.
    if (old["engine"] !== wanted["engine"]) return [stays(path, "engine", old, wanted)];
    return [
      ...versionProblems(path, entry, String(old["engineVersion"])),
      ...(old["databaseName"] === wanted["databaseName"] ? [] : [stays(path, "databaseName", old, wanted)]),
      ...(isLess(wanted["allocatedStorageGib"], old["allocatedStorageGib"]) ? [storageProblem(path, old, wanted)] : []),
      ...(old["backtrack"] === false && wanted["backtrack"] === true ? [backtrackProblem(path)] : []),
      ...(isDeepStrictEqual(old["restoreFrom"], wanted["restoreFrom"]) ? [] : [sourceProblem(path, old, wanted)]),
    ];
  });
}

type MadeEntry = Exclude<DatabaseEntry, { kind: "existing" }>;

function settingsOf(entry: MadeEntry) {
  return entry.kind === "cluster" ? entry.cluster : entry.instance;
}

function settledIn(before: Outputs | undefined, name: string): Settled | undefined {
  const settled = before?.["settled"];
  const found: unknown = isMap(settled) && Object.hasOwn(settled, name) ? settled[name] : undefined;
  return isMap(found) ? found : undefined;
}

function isMap(value: unknown): value is Settled {
  return typeof value === "object" && value !== null;
}

function isLess(now: unknown, before: unknown): boolean {
  return typeof now === "number" && typeof before === "number" && now < before;
}

const NEW_ONE = "for another one give a new database a name of its own, move the data, and retire this one";

function stays(path: readonly string[], field: string, old: Settled, wanted: Settled): ConfigProblem {
  const text = `must stay ${String(old[field])}, got ${shown(wanted[field])}: AWS changes it of no database that is there; ${NEW_ONE}`;
  return { ...problem([...path, field], text), edits: [edit([...path, field], String(old[field]))] };
}

function storageProblem(path: readonly string[], old: Settled, wanted: Settled): ConfigProblem {
  const [field, had] = ["allocatedStorageGib", String(old["allocatedStorageGib"])];
  const text = `must stay ${had} or be more, got ${shown(wanted[field])}: RDS takes no storage from an instance`;
  return { ...problem([...path, field], text), edits: [edit([...path, field], had)] };
}

function backtrackProblem(path: readonly string[]): ConfigProblem {
  const text = `must be left out: Aurora turns backtrack on for new clusters only, and this one is there without it; ${NEW_ONE}`;
  return { ...problem([...path, "backtrackHours"], text), remove: true };
}

function sourceProblem(path: readonly string[], old: Settled, wanted: Settled): ConfigProblem {
  const field = [...path, "restoreFrom"];
  const [had, got] = [old["restoreFrom"], wanted["restoreFrom"]];
  const text = `must ${had === undefined ? "be left out" : `stay ${shown(had)}`}, got ${shown(got)}: a database that is there is not restored again; ${NEW_ONE}`;
  if (had === undefined) return { ...problem(field, text), edits: [{ key: configKey(NAMESPACE, field) }] };
  return { ...problem(field, text), edits: leaves(had).map(({ path: rest, leaf }) => edit([...field, ...rest], leaf)) };
}

/** The configuration has major versions alone; RDS chooses their releases. */
function versionProblems(path: readonly string[], entry: MadeEntry, before: string): ConfigProblem[] {
  const { engineVersion: now, allowMajorVersionUpgrade = false } = settingsOf(entry);
  const field = [...path, "engineVersion"];
  if (isOlder(now, before)) {
    const text = `must stay ${before} or be newer, got ${shown(now)}: RDS takes no version back`;
    return [{ ...problem(field, text), edits: [edit(field, before)] }];
  }
  if (allowMajorVersionUpgrade || now === before) return [];
  const key = [...path, "allowMajorVersionUpgrade"];
  const text = `must be true for engineVersion ${now}, since ${before} is there: RDS takes no other major version without it`;
  return [{ ...problem(key, text), edits: [edit(key, "true")] }];
}

function isOlder(now: string, before: string): boolean {
  const [parts, had] = [now.split("."), before.split(".")];
  const differs = parts.findIndex((part, index) => had[index] !== part);
  return differs >= 0 && Number(parts[differs]) < Number(had[differs]);
}

function edit(path: readonly PropertyKey[], value: string): Edit {
  return { key: configKey(NAMESPACE, path), value };
}
