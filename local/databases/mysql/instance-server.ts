import type { Duplex } from "node:stream";
import type { DbInstance } from "../../services/rds/entities";
import type { MasterLogin } from "../../services/services";
import type { Entity } from "../../state/store";
import { ConnectionPool } from "../connection-pool";
import type { Connection, EngineServer, LoginState, ProxyHop } from "../engine";
import { maxConnections } from "./admin";
import { NoServerError } from "./binaries";
import { serveFront } from "./front";
import { frontSession } from "./front-session";
import { loginState } from "./login-state";
import { passwordHash, setPassword } from "./owner";
import { applyParameters } from "./parameters";
import { type Behind, serveProxied } from "./proxied/proxied-front";
import type { ServerConnection } from "./proxied/server-connection";
import { MariadbServer } from "./server";
import { serverSettings } from "./settings";

/** A MariaDB server as what an RDS instance of MySQL or MariaDB stands for. */
export class InstanceServer implements EngineServer {
  /** What runs both. */
  readonly title = "MariaDB";
  readonly #server: MariadbServer;
  readonly #proxies = new Map<string, Behind>();

  constructor(folder: string) {
    this.#server = new MariadbServer(folder);
  }

  get exists(): boolean {
    return this.#server.exists;
  }

  get version(): string | undefined {
    return this.#server.version;
  }

  /** Where no server can be had, the instance is deployed all the same, and made when there is one. */
  async create({ data }: Entity<DbInstance>, login: MasterLogin): Promise<void> {
    this.#plan(data, login);
    await unlessThereIsNone(this.#server.start());
  }

  /** Where no server can be had, it is made when there is one, as its source is. */
  async replicate({ data }: Entity<DbInstance>, source: EngineServer): Promise<void> {
    if (!(source instanceof InstanceServer)) throw new Error("a replica follows a server of its own engine");
    this.#server.planReplica(source.#server, serverSettings(data));
    await unlessThereIsNone(this.#server.start());
  }

  saveTo(folder: string): Promise<void> {
    return this.#server.saveTo(folder);
  }

  restore(folder: string): Promise<void> {
    return this.#server.restore(folder);
  }

  promote(): Promise<void> {
    return this.#server.promote();
  }

  start(): Promise<void> {
    return this.#server.start();
  }

  async adjust({ data }: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    if (this.#server.isPlanned && login !== undefined) this.#plan(data, login);
    if (!(await unlessThereIsNone(this.#server.start()))) return;
    await applyParameters(this.#server, serverSettings(data));
    // A replica has its source's users.
    if (login === undefined || this.#server.isReplica) return;
    await this.#server.run((connection) => setPassword(connection, data.masterUsername, passwordHash(login.password)));
  }

  resume(instance: Entity<DbInstance>): Promise<void> {
    return this.adjust(instance);
  }

  stop(): Promise<boolean> {
    return this.#server.stop();
  }

  remove(): Promise<void> {
    return this.#server.remove();
  }

  serve(raw: Duplex, connection: Connection): Promise<void> {
    return serveFront(raw, frontSession(this.#server, connection));
  }

  serveProxied(raw: Duplex, connection: Connection, proxy: ProxyHop): Promise<void> {
    return serveProxied(raw, frontSession(this.#server, connection), proxy, this.#behind(proxy));
  }

  #behind({ id }: ProxyHop): Behind {
    const behind = this.#proxies.get(id) ?? {
      pool: new ConnectionPool<ServerConnection>(),
      version: `${this.version ?? ""}-MariaDB`,
      maxConnections: () => this.#server.run(maxConnections),
      known: new Set<string>(),
    };
    this.#proxies.set(id, behind);
    return behind;
  }

  loginState(user: string): Promise<LoginState> {
    return this.#server.run((connection) => loginState(connection, user));
  }

  #plan(data: DbInstance, { password }: MasterLogin): void {
    const owner = {
      masterUser: data.masterUsername,
      passwordHash: passwordHash(password),
      databaseName: data.dbName,
    };
    this.#server.plan(owner, serverSettings(data));
  }
}

/** Whether there was one. */
async function unlessThereIsNone(start: Promise<void>): Promise<boolean> {
  try {
    await start;
    return true;
  } catch (error) {
    if (error instanceof NoServerError) return false;
    throw error;
  }
}
