import assert from "node:assert/strict";
import { serverSettings } from "../../../../local/databases/mysql/settings";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { checkParameterEffects } from "../../../../local/services/rds/parameter-effects";
import { owner, testServices } from "../../test-services";
import { instanceRequest, surroundings } from "../../services/surroundings";

async function instance(engine: "mysql" | "mariadb", appliedParameters: Record<string, string> = {}) {
  const services = testServices();
  await surroundings(services);
  const engineVersion = engine === "mysql" ? "8.4" : "11.4";
  const request = { ...instanceRequest({ dbInstanceClass: "db.t4g.medium" }), engine, engineVersion };
  const { data } = await createDbInstance(services, owner, request);
  return { ...data, appliedParameters };
}

describe("what an instance's MariaDB server runs with", () => {
  it("is RDS's number of connections by class, by engine", async () => {
    assert.deepEqual(serverSettings(await instance("mariadb")), { max_connections: "170" });
    assert.equal(serverSettings(await instance("mysql")).max_connections, "341");
  });

  it("is Aurora's table of connections for a cluster", async () => {
    const mysql = await instance("mysql");
    const connections = (dbInstanceClass: string, serverlessMaxCapacity = 1) =>
      serverSettings({ ...mysql, engine: "aurora-mysql", dbInstanceClass, serverlessMaxCapacity }).max_connections;
    const table = {
      ...{ "db.t3.small": "45", "db.t4g.medium": "90", "db.t3.large": "135" },
      ...{ "db.r5.large": "1000", "db.r6g.xlarge": "2000", "db.r5.8xlarge": "5000" },
      ...{ "db.r5.12xlarge": "6000", "db.r5.16xlarge": "6000", "db.r5.24xlarge": "7000" },
    };
    for (const [name, most] of Object.entries(table)) assert.equal(connections(name), most, name);
    const units = { 1: "90", 4: "135", 8: "1000", 16: "2000", 128: "5000", 256: "6000" };
    for (const [most, number] of Object.entries(units))
      assert.equal(connections("db.serverless", Number(most)), number);
  });

  it("is MySQL's own defaults where it stands in for MySQL", async () => {
    const settings = serverSettings(await instance("mysql"));
    assert.equal(settings.character_set_server, "utf8mb4");
    assert.match(settings.sql_mode ?? "", /^ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,/);
  });

  it("is what the group sets, formulas reckoned", async () => {
    const group = { max_connections: "{DBInstanceClassMemory/42949672}", sql_mode: "ANSI", time_zone: "UTC" };
    const settings = serverSettings(await instance("mysql", group));
    assert.deepEqual([settings.max_connections, settings.sql_mode, settings.time_zone], ["100", "ANSI", "+00:00"]);
  });

  it("has nothing of the server's size, of the binary log, or of what the front decides", async () => {
    const group = { innodb_buffer_pool_size: "{DBInstanceClassMemory*3/4}", sync_binlog: "1", tls_version: "TLSv1.3" };
    assert.deepEqual(serverSettings(await instance("mariadb", group)), { max_connections: "170" });
  });

  it("is refused where it is a time zone by name, of which the server has none", async () => {
    const data = await instance("mariadb");
    const zone = (parameterValue: string) => [
      { parameterName: "time_zone", parameterValue, applyMethod: "immediate" as const },
    ];
    assert.throws(() => {
      checkParameterEffects(data, zone("Europe/Berlin"));
    }, /time_zone = Europe\/Berlin.*give an offset/);
    checkParameterEffects(data, zone("+02:00"));
  });
});
