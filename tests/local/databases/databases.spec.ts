import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseClient } from "../../../local/client/database-client";
import { engineAndServer } from "../../../local/databases/server-version";
import { deleteDbInstance } from "../../../local/services/rds/delete-instance";
import { dbInstanceKind } from "../../../local/services/rds/entities";
import { modifyDbInstance } from "../../../local/services/rds/modify-instance";
import { createParameterGroup, modifyParameterGroup } from "../../../local/services/rds/parameter-group";
import { rebootDbInstance, startDbInstance, stopDbInstance } from "../../../local/services/rds/power";
import { owner } from "../test-services";
import { connectCommand } from "../data-path/connect-command";
import { startCloud, type RunningCloud } from "../data-path/running-cloud";
import { shareDatabase, type SharedDatabase } from "../data-path/shared-database";

describe("the local cloud's databases", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let first: RunningCloud;
  let shared: SharedDatabase;
  const sql = (text: string) => connectCommand(cloud, shared, ["--as", "producer", "--json", "--sql", text]);
  const data = () => join(cloud.stateFolder, "databases", shared.instance.id, "data");

  before(async () => {
    first = cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    await sql("CREATE TABLE kept AS SELECT 42 AS answer");
  });
  after(async () => {
    await cloud.stop();
    await first.stop();
  });

  it("outlive a local cloud that was killed, and are used again by the next one", async () => {
    const before = readFileSync(join(data(), "postmaster.pid"), "utf8").split("\n")[0];
    await cloud.abandon();
    cloud = await startCloud(cloud);
    const { code, stdout } = await sql("SELECT * FROM kept");
    assert.deepEqual([code, stdout], [0, '[{"answer":42}]\n']);
    assert.equal(readFileSync(join(data(), "postmaster.pid"), "utf8").split("\n")[0], before);
  });

  it("stop with the local cloud and are there again after its next start", async () => {
    await cloud.stop();
    assert.ok(!existsSync(join(data(), "postmaster.pid")));
    cloud = await startCloud(cloud);
    assert.equal((await sql("SELECT * FROM kept")).stdout, '[{"answer":42}]\n');
  });

  it("are refused while they are stopped, and keep their rows", async () => {
    await stopDbInstance(cloud.services, owner, "orders");
    const { code, stderr } = await sql("SELECT 1");
    assert.equal(code, 3);
    assert.match(stderr, /✗ database-available: orders is not available/);
    assert.ok(!existsSync(join(data(), "postmaster.pid")));
    await startDbInstance(cloud.services, owner, "orders");
    assert.equal((await sql("SELECT * FROM kept")).stdout, '[{"answer":42}]\n');
  });

  it("come back by themselves after a crash", async () => {
    const pid = Number(readFileSync(join(data(), "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    await sleep(50);
    assert.equal((await sql("SELECT * FROM kept")).stdout, '[{"answer":42}]\n');
  });

  it("are used as they are where the mark that they are complete is missing", async () => {
    await cloud.stop();
    rmSync(join(data(), "..", "created"));
    cloud = await startCloud(cloud);
    assert.equal((await sql("SELECT * FROM kept")).stdout, '[{"answer":42}]\n');
  });

  it("are never made anew over data that PostgreSQL cannot read", async () => {
    await cloud.stop();
    const files = ["PG_VERSION", "global/pg_control"].map((name) => join(data(), name));
    for (const file of files) {
      const whole = readFileSync(file);
      truncateSync(file, 0);
      cloud = await startCloud(cloud);
      assert.match((await sql("SELECT 1")).stderr, /PostgreSQL does not start in/);
      await cloud.stop();
      writeFileSync(file, whole);
    }
    cloud = await startCloud(cloud);
    assert.equal((await sql("SELECT * FROM kept")).stdout, '[{"answer":42}]\n');
  });

  it("take a new master password", async () => {
    await modifyDbInstance(cloud.services, owner, "orders", {
      manageMasterUserPassword: false,
      masterUserPassword: "chosen-password",
    });
    assert.match((await sql("SELECT 1")).stderr, /RDS does not manage the master password of orders/);
    await modifyDbInstance(cloud.services, owner, "orders", { manageMasterUserPassword: true });
    assert.equal((await sql("SELECT 1 AS one")).stdout, '[{"one":1}]\n');
  });

  it("run with the values of their parameter group", async () => {
    const name = "orders-parameters";
    const parameter = (parameterName: string, parameterValue: string) => ({
      parameterName,
      parameterValue,
      applyMethod: "immediate" as const,
    });
    const base = { dbParameterGroupFamily: "postgres17", description: "", tags: {} };
    await createParameterGroup(cloud.services, owner, {
      ...base,
      dbParameterGroupName: name,
      parameters: [parameter("statement_timeout", "100")],
    });
    await modifyDbInstance(cloud.services, owner, "orders", { dbParameterGroupName: name });
    await rebootDbInstance(cloud.services, owner, "orders");
    assert.match((await sql("SELECT pg_sleep(5)")).stderr, /canceling statement due to statement timeout/);
    await modifyParameterGroup(cloud.services, owner, name, {
      parameters: [parameter("timezone", "Asia/Tokyo")],
      tags: {},
    });
    assert.equal(
      (await sql("SHOW timezone; SHOW statement_timeout")).stdout,
      '[{"TimeZone":"Asia/Tokyo"}]\n[{"statement_timeout":"0"}]\n',
    );
  });

  it("have RDS's number of connections by class, changed by a restart", async () => {
    const connections = async () => (await sql("SHOW max_connections")).stdout;
    assert.equal(await connections(), '[{"max_connections":"112"}]\n');
    await modifyDbInstance(cloud.services, owner, "orders", { dbInstanceClass: "db.t4g.medium" });
    assert.equal(await connections(), '[{"max_connections":"450"}]\n');
  });

  it("say what runs them, where it is another major version than asked for", async () => {
    const instance = cloud.services.store.get(dbInstanceKind, shared.instance.id) ?? shared.instance;
    const client = new DatabaseClient(cloud.socket);
    const { serverVersion, engineVersion } = await client.instance(instance.data.endpoint.address);
    client.close();
    assert.equal(engineVersion, instance.data.engineVersion);
    assert.match(serverVersion ?? "", /^PostgreSQL \d+\.\d+$/);
    const older = { ...instance, data: { ...instance.data, engineVersion: "9.6" } };
    assert.equal(engineAndServer(cloud.stateFolder, older), `postgres 9.6 (runs ${serverVersion ?? ""})`);
    const own = { ...instance, data: { ...instance.data, engineVersion: serverVersion?.split(" ")[1] ?? "" } };
    assert.equal(engineAndServer(cloud.stateFolder, own), `postgres ${own.data.engineVersion}`);
  });

  it("say so when their data is gone", async () => {
    await cloud.stop();
    const moved = { ...cloud, stateFolder: join(cloud.stateFolder, "elsewhere") };
    const other = await startCloud(moved);
    const { code, stderr } = await connectCommand(other, shared, ["--as", "producer", "--sql", "SELECT 1"]);
    assert.equal(code, 3);
    assert.match(stderr, /the data of orders is not in the state folder: delete the instance and create it again/);
    await other.stop();
    cloud = await startCloud(cloud);
  });

  it("leave nothing when they are deleted", async () => {
    const folder = join(cloud.stateFolder, "databases");
    assert.ok(existsSync(join(folder, shared.instance.id)));
    await deleteDbInstance(cloud.services, owner, "orders", { skipFinalSnapshot: true });
    assert.ok(!existsSync(join(folder, shared.instance.id)));
  });

  it("are not made over what no instance has: that is moved aside at the next start, whole, and said", async () => {
    const folder = join(cloud.stateFolder, "databases");
    mkdirSync(join(folder, "db-LEFTOVER", "data"), { recursive: true });
    writeFileSync(join(folder, "db-LEFTOVER", "data", "rows"), "dear");
    writeFileSync(join(folder, "notes.txt"), "mine");
    await cloud.stop();
    cloud = await startCloud(cloud);
    await cloud.stop();
    assert.deepEqual(readdirSync(folder), []);
    const aside = join(cloud.stateFolder, "set-aside");
    const [leftover = "", notes = ""] = readdirSync(aside).sort((one) => (one.endsWith("notes.txt") ? 1 : -1));
    assert.equal(readFileSync(join(aside, leftover, "data", "rows"), "utf8"), "dear");
    assert.equal(readFileSync(join(aside, notes), "utf8"), "mine");
    assert.match(
      cloud.notices.join("\n"),
      /db-LEFTOVER belongs to no database of the local cloud and was moved to .*set-aside/,
    );
  });
});
