import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "../ground/process-lock.cjs";
import { buildCli } from "./build-cli";
import { downloadCli } from "./download-cli";
import type { CliOptions } from "./cli-options";
import { type Cli, findCli, type Found } from "./find-cli";
import { withLanguageHost } from "./language-host-beside";
import { OLDEST_GO_VERSION, OLDEST_PULUMI_VERSION, PULUMI_VERSION, reason } from "./pulumi-version";

/** The steps, so that a test can take some away. */
export interface CliSteps {
  readonly find: (cliFolder: string) => Promise<Found>;
  readonly download: (cliFolder: string) => Promise<string>;
  readonly build: (cliFolder: string, modules: string, progress: (line: string) => void) => Promise<string>;
}

const STEPS: CliSteps = { find: findCli, download: downloadCli, build: buildCli };

/**
 * A Pulumi CLI with a Node.js language host beside it: found, else downloaded, else built from its Go modules. Of several
 * processes that find none one obtains it, and the others wait.
 * @throws Error that lists every place tried, why it did not serve, and what to install.
 */
export async function ensureCli(options: CliOptions, steps: CliSteps = STEPS): Promise<Cli> {
  const found = await steps.find(options.cliFolder);
  return withLanguageHost(found.cli ?? (await obtainOnce(options, steps)), options);
}

async function obtainOnce(options: CliOptions, steps: CliSteps): Promise<Cli> {
  mkdirSync(options.cliFolder, { recursive: true });
  const release = await takeLock(join(options.cliFolder, "obtaining.lock"), (owner, path) => {
    options.progress(
      `waiting for process ${String(owner)}, which obtains the Pulumi CLI; if there is none, remove ${path}`,
    );
  });
  try {
    const found = await steps.find(options.cliFolder);
    return found.cli ?? (await obtain(options, steps, found.notes));
  } finally {
    release();
  }
}

async function obtain(options: CliOptions, steps: CliSteps, notes: readonly string[]): Promise<Cli> {
  const problems = notes.length === 0 ? ["PATH and PULUMI_HOME/versions: no Pulumi CLI"] : [...notes];
  try {
    options.progress(`downloading Pulumi ${PULUMI_VERSION}`);
    return { path: await steps.download(options.cliFolder), version: PULUMI_VERSION, source: "downloaded" };
  } catch (error) {
    problems.push(`download: ${reason(error)}`);
  }
  try {
    options.progress(
      `building Pulumi ${PULUMI_VERSION} from its Go modules (${problems.at(-1) ?? ""}); this takes 2 to 5 minutes, once`,
    );
    const path = await steps.build(options.cliFolder, options.modules, options.progress);
    return { path, version: PULUMI_VERSION, source: "built from its Go modules" };
  } catch (error) {
    problems.push(`build from Go modules: ${reason(error)}`);
  }
  throw new Error(
    [
      "no Pulumi CLI could be had:",
      ...problems.map((problem) => `  - ${problem}`),
      `Install Pulumi ${OLDEST_PULUMI_VERSION} or newer (https://www.pulumi.com/docs/install/), or Go ${OLDEST_GO_VERSION} or newer ` +
        `(https://go.dev/dl/) to build it, and run this again. CLIs are kept in ${join(options.cliFolder, PULUMI_VERSION)}.`,
    ].join("\n"),
  );
}
