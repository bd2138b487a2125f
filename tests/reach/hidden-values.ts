/** What a test hides: a property of a resource, or a part of it. */
export interface Place {
  /** Index of the resource in its state. */
  readonly resource: number;
  /** The keys to it from the resource's properties on. */
  readonly path: readonly string[];
}

interface StateFile {
  readonly deployment: { readonly resources: readonly Readonly<Record<string, unknown>>[] };
}

/** Every property of every resource of a state, and every part of one. */
export function placesIn(text: string): readonly Place[] {
  const { resources } = (JSON.parse(text) as StateFile).deployment;
  return resources.flatMap((it, resource) => {
    const both = { ...(it["inputs"] as object | undefined), ...(it["outputs"] as object | undefined) };
    return pathsIn(both).map((path) => ({ resource, path }));
  });
}

function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[key], ...pathsIn(part).map((rest) => [key, ...rest])]);
}

/** The state with some of its values hidden, as an encrypted secret is, in the inputs and the outputs alike. */
export function hiding(text: string, places: readonly Place[]): string {
  const file = JSON.parse(text) as StateFile;
  for (const { resource, path } of places) {
    for (const bag of ["inputs", "outputs"]) hide(file.deployment.resources[resource]?.[bag], path);
  }
  return JSON.stringify(file);
}

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

function hide(bag: unknown, [key, ...rest]: readonly string[]): void {
  if (typeof bag !== "object" || bag === null || key === undefined || !Object.hasOwn(bag, key)) return;
  const parts = bag as Record<string, unknown>;
  if (rest.length === 0) parts[key] = secret;
  else hide(parts[key], rest);
}
