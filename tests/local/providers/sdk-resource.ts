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

/** Reads `aws:vpclattice/serviceNetwork:ServiceNetwork` from the installed `@pulumi/aws/vpclattice/serviceNetwork.js`. */
export function awsSdkResource(token: string): SdkResource | undefined {
  const [, path = ""] = token.split(":");
  const [module = "", file = ""] = path.split("/");
  const folder = module === "index" ? "" : module;
  return sdkResource(join(packages, "aws", folder, `${file}.js`));
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
