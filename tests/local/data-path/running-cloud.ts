import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../../local/ground/log";
import { serve } from "../../../local/socket/server";
import { socketPath } from "../../../local/socket/socket-path";
import { dataPath } from "../../../local/data-path/data-path";
import { noDatabases, type DatabaseHooks, type Services } from "../../../local/services/services";
import { temporaryFolder } from "../temporary-folder";
import { testServices } from "../test-services";

/** A local cloud of the data path alone: services, socket, real database servers. */
export interface RunningCloud {
  readonly services: Services;
  readonly socket: string;
  readonly stateFolder: string;
  /** What it logged, a line each. */
  readonly logged: string[];
  /** What a person is told at its start. */
  readonly notices: readonly string[];
  /** Ends it as `kill -9` would: servers stay. */
  abandon(): Promise<void>;
  stop(): Promise<void>;
}

/** @param stateFolder of an earlier one, with its services; default: new ones, in a folder only its owner can enter. */
export async function startCloud(earlier?: {
  readonly stateFolder: string;
  readonly services: Services;
}): Promise<RunningCloud> {
  const folder = earlier === undefined ? temporaryFolder() : undefined;
  const stateFolder = earlier?.stateFolder ?? join(folder?.path ?? "", "project", ".lattice-db", "state");
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const logged: string[] = [];
  const log: Log = {
    write: (message, facts) => logged.push(`${message} ${JSON.stringify(facts)}`),
    close: () => Promise.resolve(),
  };
  const running: { hooks?: DatabaseHooks | undefined } = {};
  const hook = (): DatabaseHooks => running.hooks ?? noDatabases;
  const services = testServices({
    ...(earlier === undefined ? {} : { store: earlier.services.store }),
    clock: { now: () => new Date() },
    ids: {
      hex: (length) => randomBytes(length).toString("hex").slice(0, length),
      uuid: () => randomUUID(),
      bytes: (length) => randomBytes(length),
    },
    databases: {
      started: (instance, login, from) => hook().started(instance, login, from),
      modified: (instance, before, login) => hook().modified(instance, before, login),
      stopped: (instance) => hook().stopped(instance),
      deleted: (instance) => hook().deleted(instance),
      saved: (instance, copyId) => hook().saved(instance, copyId),
      forgotten: (copyId) => hook().forgotten(copyId),
    },
  });
  const notices: string[] = [];
  const notice = (text: string): void => void notices.push(text);
  const path = await dataPath({ services, stateFolder, log, notice, notices });
  running.hooks = path.databases;
  const socket = socketPath(stateFolder);
  const server = await serve(socket, path.handlers, log, path.tunnel);
  return {
    services,
    socket,
    stateFolder,
    logged,
    notices,
    abandon: () => server.stop(),
    async stop() {
      await server.stop();
      await path.stop();
      folder?.remove();
    },
  };
}
