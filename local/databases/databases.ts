import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../ground/log";
import type { Entity } from "../state/store";
import { dbInstanceKind, type DbInstance } from "../services/rds/entities";
import type { DatabaseHooks, MasterLogin, Services } from "../services/services";
import { PostgresServer } from "./postgres/server";
import { majorOfServer } from "./postgres/binaries";
import { applyParameters } from "./postgres/parameters";
import { setPassword } from "./postgres/roles";
import { serverSettings } from "./postgres/settings";
import { setAside } from "./set-aside";

/** The database servers of the local cloud, one for each RDS instance with an engine that can be run here. */
export class Databases implements DatabaseHooks {
  readonly #servers = new Map<string, PostgresServer>();
  readonly #folder: string;

  constructor(
    stateFolder: string,
    private readonly services: Pick<Services, "store">,
    private readonly log: Log,
  ) {
    this.#folder = join(stateFolder, "databases");
  }

  async started(instance: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    if (!isRunnable(instance)) return;
    const server = this.#server(instance.id);
    if (!server.exists) {
      if (login === undefined) throw new Error(lostData(instance));
      const { masterUsername, dbName } = instance.data;
      const owner = { masterUser: masterUsername, password: login.password, databaseName: dbName };
      try {
        await server.create(owner, majorOfServer(instance.data.engineVersion));
      } catch (error) {
        await server.remove();
        throw error;
      }
    }
    await this.#adjust(server, instance, login);
  }

  async modified(instance: Entity<DbInstance>, _before: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    // A stopped instance takes its parameters at its next start.
    if (!isRunnable(instance) || (login === undefined && instance.data.dbInstanceStatus === "stopped")) return;
    await this.#adjust(this.#server(instance.id), instance, login);
    if (instance.data.dbInstanceStatus === "stopped") await this.stopped(instance);
  }

  async stopped({ id }: Entity<DbInstance>): Promise<void> {
    await this.#server(id).stop();
  }

  async deleted({ id }: Entity<DbInstance>): Promise<void> {
    await this.#server(id).remove();
    this.#servers.delete(id);
  }

  /** The running server of an available instance. */
  async ready(instance: Entity<DbInstance>): Promise<PostgresServer> {
    const server = this.#server(instance.id);
    if (!server.exists) throw new Error(lostData(instance));
    await server.start();
    return server;
  }

  /** What no instance has is moved aside, before anything else: it may be all that is left of somebody's rows. */
  async setAsideUnknown(notice: (text: string) => void): Promise<void> {
    const known = new Set(this.services.store.list(dbInstanceKind).map(({ id }) => id));
    for (const name of existsSync(this.#folder) ? readdirSync(this.#folder) : []) {
      if (known.has(name)) continue;
      await this.#attempt(name, async () => {
        notice(asideNotice(join(this.#folder, name), await setAside(this.#folder, name)));
      });
    }
  }

  /** After a start of the local cloud: has the available instances running. */
  async resume(): Promise<void> {
    await Promise.all(
      this.services.store
        .list(dbInstanceKind)
        .filter((instance) => isRunnable(instance) && instance.data.dbInstanceStatus === "available")
        .map((instance) => this.#attempt(instance.id, () => this.#resumed(instance))),
    );
  }

  /** An earlier local cloud may have ended before all was in effect, or have known fewer parameters. */
  async #resumed(instance: Entity<DbInstance>): Promise<void> {
    const server = await this.ready(instance);
    await server.showClients();
    await this.#adjust(server, instance, undefined);
  }

  /** Stops all servers; their data stays. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
  }

  async #adjust(server: PostgresServer, { data }: Entity<DbInstance>, login: MasterLogin | undefined): Promise<void> {
    await server.start();
    await applyParameters(server, serverSettings(data, Number(majorOfServer(server.version))));
    if (login !== undefined) await server.run((client) => setPassword(client, data.masterUsername, login.password));
  }

  /** One database that does not start must not keep the others, or the local cloud, from doing so. */
  async #attempt(id: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.write("database failed", { id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #server(id: string): PostgresServer {
    let server = this.#servers.get(id);
    if (server === undefined) {
      server = new PostgresServer(join(this.#folder, id));
      this.#servers.set(id, server);
    }
    return server;
  }
}

/** Whether the local cloud runs a server for the instance; of other engines it has the control plane only. */
export function isRunnable({ data }: Entity<DbInstance>): boolean {
  return data.engine === "postgres";
}

function asideNotice(from: string, to: string): string {
  return `${from} belongs to no database of the local cloud and was moved to ${to}: look at it, and delete it if nobody needs it`;
}

function lostData({ data }: Entity<DbInstance>): string {
  return `the data of ${data.dbInstanceIdentifier} is not in the state folder: delete the instance and create it again`;
}
