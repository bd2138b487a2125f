import type { Duplex } from "node:stream";
import type { DbInstance } from "../../services/rds/entities";
import type { MasterLogin } from "../../services/services";
import type { Entity } from "../../state/store";
import type { Connection, EngineServer, LoginState, ProxyHop } from "../engine";
import { majorOfServer } from "./binaries";
import { serveFront } from "./front";
import { frontSession } from "./front-session";
import { ProxyPools } from "./proxied/proxy-pools";
import { serveProxied } from "./proxied/proxied-front";
import { loginState } from "./login-state";
import { applyParameters } from "./parameters";
import { dropSlot, replicate, slotOf } from "./replicate";
import { saveTo } from "./save";
import { setPassword } from "./roles";
import { PostgresServer } from "./server";
import { serverSettings } from "./settings";

/** A PostgreSQL server as what an RDS instance stands for. */
export class InstanceServer implements EngineServer {
  readonly #server: PostgresServer;
  /** Of each proxy before it. */
  readonly #pools = new Map<string, ProxyPools>();

  constructor(folder: string) {
    this.#server = new PostgresServer(folder);
  }

  get exists(): boolean {
    return this.#server.exists;
  }

  get version(): string | undefined {
    try {
      return this.#server.version;
    } catch {
      return undefined;
    }
  }

  create({ data }: Entity<DbInstance>, { password }: MasterLogin): Promise<void> {
    const owner = { masterUser: data.masterUsername, password, databaseName: data.dbName };
    return this.#server.create(owner, majorOfServer(data.engineVersion));
  }

  async replicate({ id }: Entity<DbInstance>, source: EngineServer): Promise<void> {
    if (!(source instanceof InstanceServer)) throw new Error("a replica follows a server of its own engine");
    await source.start();
    await replicate(this.#server, source.#server, slotOf(id));
  }

  async saveTo(folder: string): Promise<void> {
    await this.#server.start();
    await saveTo(this.#server, folder);
  }

  restore(folder: string): Promise<void> {
    return this.#server.restore(folder);
  }

  async forgetReplica({ id }: Entity<DbInstance>): Promise<void> {
    await this.#server.run((client) => dropSlot(client, slotOf(id)));
  }

  promote(): Promise<void> {
    return this.#server.promote();
  }

  start(): Promise<void> {
    return this.#server.start();
  }

  async adjust({ data }: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    await this.#server.start();
    // A replica has its source's settings: with fewer connections than that it could not follow.
    if (this.#server.isReplica) return;
    await applyParameters(this.#server, serverSettings(data, Number(majorOfServer(this.#server.version))));
    if (login === undefined) return;
    await this.#server.run((client) => setPassword(client, data.masterUsername, login.password));
  }

  async resume(instance: Entity<DbInstance>): Promise<void> {
    await this.#server.start();
    if (this.#server.isReplica) return;
    await this.#server.showClients();
    await this.adjust(instance);
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
    return serveProxied(raw, frontSession(this.#server, connection), proxy, this.#poolsOf(proxy));
  }

  #poolsOf({ id }: ProxyHop): ProxyPools {
    const pools = this.#pools.get(id) ?? new ProxyPools(this.#server);
    this.#pools.set(id, pools);
    return pools;
  }

  loginState(user: string): Promise<LoginState> {
    return this.#server.run((client) => loginState(client, user));
  }
}
