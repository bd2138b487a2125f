import type { Connection } from "mysql2/promise";
import { setTimeout as sleep } from "node:timers/promises";
import { rowsOf } from "./admin";
import { REPLICATOR } from "./replication-door";

/** After how many seconds a server that lost its source asks for it again. */
const ASK_AGAIN_AFTER = 1;
const CAUGHT_UP_WITHIN_MS = 60_000;
const LOOK_AGAIN_AFTER_MS = 20;

/**
 * Keeps commits out while `work` runs, which is told what the data has: a copy made by then has that, no more and no less
 * (MariaDB, "BACKUP STAGE").
 */
export async function withoutCommits(connection: Connection, work: (position: string) => Promise<void>): Promise<void> {
  await connection.query("BACKUP STAGE START");
  await connection.query("BACKUP STAGE BLOCK_COMMIT");
  const [row] = await rowsOf(connection, "SELECT @@gtid_binlog_pos AS position");
  await work(String(row?.position));
  await connection.query("BACKUP STAGE END");
}

/** Where a copy begins to follow what it was copied from. */
export async function beginAt(connection: Connection, position: string): Promise<void> {
  await connection.query("SET GLOBAL gtid_slave_pos = ?", [position]);
}

/** Has the server follow its source through the door at this port. */
export async function followThrough(connection: Connection, port: number, password: string): Promise<void> {
  await connection.query("STOP SLAVE");
  await connection.query(
    `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ?, MASTER_USER = '${REPLICATOR}', MASTER_PASSWORD = ?,
      MASTER_SSL = 0, MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = ${ASK_AGAIN_AFTER}`,
    [port, password],
  );
  await connection.query("START SLAVE");
}

/** Ends the following, once what has come of the source is in, and lets writes in. */
export async function followNoLonger(connection: Connection): Promise<void> {
  await connection.query("STOP SLAVE IO_THREAD");
  const deadline = Date.now() + CAUGHT_UP_WITHIN_MS;
  while (!(await hasAllOfIt(connection))) {
    if (Date.now() > deadline) throw new Error("the replica does not get done with what it has of its source");
    await sleep(LOOK_AGAIN_AFTER_MS);
  }
  await connection.query("STOP SLAVE");
  await connection.query("RESET SLAVE ALL");
  await connection.query("SET GLOBAL gtid_slave_pos = ''");
  await connection.query("SET GLOBAL read_only = 0");
}

/** Whether nothing waits to be done, or nothing more will be. */
async function hasAllOfIt(connection: Connection): Promise<boolean> {
  const [status] = await rowsOf(connection, "SHOW SLAVE STATUS");
  return status?.Slave_SQL_Running !== "Yes" || /has read all relay log/.test(String(status.Slave_SQL_Running_State));
}
