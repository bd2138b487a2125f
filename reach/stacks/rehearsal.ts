import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSource } from "../read-source";
import type { Source } from "../source";
import { projectName } from "./backend";
import { stacksIn } from "./file-backend";
import { LOCAL, outputOf, pulumiIn } from "./pulumi";
import { uninterrupted } from "./uninterrupted";

/**
 * The states that stacks would have if they were deployed one after the other, where none of them is yet: a preview of a
 * consumer has to know what its producer hands over, which is known only when that is deployed. They are deployed to a
 * local cloud of its own, in a folder that is deleted again, also after Ctrl-C; nothing is asked of AWS.
 *
 * @param names In the order of deployment.
 * @param say Hears what is done: it takes some seconds a stack.
 * @throws Error where the checkout has no local cloud, or a deployment fails.
 */
export async function rehearse(
  project: string,
  env: NodeJS.ProcessEnv,
  names: readonly string[],
  say: (text: string) => void,
): Promise<readonly Source[]> {
  if (!existsSync(join(project, "local", "run.mjs"))) {
    throw new Error(
      "the producer is not deployed, so its consumers cannot be previewed: deploy it, or preview it alone with --stack",
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "reach-"));
  const scratch = { ...env, LATTICE_DB_STATE: join(folder, "state") };
  return uninterrupted(async (stop) => {
    const pulumi = pulumiIn(project, scratch, true, stop);
    await startCloud(project, scratch, stop);
    for (const name of names) {
      stop.throwIfAborted();
      say(`the producer is not deployed yet: deploying ${name} to a local cloud that is thrown away`);
      await pulumi(["up", "--stack", name, "--yes", "--skip-preview"]);
    }
    const files = stacksIn(join(folder, "state", "backend"), projectName(project));
    return files.map(({ name, path }) => ({ ...readSource(path), name: `rehearsal of ${name}` }));
  }, takeAway);

  async function takeAway(): Promise<void> {
    await undisturbed(project, scratch, ["reset", "--yes"]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Before it answers a local cloud cannot be told to stop, so its start is seen through. What may take minutes, to have a
 * Pulumi CLI, comes before that.
 */
async function startCloud(project: string, env: NodeJS.ProcessEnv, stop: AbortSignal): Promise<void> {
  await outputOf(LOCAL, ["cli"], { cwd: project, env, encoding: "utf8" }, stop);
  stop.throwIfAborted();
  await undisturbed(project, env, ["pulumi", "stack", "ls"]);
}

/**
 * Runs a command of the local cloud that Ctrl-C does not end, which comes to all processes of the terminal.
 * @throws Error with what it says where it fails.
 */
async function undisturbed(project: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  const [node, ...local] = LOCAL;
  const stdio = ["ignore", "ignore", "pipe"] as const;
  const child = spawn(node, [...local, ...args], { cwd: project, env, detached: true, stdio: [...stdio] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0)
    throw new Error(`the rehearsal failed at ${args.join(" ")}: ${Buffer.concat(said).toString("utf8").trim()}`);
}
