import assert from "node:assert/strict";
import { serverSettings } from "../../../../local/databases/postgres/settings";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { owner, testServices } from "../../test-services";
import { instanceRequest, surroundings } from "../../services/surroundings";

async function settings(appliedParameters: Record<string, string>, major = 18) {
  const services = testServices();
  await surroundings(services);
  const { data } = await createDbInstance(services, owner, instanceRequest({ dbInstanceClass: "db.t4g.medium" }));
  return serverSettings({ ...data, appliedParameters }, major);
}

const defaults = { max_connections: "450", shared_preload_libraries: "pg_stat_statements", reserved_connections: "2" };

describe("what an instance's server runs with", () => {
  it("is RDS's defaults where the group sets nothing", async () => {
    assert.deepEqual(await settings({}), defaults);
  });

  it("is what the group sets, RDS's own names as PostgreSQL's", async () => {
    const group = {
      ...{ "rds.logical_replication": "1", "rds.rds_superuser_reserved_connections": "4" },
      ...{ max_connections: "LEAST({DBInstanceClassMemory/9531392},300)", search_path: "app,public" },
    };
    assert.deepEqual(await settings(group), {
      ...defaults,
      ...{ max_connections: "300", reserved_connections: "4", wal_level: "logical", search_path: "app,public" },
    });
    assert.deepEqual(await settings({ "rds.logical_replication": "0" }), defaults);
  });

  it("has nothing of logs, of the server's size, or of what the front decides", async () => {
    const group = {
      log_statement: "all",
      shared_buffers: "1000000",
      "rds.force_ssl": "1",
      "rds.allowed_extensions": "*",
    };
    assert.deepEqual(await settings(group), defaults);
  });

  it("has no reserved connections on a server older than they are", async () => {
    const { max_connections, shared_preload_libraries } = defaults;
    assert.deepEqual(await settings({}, 15), { max_connections, shared_preload_libraries });
  });
});
