import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { NOTES_FOLDER } from "../../../../local/databases/postgres/client-notes";
import { openForward } from "../../../../local/client/open-forward";
import { databaseFolder } from "../../../../local/databases/database-folder";
import { networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { resourceGatewayKind } from "../../../../local/services/vpc-lattice/entities";
import { connectCommand } from "../../data-path/connect-command";
import { startCloud, type RunningCloud } from "../../data-path/running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "../../data-path/shared-database";

const OWN = `
  SELECT ssl, version, cipher, bits, host(client_addr) AS address, host(inet_client_addr()) AS inet,
    client_port = inet_client_port() AND client_port > 1024 AS "hasPort", inet_server_port() AS server
  FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE pid = pg_backend_pid()`;
const OF_OTHER = `
  SELECT host(client_addr) AS address, ssl, host((lattice_db_client(a.pid)).address) AS note
  FROM pg_stat_activity a LEFT JOIN pg_stat_ssl USING (pid) WHERE pid = `;

describe("what a server shows of its clients", function () {
  this.timeout(90_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let seen: unknown;
  let gateway: string | undefined;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const [{ arn } = { arn: "" }] = cloud.services.store.list(resourceGatewayKind);
    gateway = networkInterfacesOf(cloud.services.store, arn)[0]?.data.privateIpAddresses[0];
    seen = {
      ...{ ssl: true, version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", bits: 256 },
      ...{ address: gateway, inet: gateway, hasPort: true, server: 5432 },
    };
    const passwords = ["reader", "other"].map((user) => `CREATE USER ${user} PASSWORD '${user}-password'`);
    await ask("producer", [`CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}`, ...passwords].join("; "));
  });
  after(() => cloud.stop());

  /** What the last statement answers, over a connection of its own. */
  async function ask(as: string, sql: string): Promise<unknown> {
    const { code, stdout, stderr } = await connectCommand(cloud, shared, ["--as", as, "--json", "--sql", sql]);
    assert.equal(code, 0, stderr);
    return (JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as unknown[])[0];
  }

  /** Over a forwarded port. */
  async function forwarded<T>(user: string, work: (client: Client) => Promise<T>, database = "orders"): Promise<T> {
    const route = { host: shared.dnsName, port: 5432 };
    const forward = await openForward(cloud.socket, shared.client, route, [0]);
    for await (const { port } of forward.reports) {
      const login = { host: "127.0.0.1", port, user, password: `${user}-password`, database };
      const client = new Client({ ...login, ssl: { rejectUnauthorized: false } });
      client.on("error", () => undefined);
      try {
        await client.connect();
        return await work(client);
      } finally {
        await client.end();
        forward.close();
      }
    }
    throw new Error("the forward did not open");
  }

  const own = async (client: Client) => (await client.query<{ address: string | null }>(OWN)).rows[0];
  const pidOf = async (client: Client) =>
    (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid ?? 0;
  const noteOf = (pid: number) =>
    join(databaseFolder(cloud.stateFolder, shared.instance.id), "data", NOTES_FOLDER, String(pid));

  it("is TLS and the gateway's address, over the proxy and over a forwarded port", async () => {
    assert.deepEqual(await ask("consumer", OWN), seen);
    assert.deepEqual(await forwarded("reader", own), seen);
  });

  it("is its own address where a client is in the database's VPC", async () => {
    const row = (await ask("producer", OWN)) as { address: string; ssl: boolean };
    assert.match(row.address, /^10\.0\./);
    assert.notEqual(row.address, gateway);
    assert.equal(row.ssl, true);
  });

  it("is shown to those who may see other users' sessions, and to nobody else", async () => {
    await forwarded("reader", async (reader) => {
      const pid = await pidOf(reader);
      assert.deepEqual(await ask("producer", OF_OTHER + String(pid)), { address: gateway, ssl: true, note: gateway });
      await forwarded("other", async (other) => {
        const { rows } = await other.query(OF_OTHER + String(pid));
        assert.deepEqual(rows, [{ address: null, ssl: null, note: null }]);
        await assert.rejects(other.query("SELECT pg_read_file('PG_VERSION')"), /permission denied/);
      });
    });
  });

  it("is kept in a file for the server alone, as long as the connection lasts", async () => {
    const pid = await forwarded("reader", async (reader) => {
      const own = await pidOf(reader);
      assert.equal(statSync(noteOf(own)).mode & 0o777, 0o600);
      return own;
    });
    while (existsSync(noteOf(pid))) await sleep(10);
  });

  it("is nothing where the note is of an earlier process with the same number", async () => {
    await forwarded("reader", async (reader) => {
      const note = noteOf(await pidOf(reader));
      const [, ...lines] = readFileSync(note, "utf8").split("\n");
      writeFileSync(note, ["1", ...lines].join("\n"));
      assert.equal((await own(reader))?.address, null);
    });
  });

  it("is shown in databases that are made later, from whatever template", async () => {
    await ask("producer", "CREATE DATABASE later");
    await ask("producer", "CREATE DATABASE plain TEMPLATE template0");
    assert.deepEqual(await forwarded("reader", own, "later"), seen);
    assert.deepEqual(await forwarded("reader", own, "plain"), seen);
  });

  it("is shown after a restart of the local cloud", async () => {
    const { stateFolder, services } = cloud;
    const first = cloud;
    await cloud.abandon();
    cloud = await startCloud({ stateFolder, services });
    assert.deepEqual(await forwarded("reader", own), seen);
    await cloud.stop();
    cloud = await startCloud({ stateFolder, services });
    assert.deepEqual(await forwarded("reader", own, "plain"), seen);
    await cloud.stop();
    cloud = { ...cloud, stop: () => first.stop() };
  });
});
