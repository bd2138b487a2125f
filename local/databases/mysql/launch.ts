import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fstatSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openOwn, writeOwn } from "../../ground/own-file";
import { writeWhole } from "../../ground/write-whole";
import { runAs } from "../run-as";
import { fixedSettings, initialSql } from "./fixed-settings";
import type { MariadbBinaries } from "./installed";
import { passwordHash } from "./owner";
import type { ReplicationRole } from "./replication-role";
import { serverEnvironment } from "./server-environment";
import { forgetServer, settingsOption } from "./server-process";
import { type Settings, settingsFile } from "./settings-file";

/** A server's process that has just been started, and outlives this one. */
export interface Launched {
  /** Why it has ended; undefined while it runs. */
  failure(): string | undefined;
}

/** Starts the server whose data is in `<folder>/data`. */
export function launch(folder: string, binaries: MariadbBinaries, role: ReplicationRole, settings: Settings): Launched {
  const data = join(folder, "data");
  forgetServer(data);
  mkdirSync(join(folder, "nothing"), { recursive: true, mode: 0o700 });
  writeOwn(join(folder, "server.cnf"), settingsFile(fixedSettings(folder, binaries, role), settings));
  const replicator = role.isSource ? passwordHash(role.password) : undefined;
  writeOwn(join(folder, "init.sql"), initialSql(passwordHash(adminPassword(folder)), replicator));
  const [file, args] = runAs().command(binaries.server, [settingsOption(data)]);
  const log = openOwn(join(folder, LOG), "append");
  const before = fstatSync(log).size;
  const options = { cwd: "/", env: serverEnvironment(), detached: true } as const;
  const child = spawn(file, args, { ...options, stdio: ["ignore", log, log] });
  closeSync(log);
  child.unref();
  let failed: string | undefined;
  child.once("error", ({ message }) => (failed = message));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return { failure: () => failed ?? (hasEnded() ? lastWords(folder, before) : undefined) };
}

const LOG = "mariadb.log";

/** Made with the first start; a file of its owner alone. */
export function adminPassword(folder: string): string {
  const file = join(folder, "admin-password");
  if (!existsSync(file)) writeWhole(file, randomBytes(24).toString("hex"));
  return readFileSync(file, "utf8");
}

/** @param since the log's length when the server was started: what stands before is about others. */
export function lastWords(folder: string, since = 0): string {
  const log = readFileSync(join(folder, LOG)).subarray(since).toString("utf8").trimEnd();
  const errors = log.split("\n").filter((line) => line.includes("[ERROR]"));
  return (errors.length > 0 ? errors : log.split("\n")).slice(-5).join("; ") || "no reason given";
}
