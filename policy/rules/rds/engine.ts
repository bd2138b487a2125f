import type { Resource } from "../../../resources/resource";

/** The engine's name in lower case; `undefined` if it is left out (replicas and restored databases may) or not known. */
export const engineOf = (database: Resource): string | undefined => database.get("engine").text()?.trim().toLowerCase();

/** Whether an engine is one of these or of their editions: `sqlserver` also stands for `sqlserver-ex`. */
export const isEngine = (engine: string, names: readonly string[]): boolean =>
  names.some((name) => engine === name || engine.startsWith(`${name}-`));
