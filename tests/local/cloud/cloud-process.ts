import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";

const project = join(__dirname, "../../..");

export interface CloudProcess {
  readonly child: ChildProcess;
  readonly socket: string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** The real program as a real process, on a state folder; rejects with its error when it does not start. */
export async function startCloudProcess(folder: string): Promise<CloudProcess> {
  const child = spawn(process.execPath, [bundleOf("local/cloud/main.ts"), folder]);
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  const [line] = (await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => [undefined])])) as [
    string | undefined,
  ];
  if (!line?.startsWith("ready ")) throw new Error(stderr);
  return { child, socket: line.slice("ready ".length), ended };
}

const bundles = new Map<string, string>();

/** One JavaScript file of a program, as the launcher makes it: it starts in a tenth of ts-node's time. */
export function bundleOf(entry: string): string {
  const made = bundles.get(entry);
  if (made !== undefined) return made;
  const outfile = join(project, "dist", `under-test-${process.pid}-${entry.replaceAll("/", "-")}.js`);
  buildSync({
    absWorkingDir: project,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  process.once("exit", () => {
    rmSync(outfile, { force: true });
  });
  bundles.set(entry, outfile);
  return outfile;
}
