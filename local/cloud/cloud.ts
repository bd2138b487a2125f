import { randomBytes, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { undoUntaken } from "../providers/creations";
import { providerHandlers } from "../providers/handlers";
import { removeLeavers } from "../services/ram/leavers";
import { noDatabases, type DatabaseHooks, type Ids, type Services } from "../services/services";
import { claimStateFolder, hasHadStore } from "../ground/state-marker";
import { writeWhole } from "../ground/write-whole";
import type { Extension, StartExtension } from "./extension";
import { openStore } from "../state/disk-store";
import { fileLog } from "../ground/log";
import type { Handlers } from "../socket/handlers";
import { openSeals } from "../state/seals";
import { RECORD } from "../socket/record";
import { serve } from "../socket/server";
import { readSettings } from "./settings";
import { socketPath } from "../socket/socket-path";

/** A local cloud that answers. */
export interface Cloud {
  /** The unix socket it answers on. */
  readonly socket: string;
  /** Resolves when somebody asked it over the socket to stop (`POST /stop`). */
  readonly stopAsked: Promise<void>;
  /** Finishes what is under way and lets the state folder go. */
  stop(): Promise<void>;
}

/** Starts the local cloud on a state folder. Throws StoreLockedError when another process has the folder. */
export async function startCloud(stateFolder: string, starters: readonly StartExtension[]): Promise<Cloud> {
  claimStateFolder(stateFolder);
  const settings = readSettings(stateFolder);
  const notices: string[] = [];
  const store = await openStore(join(stateFolder, "store"), {
    expected: hasHadStore(stateFolder),
    onHealed: (damaged) => notices.push(`the state was damaged (${damaged}) and has been mended: nothing is lost`),
  });
  const log = fileLog(join(stateFolder, "cloud.log"));
  await undoUntaken(store);
  await removeLeavers({ store, settings });
  const running: Extension[] = [];
  const services: Services = {
    store,
    settings,
    clock,
    ids,
    seals: openSeals(join(stateFolder, "key"), store.entities().length > 0),
    databases: databasesOf(running),
  };
  const notice = (text: string): void => void notices.push(text);
  for (const start of starters) running.push(await start({ services, stateFolder, log, notice, notices }));
  for (const text of notices) log.write("notice", { text });

  const socket = socketPath(stateFolder);
  const stop = stopRequest();
  const tunnel = running.find((it) => it.tunnel !== undefined)?.tunnel;
  const handlers = { ...handlersOf(running), ...providerHandlers(services), ...stop.handlers };
  const server = await serve(socket, handlers, log, tunnel);
  writeWhole(join(stateFolder, RECORD), JSON.stringify({ socket, pid: process.pid }));
  log.write("started", { socket, pid: process.pid });

  return {
    socket,
    stopAsked: stop.asked,
    async stop() {
      await server.stop();
      rmSync(join(stateFolder, RECORD), { force: true });
      for (const extension of [...running].reverse()) await extension.stop();
      await store.close();
      log.write("stopped");
      await log.close();
    },
  };
}

const clock = { now: () => new Date() };

const ids: Ids = {
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length),
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
};

/** Services are made before the extensions are: the hooks are looked up when they are called. */
function databasesOf(running: readonly Extension[]): DatabaseHooks {
  const hooks = (): DatabaseHooks => running.find((it) => it.databases !== undefined)?.databases ?? noDatabases;
  return {
    started: (instance, login, from) => hooks().started(instance, login, from),
    modified: (instance, before, login) => hooks().modified(instance, before, login),
    stopped: (instance) => hooks().stopped(instance),
    deleted: (instance) => hooks().deleted(instance),
    saved: (instance, copyId) => hooks().saved(instance, copyId),
    forgotten: (copyId) => hooks().forgotten(copyId),
  };
}

function handlersOf(running: readonly Extension[]): Handlers {
  return Object.assign({}, ...running.map((it) => it.handlers)) as Handlers;
}

function stopRequest(): { readonly handlers: Handlers; readonly asked: Promise<void> } {
  let resolveAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => (resolveAsked = resolve));
  const stop = (): Promise<unknown> => {
    resolveAsked();
    return Promise.resolve({ stopping: true });
  };
  return { handlers: { "POST /stop": stop }, asked };
}
