import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, type ConnectionOptions, createConnection } from "mysql2/promise";
import { DatabaseClient } from "../../../local/client/database-client";
import { openTunnel } from "../../../local/client/tunnel";
import { loginSql } from "../../../local/commands/connect/login-sql";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { databaseFolder } from "../../../local/databases/database-folder";
import type { ProxyHop } from "../../../local/databases/engine";
import { InstanceServer } from "../../../local/databases/mysql/instance-server";
import { deleteRolePolicy, putRolePolicy } from "../../../local/services/iam/role-policy";
import { logGroupKind } from "../../../local/services/logs/entities";
import { logEvents } from "../../../local/services/logs/log-events";
import { startDbInstance, stopDbInstance } from "../../../local/services/rds/power";
import { modifyProxy, modifyTargetGroup } from "../../../local/services/rds/proxies/proxy";
import { putSecretValue } from "../../../local/services/secrets-manager/secret-version";
import { createSecret } from "../../../local/services/secrets-manager/secret";
import { needsMariadb } from "../databases/mysql/needs-mariadb";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { EXTERNAL_ID, LOGIN_USER } from "./shared-database";
import { shareProxy, type SharedProxy } from "./shared-proxy";

/** Undefined: without it. */
type Options = { readonly [Name in keyof ConnectionOptions]: ConnectionOptions[Name] | undefined };

