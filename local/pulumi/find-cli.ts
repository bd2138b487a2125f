import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import semver from "semver";
import { isNewEnough, OLDEST_PULUMI_VERSION } from "./pulumi-version";
import { rememberedVersion } from "./remembered-version";

/** A Pulumi CLI that can be used. */
export interface Cli {
  readonly path: string;
  readonly version: string;
  /** Where it comes from, in words for the screen. */
  readonly source: string;
}

/** Where a CLI was looked for, and why what was there is not taken. */
export interface Found {
  readonly cli?: Cli;
  readonly notes: readonly string[];
}

const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/**
 * A CLI already on this machine: on PATH, then in `PULUMI_HOME/versions` (where Pulumi's own launcher and Automation API
 * install), the newest first, then in `cliFolder`, where this project puts the one it downloads or builds.
 */
export async function findCli(cliFolder: string, environment: NodeJS.ProcessEnv = process.env): Promise<Found> {
  const notes: string[] = [];
  for (const { path, source } of candidates(cliFolder, environment)) {
    const answer = await rememberedVersion(cliFolder, path);
    if ("problem" in answer) notes.push(`${path}: ${answer.problem}`);
    else if (isNewEnough(answer.version)) return { cli: { path, version: answer.version, source }, notes };
    else notes.push(`${path}: is ${answer.version}, ${OLDEST_PULUMI_VERSION} or a newer 3.x is needed`);
  }
  return { notes };
}

interface Candidate {
  readonly path: string;
  readonly source: string;
}

function candidates(cliFolder: string, environment: NodeJS.ProcessEnv): Candidate[] {
  const onPath = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const home = environment.PULUMI_HOME ?? join(homedir(), ".pulumi");
  return [
    ...onPath.map((folder) => ({ path: join(folder, EXECUTABLE), source: "on PATH" })),
    ...versionsIn(join(home, "versions")).map((folder) => ({
      path: join(folder, "bin", EXECUTABLE),
      source: `in ${folder}`,
    })),
    ...versionsIn(cliFolder).map((folder) => ({ path: join(folder, "bin", EXECUTABLE), source: `in ${folder}` })),
  ].filter(({ path }) => existsSync(path));
}

/** Folders of `folder` named by a version, newest first. */
function versionsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => semver.valid(name) !== null);
  return semver.rsort(names).map((name) => join(folder, name));
}
