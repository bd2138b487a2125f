import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProjectFolders, StateFolder } from "../state-folder";
import { CloudClient, CloudUnreachableError } from "./client";
import { RECORD } from "./record";
import type { CloudStatus } from "./status";

/** How long a start may take: databases of an earlier run recover first. */
const START_WITHIN_MS = 60_000;

/** A local cloud that answers. */
export interface RunningCloud extends CloudStatus {
  readonly socket: string;
}

/** The local cloud of the state folder, or undefined where none answers. */
export async function runningCloud(state: StateFolder): Promise<RunningCloud | undefined> {
  const path = join(state.root, RECORD);
  if (!existsSync(path)) return undefined;
  const { socket } = JSON.parse(readFileSync(path, "utf8")) as { socket: string };
  const client = new CloudClient(socket);
  try {
    return { socket, ...(await client.post<CloudStatus>("/status")) };
  } catch (error) {
    if (error instanceof CloudUnreachableError) return undefined;
    throw error;
  } finally {
    client.close();
  }
}

/** Starts the local cloud in the background unless it runs; one of another build is stopped first, its state kept. */
export async function ensureCloud(folders: ProjectFolders, state: StateFolder): Promise<RunningCloud> {
  const running = await runningCloud(state);
  if (running !== undefined) {
    if (running.build === process.env.LATTICE_DB_BUILD) return running;
    await stopCloud(running);
  }
  return start(folders, state);
}

/** Asks it to stop and waits until its process has ended. */
export async function stopCloud(cloud: RunningCloud): Promise<void> {
  const client = new CloudClient(cloud.socket);
  await client.post("/stop");
  client.close();
  while (isAlive(cloud.pid)) await sleep(20);
}

async function start(folders: ProjectFolders, state: StateFolder): Promise<RunningCloud> {
  const output = join(state.root, "cloud.out");
  const file = openSync(output, "w", 0o600);
  const child = spawn(process.execPath, [join(folders.dist, "cloud.js"), state.root], {
    cwd: state.root,
    detached: true,
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  child.unref();
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    const running = await runningCloud(state);
    if (running !== undefined) return running;
    if (child.exitCode !== null) break;
    await sleep(20);
  }
  // Another command may have started one at the same moment; then it is the one to use.
  await sleep(500);
  const other = await runningCloud(state);
  if (other !== undefined) return other;
  throw new Error(
    `the local cloud did not start: ${readFileSync(output, "utf8").trim() || "no reason given"} (log: ${join(state.root, "cloud.log")})`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
