import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "mysql2/promise";
import { databaseFolder } from "../../../../local/databases/database-folder";
import { MariadbServer } from "../../../../local/databases/mysql/server";
import { needsMariadb } from "./needs-mariadb";
import { shareMysql, type SharedMysql } from "./shared-mysql";

const TOO_MANY = /^1040 \w*: Too many connections$/;

describe("a MySQL database with all its connections in use", function () {
  this.timeout(60_000);
  let mysql: SharedMysql;
  const running: SharedMysql[] = [];
  const open: Connection[] = [];

  before(async function () {
    await needsMariadb(this);
    // 85 connections.
    mysql = await shareMysql({ engine: "mysql", engineVersion: "8.4" });
    running.push(mysql);
    for (;;) {
      const connection = await mysql.connect().catch(() => undefined);
      if (connection === undefined) return;
      open.push(connection);
    }
  });
  after(async () => {
    await Promise.all(open.map((connection) => connection.end()));
    await Promise.all(running.map((it) => it.stop()));
  });

  const assertAllAlive = async () => {
    const answers = await Promise.all(open.map((connection) => connection.query<any>("SELECT 1")));
    assert.ok(answers.every(([rows]) => rows[0][0] === 1));
  };

  it("tells newcomers in MySQL's words, and nobody else notices", async () => {
    assert.equal(open.length, 85);
    const newcomers = await Promise.all(Array.from({ length: 16 }, () => mysql.failure()));
    for (const said of newcomers) assert.match(said, TOO_MANY);
    await assertAllAlive();
  });

  it("is found by the next local cloud, and its own user gets in", async () => {
    const next = new MariadbServer(databaseFolder(mysql.cloud.stateFolder, mysql.shared.instance.id));
    await next.start();
    assert.equal(await next.run((connection) => Promise.resolve(connection.threadId > 0)), true);
    await assertAllAlive();
  });

  it("lets clients in again as others leave", async () => {
    await open.pop()?.end();
    let said = "";
    // The server forgets a connection a moment after its end.
    for (let time = 0; time < 50 && said !== "connected"; time++) {
      said = await mysql.failure();
      await sleep(20);
    }
    assert.equal(said, "connected");
    await assertAllAlive();
  });
});
