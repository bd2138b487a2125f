import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, DatabaseError } from "pg";
import { DatabaseClient, logIn, type Login } from "../../../../local/client/database-client";
import { PostgresServer } from "../../../../local/databases/postgres/server";
import { openTunnel } from "../../../../local/client/tunnel";
import { connectCommand } from "../../data-path/connect-command";
import { startCloud, type RunningCloud } from "../../data-path/running-cloud";
import { EXTERNAL_ID, LOGIN_USER, shareDatabase, type SharedDatabase } from "../../data-path/shared-database";

const TOO_MANY = "53300";
const AT_ONCE = 200;

describe("a database with all its connections in use", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let aws: DatabaseClient;
  let login: Login;
  let certificate: string;
  const open: Client[] = [];

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const sql = `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}`;
    assert.equal((await connectCommand(cloud, shared, ["--as", "producer", "--sql", sql])).code, 0);
    aws = new DatabaseClient(cloud.socket);
    certificate = await aws.trust();
    const { connectRoleArn: roleArn, instance, client } = shared;
    const endpoint = { ...instance.data.endpoint, region: instance.region };
    login = await aws.tokenLogin(client.account, endpoint, { roleArn, externalId: EXTERNAL_ID }, LOGIN_USER);
  });
  after(async () => {
    await leave();
    aws.close();
    await cloud.stop();
  });

  const folder = () => join(cloud.stateFolder, "databases", shared.instance.id);
  const postmaster = () => Number(readFileSync(join(folder(), "data", "postmaster.pid"), "utf8").split("\n")[0]);

  /** The SQLSTATE and words it was refused with; undefined where it is connected. */
  async function connect(): Promise<DatabaseError | undefined> {
    const stream = await openTunnel(cloud.socket, shared.client, shared.dnsName, 5432);
    try {
      open.push(await logIn(stream, shared.instance.data.endpoint, certificate, "orders", login));
      return undefined;
    } catch (error) {
      assert.ok(error instanceof DatabaseError, String(error));
      return error;
    }
  }

  async function fill(): Promise<DatabaseError> {
    for (;;) {
      const refused = await connect();
      if (refused !== undefined) return refused;
    }
  }

  async function leave(): Promise<void> {
    await Promise.all(open.splice(0).map((client) => client.end()));
  }

  async function assertAllAlive(): Promise<void> {
    const answers = await Promise.all(open.map((client) => client.query("SELECT 1 AS one")));
    assert.ok(answers.every(({ rows }) => rows[0].one === 1));
  }

  it("tells newcomers in PostgreSQL's words, and nobody else notices", async () => {
    const before = postmaster();
    const refused = await fill();
    assert.equal(refused.code, TOO_MANY);
    assert.match(refused.message, /^(sorry, too many clients already|remaining connection slots are reserved for .*)$/);
    assert.ok(open.length > 50, `${open.length} connections`);
    const newcomers = await Promise.all(Array.from({ length: 16 }, connect));
    assert.deepEqual(
      newcomers.map((it) => it?.code),
      newcomers.map(() => TOO_MANY),
    );
    await assertAllAlive();
    assert.equal(postmaster(), before);
  });

  it("is found by the next local cloud, not started again under everybody", async () => {
    const next = new PostgresServer(folder());
    const before = postmaster();
    await next.start();
    await assertAllAlive();
    assert.equal(postmaster(), before);
  });

  it("lets clients in again as others leave", async () => {
    await open.pop()?.end();
    // The server's process for it ends a moment later.
    for (let time = 0; time < 50 && (await connect()) !== undefined; time++) await sleep(20);
    await assertAllAlive();
  });

  it(`answers each of ${AT_ONCE} clients that come at once`, async () => {
    await leave();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, connect));
    const codes = answers.map((it) => it?.code).filter((code) => code !== undefined);
    assert.deepEqual(
      codes,
      codes.map(() => TOO_MANY),
    );
    assert.equal(open.length, AT_ONCE - codes.length);
    assert.ok(open.length > 50, `${open.length} connections`);
    await assertAllAlive();
  });
});

describe("the front's own connections to a database", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  const sql = async (text: string): Promise<string> => {
    const { stdout, stderr } = await connectCommand(cloud, shared, ["--as", "producer", "--json", "--sql", text]);
    return stdout + stderr;
  };
  let observer: PostgresServer;
  const own = () =>
    observer.run(async (client) => {
      const text =
        "SELECT pid FROM pg_stat_activity WHERE usename = 'rdsadmin' AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
      return (await client.query<{ pid: number }>(text)).rows.map(({ pid }) => pid);
    });

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    observer = new PostgresServer(join(cloud.stateFolder, "databases", shared.instance.id));
    await observer.start();
  });
  after(() => cloud.stop());

  it("are few and stay the same from login to login", async () => {
    await sql("SELECT 1");
    const before = await own();
    for (let time = 0; time < 5; time++) await sql("SELECT 1");
    assert.ok(before.length >= 1 && before.length <= 2, String(before));
    assert.deepEqual(await own(), before);
  });

  it("are opened again where the server has ended them", async () => {
    await observer.run((client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rdsadmin' AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
      ),
    );
    assert.equal(await sql("SELECT 1 AS one"), '[{"one":1}]\n');
  });

  it("are opened again after one of the server's processes was killed", async () => {
    for (const pid of await own()) process.kill(pid, "SIGKILL");
    let answer = await sql("SELECT 1 AS one");
    // All of the server's connections end with one that crashed; it says so until it has recovered.
    for (let time = 0; time < 100 && /recovery|starting up|not yet accepting/.test(answer); time++) {
      await sleep(20);
      answer = await sql("SELECT 1 AS one");
    }
    assert.equal(answer, '[{"one":1}]\n');
  });

  it("never know an older state of a role", async () => {
    await sql("CREATE USER reader PASSWORD 'first'");
    const login = (password: string) => {
      process.env.PGPASSWORD = password;
      return connectCommand(cloud, shared, ["--as", "producer", "--user", "reader", "--sql", "SELECT 1"]);
    };
    try {
      assert.equal((await login("first")).code, 0);
      await sql("ALTER USER reader PASSWORD 'second'");
      assert.match((await login("first")).stderr, /password authentication failed/);
      assert.equal((await login("second")).code, 0);
    } finally {
      delete process.env.PGPASSWORD;
    }
  });
});
