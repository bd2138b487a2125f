import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../ground/log";
import type { Entity } from "../state/store";
import { NotModelledError } from "../services/not-modelled";
import { dbInstanceKind, type DbInstance } from "../services/rds/entities";
import { servedDatabases } from "../services/rds/served-databases";
import type { DatabaseHooks, DataSource, MasterLogin, Services } from "../services/services";
import { copiesFolder, databasesFolder } from "./database-folder";
import type { EngineServer } from "./engine";
import { engines } from "./engines";
import { setAside } from "./set-aside";

/** The database servers of the local cloud, one for each RDS instance and Aurora cluster with an engine that is run here (`engines.ts`). */
export class Databases implements DatabaseHooks {
  readonly #servers = new Map<string, EngineServer>();
  readonly #folder: string;
  readonly #copies: string;

  constructor(
    stateFolder: string,
    private readonly services: Pick<Services, "store" | "settings">,
    private readonly log: Log,
  ) {
    this.#folder = databasesFolder(stateFolder);
    this.#copies = copiesFolder(stateFolder);
  }

  async started(instance: Entity<DbInstance>, login?: MasterLogin, from?: DataSource): Promise<void> {
    const server = this.#server(instance);
    if (server === undefined) return;
    if (!server.exists) {
      const make = this.#maker(instance, server, login, from);
      try {
        await make();
      } catch (error) {
        await server.remove();
        throw error;
      }
    }
    await server.adjust(instance, login);
  }

  /** How the data of a server comes to be that has none yet. */
  #maker(
    instance: Entity<DbInstance>,
    server: EngineServer,
    login?: MasterLogin,
    from?: DataSource,
  ): () => Promise<void> {
    if (from !== undefined) return () => this.#restore(server, from);
    const { readReplicaSource: sourceId } = instance.data;
    const source = sourceId === undefined ? undefined : this.services.store.get(dbInstanceKind, sourceId);
    if (source === undefined) {
      if (login === undefined) throw new Error(lostData(instance));
      return () => server.create(instance, login);
    }
    return async () => {
      const followed = this.#server(source);
      if (server.replicate === undefined || followed === undefined) {
        throw new NotModelledError(`read replicas of ${instance.data.engine}`, "leave them out");
      }
      if (!followed.exists) throw new Error(lostData(source));
      await server.replicate(instance, followed);
    };
  }

  async #restore(server: EngineServer, from: DataSource): Promise<void> {
    if ("copyId" in from) {
      await server.restore(join(this.#copies, from.copyId));
      return;
    }
    const copyId = `of-${from.instance.id}-${randomUUID()}`;
    try {
      await this.saved(from.instance, copyId);
      await server.restore(join(this.#copies, copyId));
    } finally {
      await this.forgotten(copyId);
    }
  }

  async saved(instance: Entity<DbInstance>, copyId: string): Promise<void> {
    const server = this.#server(instance);
    if (server?.exists !== true) throw new Error(lostData(instance));
    mkdirSync(this.#copies, { recursive: true, mode: 0o700 });
    try {
      await server.saveTo(join(this.#copies, copyId));
    } catch (error) {
      await this.forgotten(copyId);
      throw error;
    }
  }

  async forgotten(copyId: string): Promise<void> {
    await rm(join(this.#copies, copyId), { recursive: true, force: true });
  }

  async modified(instance: Entity<DbInstance>, before: Entity<DbInstance>, login?: MasterLogin): Promise<void> {
    const server = this.#server(instance);
    const isPromoted = before.data.readReplicaSource !== undefined && instance.data.readReplicaSource === undefined;
    if (isPromoted) {
      await server?.promote?.();
      await this.#forgetReplica(before);
    }
    const isStopped = instance.data.dbInstanceStatus === "stopped";
    // A stopped instance takes its parameters at its next start.
    if (server === undefined || (login === undefined && isStopped)) return;
    await server.adjust(instance, login);
    if (isStopped) await server.stop();
  }

  async stopped(instance: Entity<DbInstance>): Promise<void> {
    await this.#server(instance)?.stop();
  }

  async deleted(instance: Entity<DbInstance>): Promise<void> {
    await this.#server(instance)?.remove();
    this.#servers.delete(instance.id);
    await this.#forgetReplica(instance);
  }

  /** Not of a source that does not run: its next start keeps what the replica would have needed. */
  async #forgetReplica(replica: Entity<DbInstance>): Promise<void> {
    const source = this.services.store.get(dbInstanceKind, replica.data.readReplicaSource ?? "");
    if (source?.data.dbInstanceStatus !== "available") return;
    await this.#attempt(source.id, async () => (await this.ready(source)).forgetReplica?.(replica));
  }

  /** The running server of an available instance, of an engine that is run here. */
  async ready(instance: Entity<DbInstance>): Promise<EngineServer> {
    if (this.services.settings.servers === false) throw new Error(NO_SERVERS);
    const server = this.#server(instance);
    if (server?.exists !== true) throw new Error(lostData(instance));
    await server.start();
    return server;
  }

  /** What no instance has is moved aside, before anything else: it may be all that is left of somebody's rows. */
  async setAsideUnknown(notice: (text: string) => void): Promise<void> {
    const known = new Set(servedDatabases(this.services.store).map(({ id }) => id));
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
      servedDatabases(this.services.store)
        .filter((instance) => engines.has(instance.data.engine) && instance.data.dbInstanceStatus === "available")
        .map((instance) => this.#attempt(instance.id, async () => (await this.ready(instance)).resume(instance))),
    );
  }

  /** Stops all servers; their data stays. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
  }

  /** One database that does not start must not keep the others, or the local cloud, from doing so. */
  async #attempt(id: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.write("database failed", { id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Undefined for an engine that is not run here. */
  #server({ id, data }: Entity<DbInstance>): EngineServer | undefined {
    const server = this.#servers.get(id) ?? engines.get(data.engine)?.server(join(this.#folder, id));
    if (server !== undefined) this.#servers.set(id, server);
    return server;
  }
}

const NO_SERVERS =
  'the local cloud runs no database servers, as "servers": false in settings.json of its state folder says: take it out, ' +
  "restart the local cloud, and make the database again";

function asideNotice(from: string, to: string): string {
  return `${from} belongs to no database of the local cloud and was moved to ${to}: look at it, and delete it if nobody needs it`;
}

function lostData({ data }: Entity<DbInstance>): string {
  return `the data of ${data.dbInstanceIdentifier} is not in the state folder: delete the instance and create it again`;
}
