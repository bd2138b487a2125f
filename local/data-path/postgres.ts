import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { openOwn, writeOwn } from "../own-file";
import { createRoles, type Owner, SUPERUSER, WORK_DATABASE } from "./postgres-roles";
import { postgresBinaries } from "./postgres-binaries";
import { runAs } from "./run-as";
import { forgetServer, serverOf, type ShutdownMode, stopServer } from "./server-process";
import { UnixSocketFolder } from "./unix-socket-folder";

/** Recovery after a crash included. */
const READY_WITHIN_MS = 60_000;

/** Everybody who gets as far as the socket is trusted: that is the front, which has checked the login. */
const HOST_BASED_AUTHENTICATION = "local all all trust\n";

const SETTINGS = [
  "listen_addresses=",
  // Relative to the data folder, where only the server's user can go.
  "unix_socket_directories=.",
  "unix_socket_permissions=0600",
  "shared_buffers=32MB",
  // What a killed process has committed is with the operating system and stays; only a crash of the whole machine can
  // damage these databases. docs/decisions/0043-local-databases-without-fsync.md
  "fsync=off",
  // A statement that fails may hold a password.
  "log_min_error_statement=panic",
];

/**
 * One PostgreSQL server: its own processes, its data in `<folder>/data`, reached by a unix socket in there and no
 * other way. It outlives the local cloud, which finds it again.
 */
export class PostgresServer {
  readonly #data: string;
  readonly #created: string;
  #sockets: UnixSocketFolder | undefined;
  #starting: Promise<void> | undefined;

  constructor(private readonly folder: string) {
    this.#data = join(folder, "data");
    this.#created = join(folder, "created");
  }

  /** Whether its data is there; what of it is damaged, its start will say. Nothing is ever made over data. */
  get exists(): boolean {
    return existsSync(this.#created) || (existsSync(this.#data) && readdirSync(this.#data).length > 0);
  }

  /** Makes the data folder, starts the server and creates RDS's roles, the master user and its database. */
  async create(owner: Owner): Promise<void> {
    if (this.exists) throw new Error(`${this.folder} holds data already: nothing is made over it`);
    await this.#initialize();
    await this.start();
    await this.#as("template1", (client) => createRoles(client, owner));
    writeOwn(this.#created, "");
  }

  /** Starts the server, or finds the one that runs. Several callers may ask at once. */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** The unix socket of the running server. */
  get socket(): string {
    return this.#socketFolder().socket;
  }

  /** Runs statements as the internal superuser, in a database of its own. */
  run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.#as(WORK_DATABASE, work);
  }

  stop(): Promise<void> {
    return this.#stop("fast");
  }

  /** Stops the server and deletes its data. */
  async remove(): Promise<void> {
    await this.#stop("immediate");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #stop(mode: ShutdownMode): Promise<void> {
    await this.#starting?.catch(() => undefined);
    const pid = serverOf(this.#data);
    if (pid !== undefined) await stopServer(pid, mode);
    this.#sockets?.close();
    this.#sockets = undefined;
  }

  async #initialize(): Promise<void> {
    const { owner, command } = runAs();
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    mkdirSync(this.#data, { recursive: true, mode: 0o700 });
    if (owner !== undefined) chownSync(this.#data, owner.uid, owner.gid);
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const options = [`--pgdata=${this.#data}`, `--username=${SUPERUSER}`, "--auth=trust", "--no-sync", ...locale];
    const [file, args] = command(postgresBinaries().initdb, options);
    await promisify(execFile)(file, args, { cwd: "/", env: environment() }).catch((error: unknown) => {
      throw new Error(`PostgreSQL could not be set up in ${this.#data}: ${stderrOf(error)}`);
    });
    writeFileSync(join(this.#data, "pg_hba.conf"), HOST_BASED_AUTHENTICATION);
  }

  async #start(): Promise<void> {
    const running = serverOf(this.#data);
    if (running !== undefined && (await this.#isReady())) return;
    if (running !== undefined) await stopServer(running, "fast");
    forgetServer(this.#data);
    const child = this.#spawn();
    let failure: Error | undefined;
    child.once("error", (error) => (failure = error));
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (failure !== undefined || child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`PostgreSQL does not start in ${this.#data}: ${failure?.message ?? this.#lastWords()}`);
      }
      await sleep(15);
    }
  }

  #spawn(): ChildProcess {
    const { command } = runAs();
    const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
    const [file, args] = command(postgresBinaries().postgres, ["-D", this.#data, ...settings]);
    const log = openOwn(join(this.folder, "postgres.log"), "append");
    const child = spawn(file, args, { cwd: "/", env: environment(), detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    child.unref();
    return child;
  }

  async #isReady(): Promise<boolean> {
    if (!existsSync(this.#data)) return false;
    return this.#as("template1", () => Promise.resolve(true)).catch(() => false);
  }

  async #as<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ host: this.#socketFolder().path, port: 5432, user: SUPERUSER, database, ssl: false });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  #socketFolder(): UnixSocketFolder {
    this.#sockets ??= new UnixSocketFolder(this.#data);
    return this.#sockets;
  }

  #lastWords(): string {
    const log = readFileSync(join(this.folder, "postgres.log"), "utf8").trimEnd().split("\n");
    return log.slice(-5).join("; ");
  }
}

/** Nothing of the caller's: a PGDATA or PGOPTIONS meant for another server must not reach this one. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function stderrOf(error: unknown): string {
  const { stderr } = error as { readonly stderr?: string };
  return (stderr ?? (error instanceof Error ? error.message : String(error))).trim().split("\n").slice(-5).join("; ");
}
