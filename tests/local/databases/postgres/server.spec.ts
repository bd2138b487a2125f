import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PostgresServer } from "../../../../local/databases/postgres/server";
import { temporaryFolder } from "../../temporary-folder";

const owner = { masterUser: "owner", password: "pass'word", databaseName: "orders" };

describe("a PostgreSQL server", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  // Only its owner can enter it, and the path is longer than a unix socket's may be.
  const long = join(folder.path, "only-for-its-owner", "a".repeat(60), "databases", "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const server = new PostgresServer(long);

  before(async () => {
    mkdirSync(join(folder.path, "only-for-its-owner"), { mode: 0o700 });
    await server.create(owner);
  });
  after(async () => {
    await server.remove();
    folder.remove();
  });

  const pid = () => Number(readFileSync(join(long, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  const names = () =>
    server.run(async (client) =>
      (await client.query<{ name: string }>("SELECT datname AS name FROM pg_database ORDER BY 1")).rows.map(
        (row) => row.name,
      ),
    );

  it("has RDS's roles and the instance's database", async () => {
    assert.deepEqual(await names(), ["orders", "postgres", "rdsadmin", "template0", "template1"]);
    const roles = await server.run(
      async (client) =>
        (
          await client.query<{ rolname: string; rolsuper: boolean }>(
            "SELECT rolname, rolsuper FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1",
          )
        ).rows,
    );
    assert.deepEqual(
      roles.map(({ rolname, rolsuper }) => (rolsuper ? `${rolname} (superuser)` : rolname)),
      ["owner", "rds_iam", "rds_password", "rds_replication", "rds_superuser", "rdsadmin (superuser)", "rdsrepladmin"],
    );
  });

  it("listens on no TCP port and on a socket for its own user only", async () => {
    const listen = await server.run(
      async (client) => (await client.query<{ listen_addresses: string }>("SHOW listen_addresses")).rows[0],
    );
    assert.equal(listen?.listen_addresses, "");
    assert.equal(statSync(join(long, "data")).mode & 0o777, 0o700);
    assert.equal(statSync(join(long, "data", ".s.PGSQL.5432")).mode & 0o777, 0o600);
  });

  it("has no password in its arguments, environment or logs", () => {
    const files = [`/proc/${pid()}/cmdline`, `/proc/${pid()}/environ`, join(long, "postgres.log")];
    for (const file of files.filter(isReadable)) assert.ok(!readFileSync(file, "utf8").includes(owner.password), file);
  });

  it("does not run as root", function () {
    if (process.getuid?.() !== 0) this.skip();
    assert.notEqual(statSync(join(long, "data")).uid, 0);
    assert.match(readFileSync(`/proc/${pid()}/status`, "utf8"), /^Uid:\s+[1-9]/m);
  });

  it("keeps its data over a stop and a start", async () => {
    await server.run((client) => client.query("CREATE TABLE kept AS SELECT 42 AS answer"));
    await server.stop();
    assert.ok(!existsSync(join(long, "data", "postmaster.pid")));
    await server.start();
    const kept = await server.run(
      async (client) => (await client.query<{ answer: number }>("SELECT answer FROM kept")).rows[0],
    );
    assert.equal(kept?.answer, 42);
  });

  it("is found again while it runs, by whoever comes next", async () => {
    const before = pid();
    const next = new PostgresServer(long);
    await next.start();
    assert.equal(pid(), before);
    assert.deepEqual(await next.run(async (client) => (await client.query<{ one: number }>("SELECT 1 AS one")).rows), [
      { one: 1 },
    ]);
  });

  it("starts once for many who ask at once", async () => {
    await server.stop();
    await Promise.all([server.start(), server.start(), server.start()]);
    assert.ok((await names()).includes("orders"));
  });

  it("recovers after its own processes were killed", async () => {
    const killed = pid();
    process.kill(killed, "SIGKILL");
    await until(() => !isRunning(killed));
    await server.start();
    assert.notEqual(pid(), killed);
    assert.ok((await names()).includes("orders"));
  });

  it("starts although another process has the number of its last one", async () => {
    await server.stop();
    writeFileSync(join(long, "data", "postmaster.pid"), `${process.pid}\n${join(long, "data")}\n`);
    await server.start();
    assert.notEqual(pid(), process.pid);
    assert.ok((await names()).includes("orders"));
  });

  it("says why it does not start", async () => {
    await server.stop();
    const file = join(long, "data", "postgresql.conf");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, "no_such_setting = 1\n");
    await assert.rejects(
      server.start(),
      /PostgreSQL does not start in .*unrecognized configuration parameter "no_such_setting"/,
    );
    await assert.rejects(server.start(), ({ message }: Error) => {
      assert.equal(message.match(/configuration file .* contains errors/g)?.length, 1, message);
      assert.doesNotMatch(message, /database system is shut down/, "nothing of what its last run said");
      return true;
    });
    writeFileSync(file, text);
    await server.start();
  });

  it("leaves nothing behind when it is removed", async () => {
    const other = new PostgresServer(join(folder.path, "other"));
    await other.create(owner);
    const running = Number(readFileSync(join(folder.path, "other", "data", "postmaster.pid"), "utf8").split("\n")[0]);
    await other.remove();
    assert.ok(!existsSync(join(folder.path, "other")));
    assert.ok(!isRunning(running));
    assert.equal(other.exists, false);
  });
});

function isRunning(pid: number): boolean {
  try {
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}

/** Another user's environment is not, unless one may trace its processes. */
function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}
