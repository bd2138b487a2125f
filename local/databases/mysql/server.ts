import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "mysql2/promise";
import { writeOwn } from "../../ground/own-file";
import { identityOf, isRunning, type ProcessIdentity } from "../../ground/process-identity.cjs";
import { writeWhole } from "../../ground/write-whole";
import { UnixSocketFolder } from "../unix-socket-folder";
import { type AdminLogin, asAdmin, isThere } from "./admin";
import { mariadbBinaries, mariadbBinariesFor, mariadbFor } from "./binaries";
import type { MariadbBinaries } from "./installed";
import { createOwner, type Owner } from "./owner";
import { setDynamic } from "./parameters";
import { adminPassword, lastWords, launch, type Launched } from "./launch";
import { programsFolder } from "./programs-folder";
import { Following } from "./following";
import { copyFrozen, thaw } from "./frozen-copy";
import { followNoLonger, withoutCommits } from "./replication";
import { ReplicationRole } from "./replication-role";
import { ensureServerCertificate, serverCertificate } from "./server-certificate";
import { serverOf, SOCKET, stopServer } from "./server-process";
import type { Settings } from "./settings-file";
import { giveToServer, makeData } from "./template";

const PLAN = "planned.json";
const MADE = "made-by";

/** Recovery after a crash included. */
const READY_WITHIN_MS = 60_000;
const LOOK_AGAIN_AFTER_MS = 15;

/**
 * One MariaDB server: its own process, its data in `<folder>/data`, reached by a unix socket in there and no other way. It
 * outlives the local cloud, which finds it again. Where no server can be had, what it shall be is kept until there is one.
 */
export class MariadbServer {
  readonly #data: string;
  /** What the server shall be: gone when it is that. */
  readonly #plan: string;
  /** The version that made the data. */
  readonly #made: string;
  readonly #settings: string;
  #sockets: UnixSocketFolder | undefined;
  #starting: Promise<void> | undefined;
  /** The process that has taken a connection once; it is there until it ends, however busy it may be. */
  #ready: ProcessIdentity | undefined;
  readonly #role: ReplicationRole;
  readonly #following: Following;

  constructor(private readonly folder: string) {
    this.#role = new ReplicationRole(folder);
    this.#following = new Following(this.#role);
    this.#data = join(folder, "data");
    this.#plan = join(folder, PLAN);
    this.#made = join(folder, MADE);
    this.#settings = join(folder, "settings.json");
  }

