import { mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ground/write-whole";
import { pulumiVersion } from "./pulumi-version";

/** By the executable's real path. */
type Known = Readonly<Record<string, { readonly size: number; readonly changed: number; readonly version: string }>>;

/**
 * What `pulumi version` says, asked once for each executable: the answer takes longer than all else that a command does
 * before the CLI starts. Kept in `versions.json` of the CLI folder, for as long as the file stays as it is.
 */
export async function rememberedVersion(
  cliFolder: string,
  path: string,
): Promise<{ version: string } | { problem: string }> {
  const real = realpathSync(path);
  const { size, mtimeMs: changed } = statSync(real);
  const file = join(cliFolder, "versions.json");
  const known = readKnown(file);
  const same = known[real];
  if (same?.size === size && same.changed === changed) return { version: same.version };
  const answer = await pulumiVersion(path);
  if ("version" in answer) {
    mkdirSync(cliFolder, { recursive: true });
    writeWhole(file, JSON.stringify({ ...known, [real]: { size, changed, version: answer.version } } satisfies Known));
  }
  return answer;
}

function readKnown(file: string): Known {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Known;
  } catch {
    return {};
  }
}
