import { DatabaseEngine, ENGINES, recommendedVersion } from "../components/database/database-engine";
import { parameterExample } from "../components/database/parameter-problems";
import { configKey, isFilled, NAMESPACE, pathOf, type Edit } from "./config-problem";
import { settingAt } from "./settings";
import { subnetEdits, vpcEdit } from "./subnet-edits";
import { valueAt } from "./value-at";

/** This program's own values of a stack, as far as they are there, in whatever form. */
export type Given = Readonly<Record<string, unknown>>;

/** What sets a value that would do, after what is in its way is gone; empty where only a person can choose one. */
export function exampleEdits(key: string, given: Given, proposed: readonly string[] = []): Edit[] {
  if (!key.startsWith(`${NAMESPACE}:`)) return [];
  const path = pathOf(key);
  const edits = path[0] === "subnets" ? subnetEdits(path, given, proposed) : valueEdits(path, given);
  const deepest = edits.map((edit) => pathOf(edit.key)).find((other) => other.length > path.length);
  if (deepest === undefined) return edits;
  const value = valueAt(given, path);
  // At the top the CLI itself puts a map in the place of text.
  const isOpen = path.length === 1 && value === "";
  if (isOpen || !isInTheWay(value, deepest[path.length])) return edits;
  // A list where a map belongs may hold what a person wants to keep.
  return isFilled(value) ? [] : [{ key }, ...edits];
}

/** A value stands in the way where the next part of a path would lead into another kind of container. */
function isInTheWay(value: unknown, next: string | number | undefined): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== "object" || Array.isArray(value) !== (typeof next === "number");
}

function valueEdits(path: readonly (string | number)[], given: Given): Edit[] {
  const own = (parts: readonly PropertyKey[]) => configKey(NAMESPACE, parts);
  const [top, name = "orders", field] = path;
  if (top === "vpcCidr") return [vpcEdit(given)];
  const engine = engineOf(valueAt(given, ["databases", name, "engine"]));
  const version = { key: own(["databases", name, "engineVersion"]), value: recommendedVersion(engine, new Date()) };
  if (top === "databases" && field === undefined) {
    return [{ key: own(["databases", name, "engine"]), value: engine }, version];
  }
  if (top === "databases" && field === "engineVersion") return [version];
  if (top === "databases" && field === "port") return [{ key: own(path), value: String(ENGINES[engine].port) }];
  const parameter = field === "parameters" ? parameterExample(engine, String(path[3])) : undefined;
  if (parameter !== undefined) return [{ key: own(path), value: parameter }];
  const isTaken = field === "loginUser" && valueAt(given, ["databases", name, "masterUsername"]) === "app";
  return isTaken ? [{ key: own(path), value: "app_login" }] : settingEdits(path, own(path));
}

function settingEdits(path: readonly (string | number)[], key: string): Edit[] {
  const found = settingAt(path);
  if (found === undefined) return [];
  const { setting, rest } = found;
  return [{ key: `${key}${(setting.path ?? []).slice(rest.length).join("")}`, value: String(setting.example) }];
}

function engineOf(value: unknown): DatabaseEngine {
  return Object.values(DatabaseEngine).find((engine) => engine === value) ?? DatabaseEngine.Postgres;
}
