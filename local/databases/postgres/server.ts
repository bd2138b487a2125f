import { execFile, spawn, type StdioOptions } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type ClientBase, escapeIdentifier } from "pg";
import { openOwn, writeOwn } from "../../ground/own-file";
import { identityOf, isRunning, type ProcessIdentity } from "../../ground/process-identity.cjs";
import { ClientNotes } from "./client-notes";
import { showClients } from "./clients-in-catalogue";
import { offerExtensions } from "./extensions";
import { copyWhole } from "./copy-data";
import { createRoles, guardRoles, type Owner, SUPERUSER, WORK_DATABASE } from "./roles";
import { postgresBinaries, postgresBinariesFor } from "./binaries";
import type { PostgresBinaries } from "./installed";
import { runAs } from "../run-as";
import { forgetServer, serverOf, type ShutdownMode, stopServer } from "./server-process";
import { asSuperuser, isLost, isThere, SuperuserPool } from "./superuser";
import { INHERITED, UnixSocketFolder } from "../unix-socket-folder";

/** PostgreSQL's name for it, by its port. */
const SOCKET = ".s.PGSQL.5432";

/** Recovery after a crash included. */
const READY_WITHIN_MS = 60_000;
const LOOK_AGAIN_AFTER_MS = 15;

/** Everybody who gets as far as the socket is trusted: that is the front, which has checked the login. */
const HOST_BASED_AUTHENTICATION = "local all all trust\nlocal replication all trust\n";

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
  /** Of a replica: which server it follows. */
  readonly #following: string;
  /** For the server's catalogue, on whom it serves. */
  readonly clientNotes: ClientNotes;
  #sockets: UnixSocketFolder | undefined;
  #starting: Promise<void> | undefined;
  /** The process that has taken a connection once; it is there until it ends, however busy it may be. */
  #ready: ProcessIdentity | undefined;
  #pool: SuperuserPool | undefined;

  constructor(private readonly folder: string) {
    this.#data = join(folder, "data");
    this.#created = join(folder, "created");
    this.#following = join(folder, "following.json");
    this.clientNotes = new ClientNotes(this.#data);
  }

  /** Where its data is. */
  get dataFolder(): string {
    return this.#data;
  }

  /** Whether it follows another server. */
  get isReplica(): boolean {
    return existsSync(this.#following);
  }

  /**
   * Its data folder has just been filled with a copy of another server's: has this one follow that one over its socket.
   *
   * @param primary the data folder of the other.
   */
  follow(primary: string, slot: string): void {
    writeOwn(this.#following, JSON.stringify({ primary: basename(dirname(primary)), slot }));
    writeOwn(this.#created, "");
  }

  /** Makes its data of a copy that `saveTo` has kept. Nothing is ever made over data. */
  async restore(folder: string): Promise<void> {
    if (this.exists) throw new Error(`${this.folder} holds data already: nothing is made over it`);
    await copyWhole(folder, this.#data);
    writeOwn(this.#created, "");
  }

  /** Lets replicas in, also to data that an earlier release made. */
  async admitReplicas(): Promise<void> {
    writeFileSync(join(this.#data, "pg_hba.conf"), HOST_BASED_AUTHENTICATION);
    await this.run((client) => client.query("SELECT pg_reload_conf()"));
  }

  /** Ends its following another server: it takes writes when the promise resolves. */
  async promote(): Promise<void> {
    if (!this.isReplica) return;
    await this.start();
    await this.run((client) => client.query("SELECT pg_promote(true, 60)"));
    rmSync(this.#following);
  }

  /** Whether its data is there; what of it is damaged, its start will say. Nothing is ever made over data. */
  get exists(): boolean {
    return existsSync(this.#created) || (existsSync(this.#data) && readdirSync(this.#data).length > 0);
  }

  /** Of the PostgreSQL that runs the data, such as `18.4`. */
  get version(): string {
    return serverFor(this.#data).version;
  }

  /** Settings made by `ALTER SYSTEM`. */
  get settingsFile(): string {
    return join(this.#data, "postgresql.auto.conf");
  }

  /**
   * Makes the data folder, starts the server and creates RDS's roles, the master user and its database.
   *
   * @param major the wanted one; another runs where there is none of it.
   */
  async create(owner: Owner, major?: string): Promise<void> {
    if (this.exists) throw new Error(`${this.folder} holds data already: nothing is made over it`);
    await this.#initialize(postgresBinaries(major));
    await this.start();
    await this.showClients();
    await asSuperuser(this.#socketFolder().path, "template1", (client) => createRoles(client, owner));
    await this.run(guardRoles);
    writeOwn(this.#created, "");
  }

  /** Starts the server, or finds the one that runs. Several callers may ask at once. */
  start(): Promise<void> {
    if (this.#ready !== undefined && isRunning(this.#ready)) return Promise.resolve();
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
  run<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    return asSuperuser(this.#socketFolder().path, WORK_DATABASE, work);
  }

  /**
   * As `run`, on connections that stay open, for what each login asks. Where its connection breaks, the work is done
   * again on another.
   */
  async lookUp<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    try {
      return await this.#lookUp(work);
    } catch (error) {
      // A server that was stopped meanwhile stays so.
      if (!isLost(error) || this.#ready === undefined) throw error;
      await this.start();
      return this.#lookUp(work);
    }
  }

  /** Has every database show the clients' own connections; those that are made later do by their templates. */
  async showClients(): Promise<void> {
    const { path } = this.#socketFolder();
    const { rows } = await asSuperuser(path, "template1", (client) => client.query<DatabaseRow>(DATABASES));
    for (const { name, closed } of rows) {
      if (closed) await this.#allowConnections(name, true);
      await asSuperuser(path, name, showClients);
      if (closed) await this.#allowConnections(name, false);
    }
  }

  async #allowConnections(database: string, allowed: boolean): Promise<void> {
    const change = `ALTER DATABASE ${escapeIdentifier(database)} ALLOW_CONNECTIONS ${String(allowed)}`;
    await asSuperuser(this.#socketFolder().path, "template1", (client) => client.query(change));
  }

  /** Stops the server, whoever started it; answers whether one ran. */
  stop(): Promise<boolean> {
    return this.#stop("fast");
  }

  /** Stops the server and deletes its data. */
  async remove(): Promise<void> {
    await this.#stop("immediate");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #stop(mode: ShutdownMode): Promise<boolean> {
    await this.#starting?.catch(() => undefined);
    this.#ready = undefined;
    this.#pool?.close();
    this.#pool = undefined;
    const pid = serverOf(this.#data);
    if (pid !== undefined) await stopServer(pid, mode);
    this.#sockets?.close();
    this.#sockets = undefined;
    return pid !== undefined;
  }

  async #initialize({ version, initdb }: PostgresBinaries): Promise<void> {
    const { owner, command } = runAs();
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    mkdirSync(this.#data, { recursive: true, mode: 0o700 });
    if (owner !== undefined) chownSync(this.#data, owner.uid, owner.gid);
    const options = [`--pgdata=${this.#data}`, `--username=${SUPERUSER}`, "--auth=trust", "--no-sync"];
    const [file, args] = command(initdb, [...options, ...localeOptions(version)]);
    await promisify(execFile)(file, args, { cwd: "/", env: environment() }).catch((error: unknown) => {
      throw new Error(`PostgreSQL could not be set up in ${this.#data}: ${stderrOf(error)}`);
    });
    writeFileSync(join(this.#data, "pg_hba.conf"), HOST_BASED_AUTHENTICATION);
  }

  async #start(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    let child: StartedServer | undefined;
    while (!(await this.#answers())) {
      // A server that runs is given time, and never ended: it may be starting up, or full of other people's work.
      if (serverOf(this.#data) === undefined) child ??= this.#spawn();
      const failure = child?.failure();
      if (failure !== undefined || Date.now() > deadline)
        throw new Error(`PostgreSQL does not start in ${this.#data}: ${failure ?? this.#lastWords()}`);
      await sleep(LOOK_AGAIN_AFTER_MS);
    }
    this.#ready = identityOf(serverOf(this.#data) ?? 0);
  }

  #spawn(): StartedServer {
    forgetServer(this.#data);
    this.clientNotes.clear();
    const { command } = runAs();
    const binaries = serverFor(this.#data);
    const primary = this.#primary();
    const all = [
      ...SETTINGS,
      ...offerExtensions(binaries, join(this.folder, "extensions")),
      ...(primary === undefined ? [] : followSettings(primary.sockets.path, primary.slot)),
    ];
    const settings = all.flatMap((setting) => ["-c", setting]);
    const [file, args] = command(binaries.postgres, ["-D", this.#data, ...settings]);
    const log = openOwn(join(this.folder, "postgres.log"), "append");
    const before = fstatSync(log).size;
    const folder = primary?.sockets.inheritable;
    const stdio: StdioOptions = ["ignore", log, log, ...(folder === undefined ? [] : [folder])];
    const child = spawn(file, args, { cwd: "/", env: environment(), detached: true, stdio });
    closeSync(log);
    primary?.sockets.close();
    child.unref();
    let failed: string | undefined;
    child.once("error", ({ message }) => (failed = message));
    const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
    return { failure: () => failed ?? (hasEnded() ? this.#lastWords(before) : undefined) };
  }

  #primary(): { readonly sockets: UnixSocketFolder; readonly slot: string } | undefined {
    if (!this.isReplica) return undefined;
    const { primary, slot } = JSON.parse(readFileSync(this.#following, "utf8")) as Record<"primary" | "slot", string>;
    return { sockets: new UnixSocketFolder(join(dirname(this.folder), primary, "data"), SOCKET, INHERITED), slot };
  }

  async #answers(): Promise<boolean> {
    if (!existsSync(join(this.#data, "postmaster.pid"))) return false;
    return asSuperuser(this.#socketFolder().path, "template1", () => Promise.resolve(true)).catch(isThere);
  }

  #lookUp<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    this.#pool ??= new SuperuserPool(this.#socketFolder().path);
    return this.#pool.run(work);
  }

  #socketFolder(): UnixSocketFolder {
    this.#sockets ??= new UnixSocketFolder(this.#data, SOCKET);
    return this.#sockets;
  }

  /** @param since the log's length when the server was started: what stands before is about others. */
  #lastWords(since = 0): string {
    const log = readFileSync(join(this.folder, "postgres.log")).subarray(since).toString("utf8").trimEnd();
    return log.split("\n").slice(-5).join("; ") || "no reason given";
  }
}

/** The PostgreSQL that made the data and runs it. */
function serverFor(dataFolder: string): PostgresBinaries {
  const record = join(dataFolder, "PG_VERSION");
  const major = existsSync(record) ? readFileSync(record, "utf8").trim() : "";
  if (/^\d+$/.test(major)) return postgresBinariesFor(major);
  throw new Error(`PostgreSQL does not start in ${dataFolder}: its data is damaged, ${record} names no version`);
}

/** UTF-8 that sorts by code points, the same on every machine where PostgreSQL brings it itself: since 17. */
function localeOptions(version: string): readonly string[] {
  if (Number.parseInt(version, 10) >= 17) {
    return ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  }
  return ["--encoding=UTF8", "--locale=C", `--lc-ctype=${platform() === "linux" ? "C.UTF-8" : "en_US.UTF-8"}`];
}

interface DatabaseRow {
  readonly name: string;
  /** To connections, as template0 is. */
  readonly closed: boolean;
}

const DATABASES = "SELECT datname AS name, NOT datallowconn AS closed FROM pg_database WHERE datconnlimit <> -2";

interface StartedServer {
  /** Why it has ended; undefined while it runs. */
  failure(): string | undefined;
}

/** How a replica finds what it follows. */
function followSettings(socketFolder: string, slot: string): readonly string[] {
  return [
    `primary_conninfo=host=${socketFolder} port=5432 user=${SUPERUSER} application_name=${slot}`,
    `primary_slot_name=${slot}`,
    "hot_standby=on",
  ];
}

/** Nothing of the caller's: a PGDATA or PGOPTIONS meant for another server must not reach this one. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function stderrOf(error: unknown): string {
  const { stderr } = error as { readonly stderr?: string };
  return (stderr ?? (error instanceof Error ? error.message : String(error))).trim().split("\n").slice(-5).join("; ");
}
