import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pulumiVersion, PULUMI_VERSION, reason } from "./pulumi-version";

/** Installs Pulumi `version` under `root`, so that `root/bin/pulumi` is there. */
export type Installer = (version: string, root: string) => Promise<void>;

const ANSWER_WITHIN_MS = 10_000;

/**
 * Pulumi's official download, by the SDK's own installer (it runs the script of get.pulumi.com).
 * The folder `cliFolder/VERSION` appears only once the CLI in it answers with that version.
 * @throws Error with the reason in one line: not reachable, or broken.
 */
export async function downloadCli(cliFolder: string, install: Installer = officialInstaller): Promise<string> {
  const root = join(cliFolder, PULUMI_VERSION);
  const partial = `${root}.partial-${String(process.pid)}`;
  try {
    await mkdir(partial, { recursive: true });
    await install(PULUMI_VERSION, partial);
    const answer = await pulumiVersion(join(partial, "bin", "pulumi"));
    if ("problem" in answer) throw new Error(`the download is broken: ${answer.problem}`);
    if (answer.version !== PULUMI_VERSION)
      throw new Error(`the download is broken: it is ${answer.version}, not ${PULUMI_VERSION}`);
    await rm(root, { recursive: true, force: true });
    await mkdir(dirname(root), { recursive: true });
    await rename(partial, root);
    return join(root, "bin", "pulumi");
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function officialInstaller(version: string, root: string): Promise<void> {
  const url = "https://get.pulumi.com/install.sh";
  const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
    (error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new Error(`${url} cannot be reached (${reason(cause)})`);
    },
  );
  if (!response.ok) throw new Error(`${url} answers ${String(response.status)}`);
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  const { SemVer } = await import("semver");
  await PulumiCommand.install({ version: new SemVer(version), root });
}
