import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rowsOf } from "../../../../local/databases/mysql/admin";
import { passwordHash } from "../../../../local/databases/mysql/owner";
import { MariadbServer } from "../../../../local/databases/mysql/server";
import { temporaryFolder } from "../../temporary-folder";
import { needsMariadb } from "./needs-mariadb";

const owner = { masterUser: "owner", passwordHash: passwordHash("a-password"), databaseName: "orders" };

describe("MariaDB servers of which others are made", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const at = (name: string) => new MariadbServer(join(folder.path, name));
  const [source, replica] = [at("source"), at("replica")];

  before(async function () {
    await needsMariadb(this);
  });
  after(async () => {
    for (const server of [replica, source]) await server.remove();
    folder.remove();
  });

  const column = (server: MariadbServer, sql: string) =>
    server.run(async (connection) => (await rowsOf(connection, sql)).map((row) => Object.values(row)[0]));
  const pid = (name: string) => Number(readFileSync(join(folder.path, name, "data", "mariadbd.pid"), "utf8"));

  it("are planned together where there is no server yet, and made together", async () => {
    source.plan(owner, {});
    replica.planReplica(source, { max_connections: "42" });
    assert.deepEqual([replica.exists, replica.isReplica, replica.version], [true, true, undefined]);
    await replica.start();
    assert.equal(source.isPlanned, false);
    assert.deepEqual(await column(replica, "SELECT @@max_connections"), [42]);
    assert.deepEqual(await column(replica, "SHOW DATABASES LIKE 'orders'"), ["orders"]);
    await source.run((connection) => connection.query("CREATE TABLE orders.t AS SELECT 1 AS id"));
    let rows: unknown[] = [];
    for (let time = 0; time < 200 && rows.length === 0; time++) {
      await sleep(20);
      rows = await column(replica, "SELECT id FROM orders.t").catch(() => []);
    }
    assert.deepEqual(rows, [1]);
    assert.throws(() => {
      replica.planReplica(source, {});
    }, /holds data already: nothing is made over it/);
  });

  it("keep the replicator's password to their own folder", () => {
    const password = readFileSync(join(folder.path, "source", "replication-password"), "utf8");
    assert.match(password, /^[0-9a-f]{48}$/);
    for (const file of [`/proc/${pid("replica")}/cmdline`, `/proc/${pid("replica")}/environ`].concat(
      ["source", "replica"].flatMap((name) =>
        ["server.cnf", "init.sql", "mariadb.log", "settings.json"].map((file) => join(folder.path, name, file)),
      ),
    )) {
      const text = read(file);
      assert.ok(!text.includes(password), file);
    }
  });

  it("go on where somebody left one frozen over a copy", async () => {
    process.kill(pid("source"), "SIGSTOP");
    const next = at("source");
    await next.start();
    assert.deepEqual(await column(next, "SELECT id FROM orders.t"), [1]);
  });

  it("leave copies that a server can be started on, with what was committed and nothing else", async () => {
    const open = source.run(async (connection) => {
      await connection.query("BEGIN");
      await connection.query("INSERT INTO orders.t VALUES (2)");
      await sleep(500);
      await connection.query("ROLLBACK");
    });
    await sleep(100);
    const copy = join(folder.path, "copy");
    await source.saveTo(copy);
    await open;
    const restored = at("restored");
    await restored.restore(copy);
    await assert.rejects(restored.restore(copy), /holds data already: nothing is made over it/);
    await restored.start();
    assert.deepEqual(await column(restored, "SELECT id FROM orders.t"), [1]);
    assert.deepEqual(await column(restored, "SELECT @@log_bin"), [0]);
    await restored.remove();
    rmSync(copy, { recursive: true });
  });

  it("keep the plan of one in a copy, where there is no server yet", async () => {
    const [planned, again] = [at("planned"), at("again")];
    planned.plan(owner, {});
    await planned.saveTo(join(folder.path, "plan"));
    await again.restore(join(folder.path, "plan"));
    assert.deepEqual([again.isPlanned, again.version], [true, undefined]);
    for (const server of [planned, again]) await server.remove();
  });
});

/** Of whom it may not, nothing. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
