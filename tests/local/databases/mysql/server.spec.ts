import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf } from "../../../../local/ground/process-identity.cjs";
import { rowsOf } from "../../../../local/databases/mysql/admin";
import { passwordHash } from "../../../../local/databases/mysql/owner";
import { MariadbServer } from "../../../../local/databases/mysql/server";
import { temporaryFolder } from "../../temporary-folder";
import { needsMariadb } from "./needs-mariadb";

const password = "pass'word";
const owner = { masterUser: "owner", passwordHash: passwordHash(password), databaseName: "orders" };

describe("a MariaDB server", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  // Only its owner can enter it, and the path is longer than a unix socket's may be.
  const long = join(folder.path, "only-for-its-owner", "a".repeat(60), "databases", "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const server = new MariadbServer(long);

  before(async function () {
    await needsMariadb(this);
    mkdirSync(join(folder.path, "only-for-its-owner"), { mode: 0o700 });
    server.plan(owner, {});
    await server.start();
  });
  after(async () => {
    await server.remove();
    folder.remove();
  });

  const pid = () => Number(readFileSync(join(long, "data", "mariadbd.pid"), "utf8"));
  const kill = async () => {
    const was = pid();
    process.kill(was, "SIGKILL");
    while (existsSync(`/proc/${was}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${was}/status`, "utf8")))
      await sleep(5);
  };
  const column = (sql: string) =>
    server.run(async (connection) => (await rowsOf(connection, sql)).map((row) => Object.values(row)[0]));

  it("has the master user, the instance's database and nobody else's", async () => {
    assert.deepEqual(await column("SELECT CONCAT(User, '@', Host) FROM mysql.global_priv ORDER BY 1"), [
      "mariadb.sys@localhost",
      "owner@%",
      "rdsadmin@localhost",
    ]);
    assert.deepEqual(await column("SHOW DATABASES"), [
      "information_schema",
      "mysql",
      "orders",
      "performance_schema",
      "sys",
    ]);
    const [grants] = await column("SHOW GRANTS FOR owner");
    assert.doesNotMatch(String(grants), /SUPER|FILE|SHUTDOWN|ALL PRIVILEGES/);
    assert.match(String(grants), /CREATE USER.* WITH GRANT OPTION/);
  });

  it("is only planned before its first start, and planned again with a newer password", async () => {
    const planned = new MariadbServer(join(folder.path, "planned"));
    planned.plan(owner, {});
    planned.plan({ ...owner, masterUser: "later" }, { max_connections: "42" });
    assert.deepEqual([planned.exists, planned.isPlanned, planned.version], [true, true, undefined]);
    await planned.start();
    assert.deepEqual([planned.exists, planned.isPlanned], [true, false]);
    const rows = await planned.run((connection) =>
      rowsOf(
        connection,
        "SELECT @@max_connections AS n, COUNT(*) AS later FROM mysql.global_priv WHERE User = 'later'",
      ),
    );
    assert.deepEqual(rows, [{ n: 42, later: 1 }]);
    await planned.remove();
  });

  it("listens on no TCP port and on a socket for its own user only", async () => {
    assert.deepEqual(await column("SELECT @@skip_networking"), [1]);
    assert.deepEqual(await column("SELECT @@port"), [0]);
    assert.equal(statSync(join(long, "data")).mode & 0o777, 0o700);
    assert.ok(statSync(join(long, "data", "mariadbd.sock")).isSocket());
  });

  it("has no password in its arguments, environment, settings or logs", () => {
    const secret = join(long, "admin-password");
    assert.equal(statSync(secret).mode & 0o777, 0o600);
    const files = ["server.cnf", "init.sql", "settings.json", "mariadb.log"].map((name) => join(long, name));
    for (const file of [`/proc/${pid()}/cmdline`, `/proc/${pid()}/environ`, ...files].filter(isReadable)) {
      assert.ok(!readFileSync(file, "utf8").includes(password), file);
      assert.ok(!readFileSync(file, "utf8").includes(owner.passwordHash), file);
      assert.ok(!readFileSync(file, "utf8").includes(readFileSync(secret, "utf8")), file);
    }
    assert.ok(!existsSync(join(long, "planned.json")));
  });

  it("does not run as root", function () {
    if (process.getuid?.() !== 0) this.skip();
    assert.notEqual(statSync(join(long, "data")).uid, 0);
    assert.match(readFileSync(`/proc/${pid()}/status`, "utf8"), /^Uid:\s+[1-9]/m);
  });

  it("reads and writes no files for anybody, and loads nothing", async () => {
    await assert.rejects(column("SELECT 1 INTO OUTFILE '/tmp/lattice-db-no-such-file'"), /--secure-file-priv/);
    assert.deepEqual(await column("SELECT LOAD_FILE('/etc/passwd')"), [null]);
    await assert.rejects(column("INSTALL SONAME 'auth_pam'"), /Can't open shared library/);
  });

  it("keeps its data over a stop and a start", async () => {
    await column("CREATE TABLE orders.kept AS SELECT 42 AS answer").catch(() => []);
    assert.equal(await server.stop(), true);
    assert.equal(await server.stop(), false);
    await server.start();
    assert.deepEqual(await column("SELECT answer FROM orders.kept"), [42]);
  });

  it("is found again while it runs, by whoever comes next", async () => {
    const before = pid();
    const next = new MariadbServer(long);
    await next.start();
    assert.equal(pid(), before);
    assert.equal(await next.run((connection) => Promise.resolve(connection.threadId > 0)), true);
  });

  it("starts once for many who ask at once", async () => {
    await server.stop();
    const others = Array.from({ length: 3 }, () => new MariadbServer(long));
    await Promise.all([server, server, server].map((it) => it.start()));
    const before = pid();
    await Promise.all(others.map((it) => it.start()));
    assert.equal(pid(), before);
  });

  it("recovers what was committed after it was killed", async () => {
    for (const answer of [1, 2, 3]) {
      await column(`INSERT INTO orders.kept VALUES (${answer})`).catch(() => []);
      await kill();
      await server.start();
    }
    assert.deepEqual(await column("SELECT answer FROM orders.kept ORDER BY 1"), [1, 2, 3, 42]);
  });

  it("starts although another process has the number of its last one, which stays", async () => {
    await kill();
    writeFileSync(join(long, "data", "mariadbd.pid"), `${process.pid}\n`);
    await server.start();
    assert.notEqual(pid(), process.pid);
    assert.deepEqual(await column("SELECT COUNT(*) FROM orders.kept"), [4]);
  });

  it("keeps RDS's own user, whatever was done to it, from its next start on", async () => {
    await column("DROP USER rdsadmin@localhost").catch(() => []);
    await server.stop();
    await server.start();
    assert.deepEqual(await column("SELECT CURRENT_USER()"), ["rdsadmin@localhost"]);
  });

  it("is never made over data, and data is run by the version that made it only", async () => {
    assert.throws(() => {
      server.plan(owner, {});
    }, /holds data already: nothing is made over it/);
    await server.stop();
    const record = join(long, "made-by");
    const made = readFileSync(record, "utf8");
    writeFileSync(record, "9.4.1");
    await assert.rejects(server.start(), /the data was made by MariaDB 9\.4, .*install MariaDB 9\.4/);
    assert.equal(server.version, undefined);
    rmSync(record);
    await assert.rejects(server.start(), /is damaged: .*made-by, which says what made it, is missing/);
    writeFileSync(record, made);
    await server.start();
    assert.equal(server.version, made);
  });

  it("says why it does not start", async () => {
    await server.stop();
    const { settings } = server;
    server.settings = { ...settings, tmpdir: "/no/such/folder" };
    await assert.rejects(
      server.start(),
      /MariaDB does not start in .*: .*\[ERROR\] InnoDB: Unable to create temporary file/,
    );
    server.settings = settings;
    await server.start();
  });

  it("leaves nothing behind when it is removed", async () => {
    const was = pid();
    await server.remove();
    assert.equal(server.exists, false);
    assert.ok(!existsSync(long));
    assert.equal(identityOf(was), undefined);
  });
});

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
