import assert from "node:assert/strict";
import { rowsOf } from "../../../../local/databases/mysql/admin";
import { passwordHash } from "../../../../local/databases/mysql/owner";
import { applyParameters } from "../../../../local/databases/mysql/parameters";
import { MariadbServer } from "../../../../local/databases/mysql/server";
import { isForMariadb, onlyMysqls } from "../../../../local/services/rds/parameter-effects-mysql";
import { mariadbParameters, mysqlParameters } from "../../../../local/services/rds/parameters-mysql";
import { temporaryFolder } from "../../temporary-folder";
import { needsMariadb } from "./needs-mariadb";

describe("the parameters of a MariaDB server", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const server = new MariadbServer(`${folder.path}/db`);

  before(async function () {
    await needsMariadb(this);
    server.plan({ masterUser: "owner", passwordHash: passwordHash("a-password") }, { max_connections: "50" });
    await server.start();
  });
  after(async () => {
    await server.remove();
    folder.remove();
  });

  const variable = (name: string) =>
    server.run(async (connection) => String((await rowsOf(connection, `SELECT @@GLOBAL.${name} AS v`))[0]?.v));

  it("are in effect from its first start on", async () => {
    assert.equal(await variable("max_connections"), "50");
  });

  it("take effect at once where the server takes them so, and are there after its next start", async () => {
    await applyParameters(server, { max_connections: "60", sql_mode: "ANSI_QUOTES", character_set_results: "latin1" });
    assert.equal(await variable("max_connections"), "60");
    await server.stop();
    await server.start();
    assert.deepEqual(
      [await variable("max_connections"), await variable("sql_mode"), await variable("character_set_results")],
      ["60", "ANSI_QUOTES", "latin1"],
    );
  });

  it("restart it where they must", async () => {
    await applyParameters(server, { max_connections: "60", lower_case_table_names: "1", performance_schema: "1" });
    assert.equal(await variable("lower_case_table_names"), "1");
    assert.equal(await variable("performance_schema"), "1");
    await applyParameters(server, { max_connections: "60" });
    assert.equal(await variable("lower_case_table_names"), "0");
  });

  it("are the server's own again where they are dropped", async () => {
    await applyParameters(server, {});
    assert.match(await variable("sql_mode"), /^STRICT_TRANS_TABLES,/);
    assert.equal(await variable("max_connections"), "151");
  });

  it("leave the server as it was where it does not take one", async () => {
    await applyParameters(server, { max_connections: "70" });
    await assert.rejects(applyParameters(server, { max_connections: "80", time_zone: "Mars/Olympus" }), /time zone/i);
    assert.equal(await variable("max_connections"), "70");
    assert.deepEqual(server.settings, { max_connections: "70" });
  });

  it("are one value each, whatever is in them", async () => {
    const init = 'x"\n[mariadbd]\nskip-grant-tables\n#\\';
    await applyParameters(server, { init_connect: init });
    await server.stop();
    await server.start();
    assert.equal(await variable("init_connect"), init);
    await applyParameters(server, {});
  });

  it("are all known to it that RDS's groups have, but for those that are named as without effect", async () => {
    const names = Object.keys({ ...mysqlParameters, ...mariadbParameters });
    const known = await server.run(async (connection) =>
      (await rowsOf(connection, "SELECT LOWER(VARIABLE_NAME) AS v FROM information_schema.SYSTEM_VARIABLES")).map(
        ({ v }) => String(v),
      ),
    );
    assert.deepEqual(
      names.filter((name) => isForMariadb(name) && !known.includes(name)),
      [],
    );
    assert.deepEqual(
      onlyMysqls.filter((name) => known.includes(name)),
      [],
    );
  });
});
