import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CliOptions } from "./cli-options";
import type { Cli } from "./find-cli";

const NAME = "pulumi-language-nodejs";

/**
 * The CLI with a Node.js language host beside it, where the engine looks without consulting PATH.
 * One that has Pulumi's own is taken as it is; one in our folder gets ours; any other is copied into our folder, so that
 * nothing is written outside the project.
 */
export async function withLanguageHost(
  cli: Cli,
  options: Pick<CliOptions, "cliFolder" | "languageHost">,
): Promise<Cli> {
  const folder = dirname(await realpath(cli.path));
  const ours = join(options.cliFolder, cli.version, "bin");
  if (folder !== ours && existsSync(join(folder, NAME))) return cli;
  if (folder === ours && existsSync(join(folder, NAME)) && !(await isOurs(join(folder, NAME)))) return cli;
  await mkdir(ours, { recursive: true });
  const path = join(ours, "pulumi");
  if (folder !== ours && !existsSync(path)) await copyInto(cli.path, path);
  await writeLauncher(join(ours, NAME), options.languageHost);
  return { ...cli, path };
}

async function copyInto(from: string, to: string): Promise<void> {
  const partial = `${to}.partial-${String(process.pid)}`;
  await copyFile(from, partial);
  await chmod(partial, 0o755);
  await rename(partial, to);
}

async function isOurs(path: string): Promise<boolean> {
  return (await readFile(path)).subarray(0, 200).includes("language-host.js");
}

async function writeLauncher(path: string, languageHost: string): Promise<void> {
  const script = `#!/bin/sh\nexec "${process.execPath}" "${languageHost}" "$@"\n`;
  const current = existsSync(path) ? await readFile(path, "utf8") : "";
  if (current === script) return;
  const partial = `${path}.partial-${String(process.pid)}`;
  await writeFile(partial, script, { mode: 0o755 });
  await rename(partial, path);
}
