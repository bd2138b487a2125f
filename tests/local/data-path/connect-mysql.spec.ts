import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { needsMariadb } from "../databases/mysql/needs-mariadb";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { shareDatabase, type SharedDatabase } from "./shared-database";
import { howToLogIn } from "../../../local/commands/how-to-log-in";
import { DatabaseClient } from "../../../local/client/database-client";
import { engineAndServer } from "../../../local/databases/server-version";

describe("connect to a MySQL database", function () {
  this.timeout(60_000);
  const clouds: RunningCloud[] = [];
  let cloud: RunningCloud;
  let shared: SharedDatabase;

  before(async function () {
    await needsMariadb(this);
    cloud = await startCloud();
    clouds.push(cloud);
    shared = await shareDatabase(cloud.services, { engine: "mysql", engineVersion: "8.4", port: 5432 });
  });
  after(() => Promise.all(clouds.map((it) => it.stop())));

  const asConsumer = (...args: string[]) => connectCommand(cloud, shared, ["--as", "consumer", ...args]);
  const asOwner = (sql: string) => connectCommand(cloud, shared, ["--as", "producer", "--sql", sql]);

  it("tells a consumer without a login what the owner has to do, and lets it in when that is done", async () => {
    const before = await asConsumer("--sql", "SELECT 1");
    assert.equal(before.code, 1);
    assert.match(before.stderr, /^ERROR 1045 \(28000\): Access denied for user 'app'@'10\./);
    assert.match(before.stderr, /the owner has not made the login app yet/);
    const remedy = /connect --as producer --database orders --sql ("[^"]*"|'[^\n]*')/.exec(before.stderr)?.[1] ?? "";
    // As a shell reads it: within single quotes a quote is '\\''.
    const sql = remedy.slice(1, -1).replaceAll("'\\''", "'");
    assert.match(sql, /^CREATE USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL; GRANT /);
    assert.equal((await asOwner(sql)).code, 0);
    const { code, stdout } = await asConsumer(
      "--sql",
      "SELECT CURRENT_USER() AS who, NULL AS nothing, x'00ff' AS bytes",
    );
    assert.equal(code, 0);
    assert.match(stdout, /who +\| nothing \| bytes\n-+\+-+\+-+\n app@% \| NULL +\| 0x00FF\n\(1 row\)/);
  });

  it("knows a login with a password from one by token", async () => {
    await asOwner("ALTER USER app IDENTIFIED BY 'a-password'");
    const { code, stderr } = await asConsumer("--sql", "SELECT 1");
    assert.equal(code, 1);
    assert.match(stderr, /the user app is there, but logs in with a password, not with AWSAuthenticationPlugin/);
    assert.match(stderr, /ALTER USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin/);
    await asOwner("ALTER USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' ACCOUNT LOCK");
    assert.match((await asConsumer("--sql", "SELECT 1")).stderr, /there is a user app, but the account is locked/);
    await asOwner("ALTER USER app ACCOUNT UNLOCK");
    assert.equal((await asConsumer("--sql", "SELECT 1")).code, 0);
  });

  it("runs several statements, prints rows as JSON, and says errors in MySQL's words", async () => {
    const sql =
      "CREATE TABLE t (id bigint, d datetime, n decimal(9,2)); INSERT INTO t VALUES (9007199254740993, '2026-11-29 01:02:03', 1.50); SELECT * FROM t";
    const { stdout } = await asConsumer("--json", "--sql", sql);
    assert.match(stdout, /\[\{"id":"9007199254740993","d":"2026-11-29 01:02:03","n":"1.50"\}\]/);
    assert.match((await asConsumer("--sql", "DROP TABLE t")).stdout, /^Query OK, 0 rows affected\n/);
    const wrong = await asConsumer("--sql", "SELECT * FROM missing");
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^ERROR 1146 \(42S02\): Table 'orders.missing' doesn't exist/);
  });

  it("leads a conversation in which SHOW works, and says what stands in for MySQL", async () => {
    const lines = ["SHOW", "TABLES;", "SELECT 1 AS one\\G", "SELECT nothing;", "\\h", "status", "quit", ""].join("\n");
    const { code, stdout, stderr } = await connectCommand(cloud, shared, ["--as", "producer"], lines, true);
    assert.equal(code, 0);
    assert.match(stdout, /^orders: database "orders" as user "owner", on behalf of stack producer/);
    assert.match(
      stdout,
      /\nMariaDB \d+\.\d+\.\d+\nThe stack asks for MySQL 8\.4\.\d+; the local cloud has no MySQL, and MariaDB/,
    );
    assert.match(stdout, /Tables_in_orders/);
    assert.match(stdout, /\*\*\* 1\. row \*\*\*\none: 1/);
    assert.match(stdout, /SHOW DATABASES; SHOW TABLES; DESCRIBE table/);
    assert.match(stderr, /ERROR 1054 \(42S22\): Unknown column 'nothing'/);
  });

  it("tells programs how to log in", async () => {
    const aws = new DatabaseClient(cloud.socket);
    const { address } = shared.instance.data.endpoint;
    const database = { name: "orders", engine: "mysql", databaseName: "orders", address, host: address, port: 5432 };
    const lines = await howToLogIn(aws, { ...database, region: "eu-west-1" }, "producer", 4321);
    aws.close();
    const ca = `${cloud.stateFolder}/ca.pem`;
    assert.ok(existsSync(ca));
    assert.match(lines, /CREATE USER me IDENTIFIED BY 'a password of yours'/);
    const where = `--host=localhost --protocol=TCP --port=4321 --user=owner --ssl-ca=${ca}`;
    assert.ok(lines.includes(`  mariadb ${where} --ssl-verify-server-cert orders`), lines);
    assert.ok(lines.includes(`  mysql ${where} --ssl-mode=VERIFY_IDENTITY --enable-cleartext-plugin orders`), lines);
  });

  it("is to a database of which status says what runs it", () => {
    assert.match(
      engineAndServer(cloud.stateFolder, shared.instance),
      /^mysql 8\.4\.\d+ \(runs MariaDB \d+\.\d+\.\d+\)$/,
    );
  });
});