describe("an RDS Proxy before a MySQL database", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedProxy;
  let trust: string;
  const running: RunningCloud[] = [];

  before(async function () {
    await needsMariadb(this);
    cloud = await startCloud();
    running.push(cloud);
    shared = await shareProxy(
      cloud.services,
      { engineFamily: "MYSQL" },
      { engine: "mysql", engineVersion: "8.4", port: 3306 },
    );
    const login = loginSql({ engine: "mysql", user: LOGIN_USER, databaseName: "orders" });
    await asOwner(`${login}; GRANT CREATE TEMPORARY TABLES, LOCK TABLES ON orders.* TO ${LOGIN_USER};
      CREATE TABLE items (id int); CREATE DATABASE other; GRANT SELECT ON other.* TO ${LOGIN_USER};
      CREATE USER reports IDENTIFIED BY 'a-password'; GRANT SELECT ON orders.* TO reports`);
    const client = new DatabaseClient(cloud.socket);
    trust = await client.trust();
    client.close();
  });
  after(() => Promise.all(running.map((it) => it.stop())));

  const sql = (text: string) => connectCommand(cloud, shared, ["--as", "consumer", "--json", "--sql", text]);
  const asOwner = async (text: string): Promise<void> => {
    const atDatabase = { ...shared, instance: shared.database };
    const { code, stderr } = await connectCommand(cloud, atDatabase, ["--as", "producer", "--sql", text]);
    assert.deepEqual([code, stderr], [0, ""]);
  };
  const rows = async (client: Connection, text: string): Promise<any> => (await client.query<any>(text))[0];
  const id = async (client: Connection): Promise<number> => (await rows(client, "SELECT CONNECTION_ID() AS id"))[0].id;

  async function token(): Promise<string> {
    const asked = new DatabaseClient(cloud.socket);
    const { address, port } = shared.instance.data.endpoint;
    const role = { roleArn: shared.connectRoleArn, externalId: EXTERNAL_ID };
    const endpoint = { address, port, region: owner.region };
    const login = await asked.tokenLogin(shared.client.account, endpoint, role, LOGIN_USER);
    asked.close();
    return login.password;
  }

  /** A client's own session over the proxy, with a token for it. */
  async function session(change: Options = {}): Promise<Connection> {
    const { address, port } = shared.instance.data.endpoint;
    const client = await createConnection({
      ...{ host: address, user: LOGIN_USER, database: "orders", password: await token(), enableCleartextPlugin: true },
      stream: await openTunnel(cloud.socket, shared.client, address, port),
      ssl: { ca: trust, verifyIdentity: true },
      ...change,
    } as ConnectionOptions);
    client.on("error", () => undefined);
    return client;
  }
  const end = (clients: readonly Connection[]) => Promise.all(clients.map((it) => it.end().catch(() => undefined)));

  it("answers SQL from the consumer by the proxy's own name, with TLS and a token for the proxy", async () => {
    const { code, stdout, stderr } = await sql(
      "INSERT INTO items VALUES (1); SELECT id, CURRENT_USER() AS who FROM items",
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"id":1,"who":"app@%"\}\]/);
  });

  it("shows the database the proxy's address, not the client's", async () => {
    const client = await session();
    const [{ user }] = await rows(client, "SELECT USER() AS user");
    assert.match(user, /^app@10\.0\.[12]\.\d+$/);
    await client.end();
  });

  it("lends one connection to many clients, one transaction after the other", async () => {
    const clients = await Promise.all([session(), session(), session()]);
    const [first, second] = clients;
    const used = new Set<number>();
    for (const client of [...clients, ...clients]) used.add(await id(client));
    assert.equal(used.size, 1, String([...used]));
    await first.query("BEGIN");
    await first.query("INSERT INTO items VALUES (50)");
    assert.notEqual(await id(first), await id(second), "a transaction has its connection to itself");
    await first.query("ROLLBACK");
    await end(clients);
  });

  it("answers what has rows, several statements, errors and pings, however many ask at once", async () => {
    const clients = await Promise.all([session({ multipleStatements: true }), session({ multipleStatements: true })]);
    const ask = async (client: Connection, from: number): Promise<void> => {
      for (let n = from; n < from + 20; n++) {
        const [one, many] = await rows(client, `SELECT ${n} AS n; SELECT seq FROM seq_1_to_500`);
        assert.deepEqual([one[0].n, many.length], [n, 500]);
        await assert.rejects(client.query("SELECT nothing"), /Unknown column/);
        await client.ping();
      }
    };
    await Promise.all(clients.map((client, at) => ask(client, at * 100)));
    const long = await rows(clients[0], "SELECT REPEAT('x', 3000000) AS x");
    assert.equal(long[0].x.length, 3_000_000);
    await end(clients);
  });

  it("keeps a session's database, names and autocommit, whichever connection it is lent", async () => {
    const [one, other] = [await session(), await session()];
    await one.query("USE other");
    await one.query("SET NAMES latin1");
    const seen = "SELECT DATABASE() AS d, @@character_set_client AS c, @@autocommit AS a, CONNECTION_ID() AS id";
    await other.query("SET autocommit = 0");
    const [mine] = await rows(one, seen);
    const [others] = await rows(other, seen);
    assert.deepEqual([mine.d, mine.c, mine.a], ["other", "latin1", 1]);
    assert.deepEqual([others.d, others.c, others.a], ["orders", "utf8mb4", 0]);
    assert.equal(mine.id, others.id);
    await end([one, other]);
    assert.match((await sql("SELECT DATABASE() AS d, @@autocommit AS a")).stdout, /\[\{"d":"orders","a":"?1"?\}\]/);
  });

  it("pins a session that has settings of its own, or prepares, and says so in the proxy's log", async () => {
    const [pinned, other] = [await session(), await session()];
    await pinned.query("SET @mine = 42");
    assert.notEqual(await id(pinned), await id(other));
    assert.equal((await rows(pinned, "SELECT @mine AS mine"))[0].mine, 42);
    const [prepared] = await other.execute<any>("SELECT ? + 1 AS n", [41]);
    assert.equal(prepared[0].n, 42);
    const [group] = cloud.services.store.list(
      logGroupKind,
      ({ data }) => data.logGroupName === "/aws/rds/proxy/orders-proxy",
    );
    const said = logEvents(cloud.services.store, group?.arn ?? "").map(({ message }) => message);
    assert.match(said.join("\n"), /session of app was pinned .* Reason: SQL changed session settings/);
    assert.match(said.join("\n"), /session of app was pinned .* Reason: A prepared statement was used/);
    await end([pinned, other]);
    const third = await session();
    assert.equal((await rows(third, "SELECT @mine AS mine"))[0].mine, null);
    await third.end();
  });

  it("forgets a transaction whose client goes away", async () => {
    const client = await session();
    await client.query("BEGIN");
    await client.query("INSERT INTO items VALUES (99)");
    client.destroy();
    assert.match((await sql("SELECT COUNT(*) AS n FROM items WHERE id = 99")).stdout, /\[\{"n":"0"\}\]/);
  });

  it("lets a client wait for a connection, and tells it when there is none in time", async () => {
    const pool = { maxConnectionsPercent: 1, maxIdleConnectionsPercent: 1, connectionBorrowTimeout: 1 };
    await modifyTargetGroup(cloud.services, owner, "orders-proxy", pool);
    const holder = await session();
    await holder.query("BEGIN");
    await holder.query("SELECT COUNT(*) FROM items");
    const other = await session();
    await assert.rejects(other.query("SELECT 1"), /Timed-out waiting to acquire database connection/);
    const patient = await session();
    const waiting = rows(patient, "SELECT 1 AS one");
    await sleep(50);
    await holder.query("COMMIT");
    assert.deepEqual(await waiting, [{ one: 1 }]);
    await end([holder, other, patient]);
    await modifyTargetGroup(cloud.services, owner, "orders-proxy", {});
  });

  it("takes no token for the database itself, no password, and nobody without TLS", async () => {
    await assert.rejects(session({ password: "correct-horse" }), /Access denied for user 'app'@'10\./);
    await assert.rejects(session({ password: "" }), /Access denied for user 'app'@'10\./);
    await assert.rejects(session({ ssl: undefined }), /This RDS Proxy requires TLS connections/);
    await assert.rejects(session({ user: "owner" }), /Access denied for user 'owner'@'10\./);
    await assert.rejects(session({ user: "rdsadmin" }), /Access denied for user 'rdsadmin'@'10\./);
    await assert.rejects(session({ database: "nothing" }), /Access denied|Unknown database/);
  });

  it("does not change users, and is as it began after a reset", async () => {
    const client = await session();
    await assert.rejects(client.changeUser({ user: "reports", password: "a-password" }), /Unknown command/);
    await client.query("USE other");
    await client.reset();
    assert.equal((await rows(client, "SELECT DATABASE() AS d"))[0].d, "orders");
    await client.end();
  });

  it("goes on after its database was stopped and started", async () => {
    await stopDbInstance(cloud.services, owner, "orders");
    await startDbInstance(cloud.services, owner, "orders");
    assert.equal((await sql("SELECT 1")).code, 0);
  });

  it("begins read-only by an endpoint that takes no writes, whatever its clients reset", async () => {
    await asOwner("GRANT INSERT ON orders.* TO reports");
    const server = new InstanceServer(databaseFolder(cloud.stateFolder, shared.database.id));
    const login = { by: "password", password: "a-password" } as const;
    const connection = {
      instance: shared.instance,
      certificate: await new CertificateAuthority(cloud.stateFolder).forHost("reading.example"),
      ...{ clientAddress: "10.0.1.9", clientPort: 40_000, serverAddress: "10.0.1.8", serverPort: 3306, readOnly: true },
      isTokenValid: () => Promise.resolve(false),
      onTrouble: assert.ifError,
    };
    const hop: ProxyHop = {
      ...{ id: "reading", requireTls: false, share: 1, idleShare: 1, borrowTimeoutMs: 1000, excludesSets: false },
      credentials: () => ({ client: login, database: login }),
      ...{ initQuery: "SET @here = 1", databaseAddress: "10.0.1.7", databasePort: 3306, onPinned: () => undefined },
    };
    const door = createServer((socket) => void server.serveProxied(socket, connection, hop));
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
    const { port } = door.address() as AddressInfo;
    const client = await createConnection({
      ...{ host: "127.0.0.1", port, user: "reports", password: "a-password", database: "orders" },
    });
    const refused = () => assert.rejects(client.query("INSERT INTO items VALUES (8)"), /READ ONLY transaction/);
    await refused();
    await client.reset();
    await refused();
    assert.deepEqual(await rows(client, "SELECT @here AS here"), [{ here: 1 }]);
    await client.end();
    door.close();
  });

  it("logs in by a secret's password where it has one, and takes that of its clients", async () => {
    const secret = await createSecret(cloud.services, owner, { name: "reports", description: "", tags: {} });
    const value = JSON.stringify({ username: "reports", password: "a-password" });
    await putSecretValue(cloud.services, owner, secret.arn, { value, isBinary: false });
    await putRolePolicy(cloud.services, owner, {
      roleName: "proxy",
      policyName: "secret",
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret.arn }],
      }),
    });
    const auth = [{ authScheme: "SECRETS", secretArn: secret.arn, iamAuth: "DISABLED" }] as const;
    await modifyProxy(cloud.services, owner, "orders-proxy", { auth });
    const client = await session({ user: "reports", password: "a-password" });
    assert.deepEqual(await rows(client, "SELECT CURRENT_USER() AS who"), [{ who: "reports@%" }]);
    await client.end();
    await assert.rejects(session({ user: "reports", password: "wrong" }), /Access denied for user 'reports'/);
    await asOwner("ALTER USER reports IDENTIFIED BY 'another-one'");
    await stopDbInstance(cloud.services, owner, "orders");
    await startDbInstance(cloud.services, owner, "orders");
    const refused = session({ user: "reports", password: "a-password" }).then((it) => it.query("SELECT 1"));
    await assert.rejects(refused, /Access denied for user 'reports'/);
  });

  it("lets nobody in once its role may not log in to the database", async () => {
    await deleteRolePolicy(cloud.services, owner, "proxy", "connect");
    await assert.rejects(session(), /Access denied for user 'app'/);
  });
});
