import type { Properties } from "../resource-type";

/** Where the framework notes which of a resource's inputs came from defaults, as Pulumi's bridged providers do. */
export const DEFAULTED = "__defaults";

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without nulls (Pulumi's spelling of "left out") and without the framework's notes, at every depth. */
export function plain(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key, value]) => value !== null && value !== undefined && key !== DEFAULTED)
      .map(([key, value]) => [key, plainValue(value)]),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((it) => it !== null).map(plainValue);
  return isRecord(value) ? plain(value) : value;
}

/** Which inputs an earlier check filled in. */
export function defaultedIn(inputs: Properties): readonly string[] {
  const noted = inputs[DEFAULTED];
  return Array.isArray(noted) ? noted.filter((it) => typeof it === "string") : [];
}
