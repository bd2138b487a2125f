import type { Duplex } from "node:stream";
import type { DbInstance } from "../../services/rds/entities";
import type { MasterLogin } from "../../services/services";
import type { Entity } from "../../state/store";
import type { Connection, EngineServer, LoginState } from "../engine";
import { NoServerError } from "./binaries";
import { serveFront } from "./front";
import { frontSession } from "./front-session";
import { loginState } from "./login-state";
import { passwordHash, setPassword } from "./owner";
import { applyParameters } from "./parameters";
import { MariadbServer } from "./server";
import { serverSettings } from "./settings";

/** A MariaDB server as what an RDS instance of MySQL or MariaDB stands for. */
export class InstanceServer implements EngineServer {
  /** What runs both. */
  readonly title = "MariaDB";
  readonly #server: MariadbServer;

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

  start(): Promise<void> {
    return this.#server.start();
  }

  async adjust({ data }: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    if (this.#server.isPlanned && login !== undefined) this.#plan(data, login);
    if (!(await unlessThereIsNone(this.#server.start()))) return;
    await applyParameters(this.#server, serverSettings(data));
    if (login === undefined) return;
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
