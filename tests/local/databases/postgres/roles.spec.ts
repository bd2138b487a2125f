import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { PostgresServer } from "../../../../local/databases/postgres/server";
import { temporaryFolder } from "../../temporary-folder";

describe("RDS's roles on a PostgreSQL server", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const server = new PostgresServer(join(folder.path, "db"));

  before(() => server.create({ masterUser: "owner", password: "password", databaseName: "orders" }));
  after(async () => {
    await server.remove();
    folder.remove();
  });

  async function asMaster(text: string): Promise<unknown> {
    const client = new Client({ host: dirname(server.socket), user: "owner", database: "orders", ssl: false });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  for (const role of ["rds_superuser", "rds_iam", "rds_password", "rds_replication", "rdsrepladmin"]) {
    it(`cannot be dropped by the master user: ${role}`, async () => {
      await assert.rejects(asMaster(`DROP ROLE ${role}`), /cannot be dropped because|permission denied to drop role/);
      await assert.rejects(asMaster(`GRANT ${role} TO owner; DROP OWNED BY ${role}; DROP ROLE ${role}`));
    });
  }

  it("can be handed on by the master user", async () => {
    await asMaster("CREATE ROLE app LOGIN; GRANT rds_iam, rds_superuser, rds_password, rds_replication TO app");
    assert.deepEqual(await asMaster("SELECT pg_has_role('app', 'rds_superuser', 'usage') AS member"), [
      { member: true },
    ]);
  });

  it("let the master user create the extensions that RDS offers, and stay no superuser", async () => {
    for (const name of ["pg_stat_statements", "postgres_fdw", "dblink", "sslinfo", "hstore", "pg_buffercache"]) {
      await asMaster(`CREATE EXTENSION ${name}`);
    }
    assert.deepEqual(await asMaster("SELECT usesuper FROM pg_user WHERE usename = 'owner'"), [{ usesuper: false }]);
    await asMaster("CREATE EXTENSION earthdistance CASCADE; DROP EXTENSION dblink");
  });

  it("let nobody create one that reads the server's files or runs anything", async () => {
    for (const name of ["file_fdw", "plpython3u", "plperlu", "pg_surgery"]) {
      await assert.rejects(asMaster(`CREATE EXTENSION ${name}`), /is not available/);
    }
    const names = await asMaster("SELECT name FROM pg_available_extensions WHERE name ~ 'u$|file_fdw'");
    assert.deepEqual(names, []);
  });

  it("do not let an extension reach the server as RDS itself", async () => {
    const folder = dirname(server.socket);
    await asMaster("CREATE EXTENSION dblink");
    for (const password of ["", " password=x"]) {
      const as = `host=${folder} user=rdsadmin dbname=orders${password}`;
      await assert.rejects(asMaster(`SELECT * FROM dblink('${as}', 'SELECT 1') AS t(one int)`), /password/);
    }
    await assert.rejects(asMaster(`SELECT dblink_connect_u('host=${folder} user=rdsadmin')`), /permission denied/);
  });
});