  /** Whether its data is there, or planned. Nothing is ever made over data. */
  get exists(): boolean {
    return existsSync(this.#plan) || existsSync(this.#made) || this.isReplica || this.#hasData;
  }

  /** Of the MariaDB that runs the data, such as `11.4.5`; undefined where there is no data, or nothing to run it. */
  get version(): string | undefined {
    return existsSync(this.#made) ? mariadbFor(readFileSync(this.#made, "utf8"))?.version : undefined;
  }

  /** The unix socket of the running server. */
  get socket(): string {
    return this.#socketFolder().socket;
  }

  /** PEM, what the running server proves itself with there. */
  get certificate(): string {
    return serverCertificate(this.folder);
  }

  /** What the server runs with, beside what every server here does. */
  get settings(): Settings {
    if (!existsSync(this.#settings)) return {};
    return JSON.parse(readFileSync(this.#settings, "utf8")) as Settings;
  }

  /** For its next start. */
  set settings(settings: Settings) {
    writeWhole(this.#settings, JSON.stringify(settings));
  }

  /** Keeps what the server shall be, for its first start; also again, until that has been. */
  plan(owner: Owner, settings: Settings): void {
    if (!existsSync(this.#plan) && this.exists)
      throw new Error(`${this.folder} holds data already: nothing is made over it`);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeWhole(this.#plan, JSON.stringify(owner));
    this.settings = settings;
  }

  /** Whether the server has never been what it shall be. */
  get isPlanned(): boolean {
    return existsSync(this.#plan);
  }

  /** Keeps a copy of its data, or of the plan of it, where no server can be had. */
  async saveTo(folder: string): Promise<void> {
    mkdirSync(folder, { mode: 0o700 });
    if (this.isPlanned) {
      await copyFile(this.#plan, join(folder, PLAN));
      return;
    }
    await this.#copyTo(join(folder, "data"), () => undefined);
    await copyFile(this.#made, join(folder, MADE));
  }

  /** Makes its data of such a copy. Nothing is ever made over data. */
  async restore(folder: string): Promise<void> {
    if (this.exists) throw new Error(`${this.folder} holds data already: nothing is made over it`);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    if (existsSync(join(folder, PLAN))) {
      await copyFile(join(folder, PLAN), this.#plan);
      return;
    }
    await this.#take(join(folder, "data"), readFileSync(join(folder, MADE), "utf8"));
  }

  /** Whether it follows another server, or shall. */
  get isReplica(): boolean {
    return this.#role.isReplica;
  }

  /** Makes it a replica of `source` with its first start. */
  planReplica(source: MariadbServer, settings: Settings): void {
    if (this.exists) throw new Error(`${this.folder} holds data already: nothing is made over it`);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.settings = settings;
    this.#role.follow(source.folder);
  }

  /** Ends its following another server: it takes writes when the promise resolves. */
  async promote(): Promise<void> {
    if (!this.isReplica) return;
    await this.start();
    await this.run(followNoLonger);
    this.#role.followNoLonger();
    this.#following.end();
  }

  /** Starts the server, or finds the one that runs. Several callers may ask at once. @throws NoServerError */
  start(): Promise<void> {
    if (this.#ready !== undefined && isRunning(this.#ready) && !this.isPlanned) return Promise.resolve();
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Runs statements as RDS's own user. */
  run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return asAdmin(this.#admin(), work);
  }

  /** Stops the server, whoever started it; answers whether one ran. */
  stop(): Promise<boolean> {
    return this.#stop("orderly");
  }

  /** Stops the server and deletes its data. */
  async remove(): Promise<void> {
    await this.#stop("immediate");
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #hasData(): boolean {
    return existsSync(this.#data) && readdirSync(this.#data).length > 0;
  }

  async #stop(mode: "orderly" | "immediate"): Promise<boolean> {
    await this.#starting?.catch(() => undefined);
    this.#ready = undefined;
    const pid = serverOf(this.#data);
    if (pid !== undefined) await stopServer(pid, mode);
    this.#following.end();
    this.#sockets?.close();
    this.#sockets = undefined;
    return pid !== undefined;
  }

  async #start(): Promise<void> {
    if (this.isReplica && !this.#hasData) await this.#copySource();
    const binaries = await this.#binaries();
    // Whoever copied it may have been killed over it.
    const running = serverOf(this.#data);
    if (running !== undefined) thaw(running);
    await ensureServerCertificate(this.folder);
    const deadline = Date.now() + READY_WITHIN_MS;
    let child: Launched | undefined;
    while (!(await this.#answers())) {
      // A server that runs is given time, and never ended: it may be starting up, or full of other people's work.
      if (serverOf(this.#data) === undefined) child ??= launch(this.folder, binaries, this.#role, this.settings);
      const failure = child?.failure();
      if (failure !== undefined || Date.now() > deadline)
        throw new Error(`MariaDB does not start in ${this.#data}: ${failure ?? lastWords(this.folder)}`);
      await sleep(LOOK_AGAIN_AFTER_MS);
    }
    if (this.isPlanned) await this.#fulfil();
    if (child !== undefined) await this.run((connection) => setDynamic(connection, this.settings));
    if (this.isReplica) await this.#following.begin((work) => this.run(work));
    this.#ready = identityOf(serverOf(this.#data) ?? 0);
  }

  /** The server for the data, which is made where it was only planned. */
  async #binaries(): Promise<MariadbBinaries> {
    const isMade = existsSync(this.#made);
    if (this.#hasData && !isMade) {
      throw new Error(`${this.#data} is damaged: ${this.#made}, which says what made it, is missing`);
    }
    const binaries = isMade ? await mariadbBinariesFor(readFileSync(this.#made, "utf8")) : await mariadbBinaries();
    if (this.#hasData) return binaries;
    if (!this.isPlanned) throw new Error(`${this.#data} is missing or empty`);
    // First the record: data without one would be nobody's.
    writeOwn(this.#made, binaries.version);
    await makeData(binaries, programsFolder(), this.#data);
    return binaries;
  }

  /** A copy of the source as it is now, with which following begins. */
  async #copySource(): Promise<void> {
    const source = new MariadbServer(this.#role.sourceFolder);
    await source.#becomeSource();
    const copy = join(this.folder, "copy");
    rmSync(copy, { recursive: true, force: true });
    await source.#copyTo(copy, (position) => {
      this.#role.follow(source.folder, position);
    });
    await this.#take(copy, readFileSync(source.#made, "utf8"));
    rmSync(copy, { recursive: true });
  }

  /** Copies the data as it is at one moment; `at` hears what of its binary log it has. */
  async #copyTo(folder: string, at: (position: string) => void): Promise<void> {
    await this.start();
    await this.run((connection) =>
      withoutCommits(connection, async (position) => {
        await copyFrozen(serverOf(this.#data), this.#data, folder);
        at(position);
      }),
    );
  }

  /** @param made the version that made the data. */
  async #take(folder: string, made: string): Promise<void> {
    const partial = `${this.#data}.partial`;
    rmSync(partial, { recursive: true, force: true });
    await copyFrozen(undefined, folder, partial);
    giveToServer(partial);
    writeOwn(this.#made, made);
    renameSync(partial, this.#data);
  }

  /** Has it write what replicas follow, which takes a restart the first time. */
  async #becomeSource(): Promise<void> {
    await this.start();
    if (this.#role.isSource) return;
    this.#role.becomeSource();
    await this.stop();
    await this.start();
  }

  async #fulfil(): Promise<void> {
    const owner = JSON.parse(readFileSync(this.#plan, "utf8")) as Owner;
    await this.run((connection) => createOwner(connection, owner));
    rmSync(this.#plan);
  }

  async #answers(): Promise<boolean> {
    if (serverOf(this.#data) === undefined) return false;
    return asAdmin(this.#admin(), () => Promise.resolve(true)).catch(isThere);
  }

  #admin(): AdminLogin {
    return { socketPath: this.socket, password: adminPassword(this.folder) };
  }

  #socketFolder(): UnixSocketFolder {
    this.#sockets ??= new UnixSocketFolder(this.#data, SOCKET);
    return this.#sockets;
  }
}
