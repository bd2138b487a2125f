import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { Client, type DatabaseError } from "pg";
import { PostgresServer } from "../../../../local/databases/postgres/server";
import { applyParameters } from "../../../../local/databases/postgres/parameters";
import { temporaryFolder } from "../../temporary-folder";

const owner = { masterUser: "owner", password: "password", databaseName: "orders" };
const base = { max_connections: "14", reserved_connections: "2", shared_preload_libraries: "pg_stat_statements" };

describe("a PostgreSQL server's parameters", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const server = new PostgresServer(join(folder.path, "db"));

  before(() => server.create(owner));
  after(async () => {
    await server.remove();
    folder.remove();
  });

  const show = (...names: string[]) =>
    server.run(async (client) => {
      const answers = [];
      for (const name of names) answers.push(Object.values((await client.query(`SHOW ${name}`)).rows[0])[0]);
      return answers;
    });

  async function connectAs(user: string): Promise<Client> {
    const client = new Client({ host: dirname(server.socket), user, database: "orders", ssl: false });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  it("are in effect when they have been applied, those that need a restart too", async () => {
    const wanted = {
      ...base,
      ...{ max_prepared_transactions: "64", max_locks_per_transaction: "256", wal_level: "logical" },
      ...{ search_path: 'app,"$user", public', password_encryption: "md5", statement_timeout: "4321" },
      "pg_stat_statements.max": "777",
    };
    await applyParameters(server, wanted);
    assert.deepEqual(
      await show("max_connections", "max_prepared_transactions", "max_locks_per_transaction", "wal_level"),
      ["14", "64", "256", "logical"],
    );
    assert.deepEqual(await show("search_path", "password_encryption", "statement_timeout", "pg_stat_statements.max"), [
      'app, "$user", public',
      "md5",
      "4321ms",
      "777",
    ]);
  });

  it("are as PostgreSQL has them when they are set no more", async () => {
    await applyParameters(server, base);
    assert.deepEqual(await show("wal_level", "search_path", "max_connections"), ["replica", '"$user", public', "14"]);
  });

  it("restart nothing that runs with them already", async () => {
    const started = () => server.run(async (client) => (await client.query("SELECT pg_postmaster_start_time()")).rows);
    const before = await started();
    await applyParameters(server, base);
    assert.deepEqual(await started(), before);
  });

  it("let the server run as before when it does not start with them", async () => {
    const tooMany = applyParameters(server, {
      ...base,
      max_connections: "262000",
      max_locks_per_transaction: "2147483",
    });
    await assert.rejects(tooMany, /PostgreSQL does not start in .*/);
    assert.deepEqual(await show("max_connections", "max_locks_per_transaction"), ["14", "64"]);
  });

  it("give everybody beyond the connections there are a FATAL 53300, and RDS itself its reserved ones", async () => {
    await server.run((client) => client.query("CREATE ROLE app LOGIN"));
    const open: Client[] = [];
    const codes: (string | undefined)[] = [];
    for (let at = 0; at < 12; at++) {
      await connectAs("app").then(
        (client) => open.push(client),
        (error: unknown) => codes.push((error as DatabaseError).code),
      );
    }
    assert.equal(open.length, 14 - 3 - 2);
    assert.deepEqual(codes, ["53300", "53300", "53300"]);
    open.push(await connectAs("owner"));
    assert.deepEqual(await show("superuser_reserved_connections"), ["3"]);
    for (const client of open) await client.end();
  });
});
