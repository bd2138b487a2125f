import { spawn } from "node:child_process";
import { closeSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openOwn } from "../ground/own-file";
import { identityOf, isRunning } from "../ground/process-identity.cjs";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";
import { ControlSocket, CloudUnreachableError } from "../socket/control-socket";
import { RECORD } from "../socket/record";
import { socketPath } from "../socket/socket-path";
import type { CloudStatus } from "./status";

/** How long a start may take: databases of an earlier run recover first. */
const START_WITHIN_MS = 60_000;

/** In MB, for what lives as long as a login: with V8's 1 MB at first, collecting it is an eighth of a connection's cost. */
const ROOM_FOR_CONNECTIONS = ["--min-semi-space-size=16", "--max-semi-space-size=32"];

/** A local cloud that answers. */
export interface RunningCloud extends CloudStatus {
  readonly socket: string;
}

/** What is answered from memory is answered at once; the rest is for a machine that is very busy. */
const ANSWER_WITHIN_MS = 10_000;

/** How long a stop may take: requests under way end first, then every database. */
const STOP_WITHIN_MS = 90_000;

/** The local cloud of the state folder, or undefined where none answers. @throws CloudMuteError */
export async function runningCloud(
  state: StateFolder,
  answerWithinMs = ANSWER_WITHIN_MS,
): Promise<RunningCloud | undefined> {
  if (!existsSync(join(state.root, RECORD))) return undefined;
  const own = socketPath(state.root);
  const found = await cloudOn(own, answerWithinMs);
  const recorded = recordedSocket(state);
  if (found !== undefined || recorded === undefined || recorded === own) return found;
  // It was started with another temporary folder, or the record is not to be relied on.
  return cloudOn(recorded, answerWithinMs).catch(() => undefined);
}

async function cloudOn(socket: string, answerWithinMs: number): Promise<RunningCloud | undefined> {
  const client = new ControlSocket(socket, answerWithinMs);
  try {
    return { socket, ...(await client.post<CloudStatus>("/status")) };
  } catch (error) {
    if (error instanceof CloudUnreachableError) return undefined;
    throw error;
  } finally {
    client.close();
  }
}

function recordedSocket(state: StateFolder): string | undefined {
  try {
    const record = JSON.parse(readFileSync(join(state.root, RECORD), "utf8")) as { readonly socket?: unknown } | null;
    return typeof record?.socket === "string" ? record.socket : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the local cloud in the background unless it runs; one of another build is stopped first, its state kept. */
export async function ensureCloud(folders: ProjectFolders, state: StateFolder): Promise<RunningCloud> {
  const running = await runningCloud(state);
  if (running !== undefined) {
    if (running.build === process.env.LATTICE_DB_BUILD) return running;
    await stopCloud(running);
  }
  const started = await start(folders, state);
  for (const notice of started.notices ?? []) process.stderr.write(`note: ${notice}\n`);
  return started;
}

/** Asks it to stop and waits until its process has ended. @throws Error where it does not, with what to do. */
export async function stopCloud(cloud: RunningCloud, withinMs = STOP_WITHIN_MS): Promise<void> {
  const known = identityOf(cloud.pid);
  const client = new ControlSocket(cloud.socket, ANSWER_WITHIN_MS);
  await client.post("/stop").finally(() => {
    client.close();
  });
  const deadline = Date.now() + withinMs;
  // A process in another container cannot be seen from here; its socket can.
  while (known === undefined ? existsSync(cloud.socket) : isRunning(known)) {
    if (Date.now() > deadline) {
      throw new Error(
        `the local cloud, process ${cloud.pid}, was asked to stop and still runs after ${withinMs / 1000} s: ` +
          `wait for the commands that use it, or end it (kill -9 ${cloud.pid}) and run npm run local -- stop`,
      );
    }
    await sleep(20);
  }
}

async function start(folders: ProjectFolders, state: StateFolder): Promise<RunningCloud> {
  const output = join(state.root, "cloud.out");
  const file = openOwn(output, "anew");
  const child = spawn(process.execPath, [...ROOM_FOR_CONNECTIONS, join(folders.dist, "cloud.js"), state.root], {
    cwd: state.root,
    env: cloudEnvironment(process.env),
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

/** What its process needs of the caller's environment; no credentials, and nothing else it would keep for days. */
const KEPT_VARIABLES = /^(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|NODE_V8_COVERAGE|NODE_EXTRA_CA_CERTS)$/;

function cloudEnvironment(caller: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(caller).filter(([name]) => KEPT_VARIABLES.test(name)));
}
