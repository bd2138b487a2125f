import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(__dirname, "../../../node_modules/@pulumi");

/** What an SDK of Pulumi says of one of its resource types. */
export interface SdkResource {
  /** The properties a program can set. */
  readonly inputs: readonly string[];
  /** Those that only the provider sets. */
  readonly outputs: readonly string[];
  readonly required: readonly string[];
  /** Those whose values the SDK keeps secret by itself. */
  readonly secrets: readonly string[];
}

/** The resource of the installed SDK that a token of `aws`, `aws-native` or `random` names. */
export function sdkResourceOf(token: string): SdkResource | undefined {
  const [provider = "", path = "", name = ""] = token.split(":");
  const [module = "", file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`] = path.split("/");
  return sdkResource(join(packages, provider, module === "index" ? "" : module, `${file}.js`));
}

/** Reads the class that an SDK's generator wrote; it is regular enough for that. */
export function sdkResource(path: string): SdkResource | undefined {
  if (!existsSync(path)) return undefined;
  const source = readFileSync(path, "utf8");
  // The SDKs have the arguments in one branch of the constructor and a looked-up state in the other.
  const start = source.indexOf("constructor(");
  const branches = source.slice(start).split(/\n {8}else \{/);
  const branch = branches.find((it) => it.includes("args?.") || it.includes("/*out*/")) ?? "";
  const matches = (pattern: RegExp): readonly string[] => [...branch.matchAll(pattern)].map(([, name = ""]) => name);
  return {
    inputs: matches(/resourceInputs\["([^"]+)"\] = (?!undefined)[^;]*args\?/g),
    outputs: matches(/resourceInputs\["([^"]+)"\] = undefined \/\*out\*\//g),
    required: matches(/Missing required property '([^']+)'/g),
    secrets: [...(/additionalSecretOutputs: \[([^\]]*)\]/.exec(source)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
      ([, name = ""]) => name,
    ),
  };
}
