import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readSource } from "../read-source";
import type { Source } from "../source";
import { projectName } from "./backend";
import { stacksIn } from "./file-backend";
import { LOCAL, pulumiIn } from "./pulumi";

/**
 * The states that stacks would have if they were deployed one after the other, where none of them is yet: a preview of a
 * consumer has to know what its producer hands over, which is known only when that is deployed. They are deployed to a
 * local cloud of its own, in a folder that is deleted again; nothing is asked of AWS.
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
  const pulumi = pulumiIn(project, scratch, true);
  try {
    for (const name of names) {
      say(`the producer is not deployed yet: deploying ${name} to a local cloud that is thrown away`);
      await pulumi(["up", "--stack", name, "--yes", "--skip-preview"]);
    }
    const files = stacksIn(join(folder, "state", "backend"), projectName(project));
    return files.map(({ name, path }) => ({ ...readSource(path), name: `rehearsal of ${name}` }));
  } finally {
    const [node, ...local] = LOCAL;
    await promisify(execFile)(node, [...local, "reset", "--yes"], { cwd: project, env: scratch });
    rmSync(folder, { recursive: true, force: true });
  }
}
