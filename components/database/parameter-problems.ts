import { ENGINES, type DatabaseEngine } from "./database-engine";

/** What is wrong with a database's own server parameters; empty when nothing is. */
export function parameterProblems(
  engine: DatabaseEngine | undefined,
  parameters: Readonly<Record<string, string>>,
): string[] {
  const kept = engine === undefined ? {} : ENGINES[engine].parameters;
  return Object.entries(parameters).flatMap(([name, value]) => {
    const field = `parameters[${JSON.stringify(name)}]`;
    if (!/^[a-z][a-z0-9_.-]{0,99}$/i.test(name)) {
      return [`${field} must be left out, since no parameter has such a name, got "${value}"`];
    }
    if (Object.hasOwn(kept, name.toLowerCase())) {
      return [`${field} must be left out, since it is always ${kept[name.toLowerCase()] ?? ""}, got "${value}"`];
    }
    return value === "" ? [`${field} must have a value, got ""`] : [];
  });
}
