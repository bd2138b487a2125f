import { join } from "node:path";
import { ADMIN } from "./admin";
import { NATIVE } from "./handshake";
import type { MariadbBinaries } from "./installed";
import { certificateFiles } from "./server-certificate";
import { REPLICATOR } from "./replication-door";
import type { ReplicationRole } from "./replication-role";
import { PID_FILE, SOCKET } from "./server-process";
import { type Settings, STORAGE } from "./settings-file";
import { messageOptions } from "./template";

/** What every server here runs with, whatever its instance's parameters say. */
export function fixedSettings(folder: string, binaries: MariadbBinaries, role: ReplicationRole): Settings {
  const files = certificateFiles(folder);
  const nothing = join(folder, "nothing");
  return {
    ...STORAGE,
    ...messageOptions(binaries),
    ...role.settings,
    datadir: join(folder, "data"),
    // Relative to the data folder, where only the server's user can go.
    socket: SOCKET,
    "pid-file": PID_FILE,
    "skip-networking": "1",
    "skip-name-resolve": "1",
    "performance-schema": "OFF",
    // The front, on the socket, says whom it serves.
    "proxy-protocol-networks": "localhost",
    "init-file": join(folder, "init.sql"),
    "ssl-cert": files.certificate,
    "ssl-key": files.key,
    // Nothing is read from files or loaded into the server, whoever asks.
    "secure-file-priv": nothing,
    "plugin-dir": nothing,
  };
}

/**
 * Run at each start: RDS's own users, by passwords that only this folder has. MariaDB takes clients of the front for local ones
 * as well as for those they are, so that its host alone would keep nobody out.
 */
export function initialSql(hash: string, replicatorHash?: string): string {
  const user = `'${ADMIN}'@'localhost'`;
  const replicator = `'${REPLICATOR}'@'localhost'`;
  return [
    // Each server has its own: nothing of this is for its replicas.
    "SET SESSION sql_log_bin = 0;",
    `CREATE OR REPLACE USER ${user} IDENTIFIED VIA ${NATIVE} USING '${hash}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${user} WITH GRANT OPTION;`,
    ...(replicatorHash === undefined
      ? []
      : [
          `CREATE OR REPLACE USER ${replicator} IDENTIFIED VIA ${NATIVE} USING '${replicatorHash}';`,
          `GRANT REPLICATION SLAVE ON *.* TO ${replicator};`,
        ]),
    "",
  ].join("\n");
}
