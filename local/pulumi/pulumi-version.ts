import { execFile } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";

/** The CLI this project downloads or builds; tried with the SDK pinned in package.json. */
export const PULUMI_VERSION = "3.259.0";

/** The oldest CLI taken as it is found: older ones do not know all the SDK of package.json asks of the engine. */
export const OLDEST_PULUMI_VERSION = "3.241.0";

/** Go modules of Pulumi 3.259.0 ask for at least this Go. */
export const OLDEST_GO_VERSION = "1.25.11";

/** The version `pulumi version` prints, or why it could not be had. */
export async function pulumiVersion(path: string): Promise<{ version: string } | { problem: string }> {
  try {
    const { stdout } = await promisify(execFile)(path, ["version"], {
      timeout: 20_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    const version = semver.valid(semver.coerce(stdout.trim()));
    return version === null ? { problem: `it says "${stdout.trim().slice(0, 60)}" for its version` } : { version };
  } catch (error) {
    return { problem: `it does not run (${reason(error)})` };
  }
}

export function isNewEnough(version: string): boolean {
  return semver.gte(version, OLDEST_PULUMI_VERSION) && semver.major(version) === semver.major(PULUMI_VERSION);
}

/** The first line of an error's message. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? message;
}
