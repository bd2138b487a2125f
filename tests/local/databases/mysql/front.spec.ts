import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "mysql2/promise";
import { openForward } from "../../../../local/client/open-forward";
import { databaseFolder } from "../../../../local/databases/database-folder";
import { MariadbServer } from "../../../../local/databases/mysql/server";
import { needsMariadb } from "./needs-mariadb";
import { shareMysql, type SharedMysql } from "./shared-mysql";

const DENIED = /^1045 28000: Access denied for user '(\w+)'@'10\.0\.\d+\.\d+' \(using password: YES\)$/;

describe("the endpoint of a MySQL or MariaDB database", function () {
  this.timeout(60_000);
  let mysql: SharedMysql;
  const running: SharedMysql[] = [];

  before(async function () {
    await needsMariadb(this);
    mysql = await shareMysql();
    running.push(mysql);
    await mysql.asMaster("CREATE USER app@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL");
    await mysql.asMaster("CREATE USER reader@'%' IDENTIFIED BY 'reader-password'");
    await mysql.asMaster("GRANT SELECT, CREATE, INSERT ON orders.* TO app@'%', reader@'%'");
  });
  after(() => Promise.all(running.map((it) => it.stop())));

  const app = { user: "app", enableCleartextPlugin: true };
  const reader = { user: "reader", password: "reader-password" };

  describe("without TLS", () => {
    afterEach(() => mysql.withParameters({}));

    it("refuses everybody in MySQL's words where require_secure_transport is on", async () => {
      await mysql.withParameters({ require_secure_transport: "1" });
      assert.equal(
        await mysql.failure({ ssl: undefined }),
        "3159 HY000: Connections using insecure transport are prohibited while --require_secure_transport=ON.",
      );
      assert.equal(await mysql.failure(), "connected");
    });

    it("lets passwords in, but no tokens and nobody who must use TLS, where it is off", async () => {
      assert.equal(await mysql.failure({ ssl: undefined }), "connected");
      const token = { ...app, ssl: undefined, password: await mysql.token() };
      assert.match(await mysql.failure(token), /^1045 28000: Access denied for user 'app'@'10\./);
      await mysql.asMaster("CREATE OR REPLACE USER careful@'%' IDENTIFIED BY 'a-password' REQUIRE SSL");
      const careful = { user: "careful", password: "a-password", database: undefined };
      assert.equal(await mysql.failure(careful), "connected");
      assert.match(await mysql.failure({ ...careful, ssl: undefined }), DENIED);
    });
  });

  it("refuses TLS 1.2 where the instance's parameters ask for 1.3", async () => {
    const older = { ssl: { ca: mysql.certificate, maxVersion: "TLSv1.2" } };
    assert.equal(await mysql.failure(older), "connected");
    await mysql.withParameters({ tls_version: "TLSv1.3" });
    assert.notEqual(await mysql.failure(older), "connected");
    assert.equal(await mysql.failure(), "connected");
    await mysql.withParameters({});
  });

  it("shows a certificate for its own name", async () => {
    assert.match(await mysql.failure({ host: "other.example" }), /Hostname\/IP does not match certificate's altnames/);
  });

  it("takes a valid token of a user who was made for tokens, and nothing else from that user", async () => {
    assert.equal(await mysql.failure({ ...app, password: await mysql.token() }), "connected");
    for (const password of ["", "x", mysql.password, `${await mysql.token()}x`]) {
      assert.match(await mysql.failure({ ...app, password }), /^1045 28000: Access denied for user 'app'/);
    }
    assert.match(mysql.cloud.logged.join("\n"), /IAM login refused .*it is no authentication token/);
  });

  it("tells who has shown a token that there is no such database, and nobody else", async () => {
    const nowhere = { ...app, database: "nowhere" };
    assert.match(await mysql.failure({ ...nowhere, password: await mysql.token() }), /^10(44|49) 42000: .*nowhere/);
    assert.match(await mysql.failure({ ...nowhere, password: "x" }), /^1045 28000: Access denied for user 'app'@'10\./);
  });

  it("takes no token from users with passwords", async () => {
    assert.match(await mysql.failure({ ...reader, password: await mysql.token() }), DENIED);
    assert.match(await mysql.failure({ enableCleartextPlugin: true, password: await mysql.token() }), DENIED);
  });

  it("refuses wrong passwords and unknown users alike", async () => {
    assert.equal(await mysql.failure(reader), "connected");
    assert.match(await mysql.failure({ ...reader, password: "wrong" }), DENIED);
    assert.match(await mysql.failure({ user: "nobody", password: "x" }), DENIED);
    assert.match(await mysql.failure({ ...reader, password: "" }), /^1045 28000: .*using password: NO/);
  });

  it("lets nobody in as RDS's own user, or as one of the server's", async () => {
    for (const user of ["rdsadmin", "'rdsadmin'", "mariadb.sys", "root", ""]) {
      const said = await mysql.failure({ user, password: "" });
      assert.match(said, /^\d+ \w+: Access denied/, `${user}: ${said}`);
    }
  });

  it("keeps a token's user one after a restart of the server, and lets the owner change how a user logs in", async () => {
    const server = new MariadbServer(databaseFolder(mysql.cloud.stateFolder, mysql.shared.instance.id));
    await server.stop();
    assert.equal(await mysql.failure({ ...app, password: await mysql.token() }), "connected");
    assert.match(await mysql.failure({ ...app, password: "" }), /^1045/);
    await mysql.asMaster("CREATE USER changing@'%' IDENTIFIED BY 'a-password'");
    const changing = { user: "changing", password: "a-password", database: undefined, enableCleartextPlugin: true };
    assert.equal(await mysql.failure(changing), "connected");
    await mysql.asMaster('ALTER USER changing@`%` IDENTIFIED WITH "AWSAuthenticationPlugin" AS "RDS"');
    assert.match(await mysql.failure(changing), DENIED);
    await mysql.asMaster("ALTER USER changing@'%' IDENTIFIED BY 'a-password'");
    assert.equal(await mysql.failure(changing), "connected");
  });

  it("has the server choose among a user's accounts by the client's own address", async () => {
    await mysql.asMaster("CREATE USER local@'192.168.%' IDENTIFIED BY 'a-password'");
    assert.match(await mysql.failure({ user: "local", password: "a-password", database: undefined }), DENIED);
    await mysql.asMaster("CREATE USER local@'10.0.%' IDENTIFIED BY 'a-password'");
    assert.equal(await mysql.failure({ user: "local", password: "a-password", database: undefined }), "connected");
    const [[user]] = await mysql.asMaster("SELECT USER()");
    assert.match(user, /^owner@10\.0\.\d+\.\d+$/);
  });

  it("does not change the user of a connection", async () => {
    const connection = await mysql.connect(reader);
    await assert.rejects(connection.changeUser({ user: "app", password: "" }), /Unknown command/);
    const [rows] = await connection.query<any>("SELECT CURRENT_USER()");
    assert.deepEqual(rows, [["reader@%"]]);
    await connection.end();
  });

  it("has the server know of TLS, and by what number a client may ask it to stop a statement", async () => {
    const connection = await mysql.connect();
    const [cipher] = await connection.query<any>("SHOW STATUS LIKE 'Ssl_cipher'");
    assert.match(cipher[0][1], /AES|CHACHA/);
    const sleeping = assert.rejects(connection.query<any>("SELECT SLEEP(20)"), /Query execution was interrupted/);
    await mysql.asMaster(`KILL QUERY ${String(connection.threadId)}`);
    await sleeping;
    await connection.end();
  });

  it("prepares statements, also those that make a user for tokens", async () => {
    const connection = await mysql.connect();
    const [rows] = await connection.execute<any>("SELECT ? + 1", [41]);
    assert.deepEqual(rows, [[42]]);
    await connection.execute("CREATE USER prepared@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'");
    assert.match(await mysql.failure({ user: "prepared", password: "", enableCleartextPlugin: true }), /^1045/);
    await connection.end();
  });

  it("carries statements and rows of many megabytes unchanged", async () => {
    const connection = await mysql.connect();
    const text = "IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' ".repeat(100_000);
    const [rows] = await connection.query<any>("SELECT ? AS text", [text]);
    assert.ok(rows[0][0] === text);
    await connection.end();
  });

  it("tells a client of a forwarded port which hop keeps it away, within TLS", async () => {
    const { cloud, shared, certificate } = mysql;
    const stranger = { ...shared.ownersClient, securityGroupIds: [shared.ids.databaseGroup] };
    const address = shared.instance.data.endpoint.address;
    const forward = await openForward(cloud.socket, stranger, { host: address, port: 5432 }, [0]);
    const { value } = await forward.reports[Symbol.asyncIterator]().next();
    const ssl = { ca: certificate, verifyIdentity: true };
    await assert.rejects(createConnection({ host: "127.0.0.1", port: value.port, user: "owner", password: "x", ssl }), {
      errno: 1130,
      sqlState: "HY000",
      message: /^no way to the database, refused at client-egress: /,
    });
    forward.close();
  });

  it("serves a forwarded port with a certificate for it", async () => {
    const { cloud, shared, certificate, password } = mysql;
    const host = shared.instance.data.endpoint.address;
    const forward = await openForward(cloud.socket, shared.ownersClient, { host, port: 5432 }, [0]);
    const { value } = await forward.reports[Symbol.asyncIterator]().next();
    const ssl = { ca: certificate, verifyIdentity: true };
    for (const name of ["127.0.0.1", "localhost"]) {
      const connection = await createConnection({ host: name, port: value.port, user: "owner", password, ssl });
      await connection.end();
    }
    forward.close();
  });

  it("ends when either side does", async () => {
    const connection = await mysql.connect();
    const ended = once((connection as any).connection, "error").catch(() => undefined);
    await mysql.asMaster(`KILL ${String(connection.threadId)}`);
    await ended;
    await assert.rejects(connection.query("SELECT 1"));
  });
});
