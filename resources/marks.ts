/** One value as Pulumi writes it: known, left out, or not to be read. */
export type Reading =
  | { readonly state: "known"; readonly value: unknown; readonly secret?: true }
  /** "open": part of something unknown, so not even known to be given. */
  | { readonly state: "absent" | "unknown" | "open"; readonly secret?: true };

/** Key by which an object says that it stands for something else, with what its value says (`runtime/rpc.ts` of the SDK). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
} as const;

/** A string not known before the update. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What stands for a value not known before the update: of a boolean, number, string, list, asset, archive, object. */
const unknownValues: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  unknownValue,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A secret of which nothing but that is told. */
export const hiddenSecret: object = { [signatureKey]: signatures.secret };

/** Whether this is a secret, told or not. */
export function isSecret(value: object): boolean {
  if (!Object.hasOwn(value, signatureKey)) return false;
  const { [signatureKey]: signature, secret } = value as Readonly<Record<string, unknown>>;
  return signature === signatures.secret || (signature === signatures.output && secret === true);
}

/**
 * What a value of a state or a preview says. A secret whose text is there is known, and marked; one that is encrypted
 * or left out is not. Assets, archives and references to resources are objects of what is said of them.
 */
export function readingOf(value: unknown): Reading {
  if (value === undefined || value === null) return { state: "absent" };
  if (unknownValues.has(value)) return { state: "unknown" };
  if (typeof value !== "object" || !Object.hasOwn(value, signatureKey)) return { state: "known", value };
  const { [signatureKey]: signature, ...said } = value as Readonly<Record<string, unknown>>;
  switch (signature) {
    case signatures.secret:
      return { ...secretContent(said), secret: true };
    case signatures.output:
      return outputContent(said);
    case signatures.asset:
    case signatures.archive:
    case signatures.resource:
      return { state: "known", value: said };
    default:
      // A mark of a newer Pulumi: given, and nobody here can say what it is.
      return { state: "unknown" };
  }
}

function secretContent(said: Readonly<Record<string, unknown>>): Reading {
  if ("value" in said) return readingOf(said["value"]);
  if (typeof said["plaintext"] !== "string") return { state: "unknown" };
  try {
    return readingOf(JSON.parse(said["plaintext"]));
  } catch {
    return { state: "unknown" };
  }
}

function outputContent(said: Readonly<Record<string, unknown>>): Reading {
  const reading: Reading = "value" in said ? readingOf(said["value"]) : { state: "unknown" };
  return said["secret"] === true ? { ...reading, secret: true } : reading;
}
