import assert from "node:assert/strict";
import { deleteClusterInstance } from "../../../local/services/rds/clusters/cluster-instance";
import { failoverDbCluster } from "../../../local/services/rds/clusters/failover";
import { loginSql } from "../../../local/commands/connect/login-sql";
import { needsMariadb } from "../databases/mysql/needs-mariadb";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { addInstance, shareCluster, type SharedCluster } from "./shared-cluster";
import { LOGIN_USER } from "./shared-database";

describe("an Aurora MySQL cluster shared by its ARN", function () {
  this.timeout(60_000);
  const clouds: RunningCloud[] = [];
  let cloud: RunningCloud;
  let shared: SharedCluster;

  before(async function () {
    await needsMariadb(this);
    cloud = await startCloud();
    clouds.push(cloud);
    shared = await shareCluster(cloud.services, 2, { engine: "aurora-mysql", engineVersion: "8.0", port: 5432 });
    const login = loginSql({ engine: "mysql", user: LOGIN_USER, databaseName: "orders" });
    const { code, stderr } = await sql("producer", `${login}; CREATE TABLE items (id int)`);
    assert.deepEqual([code, stderr], [0, ""]);
  });
  after(() => Promise.all(clouds.map((it) => it.stop())));

  const sql = (as: "producer" | "consumer", text: string) =>
    connectCommand(cloud, shared, ["--as", as, "--json", "--sql", text]);
  const atReader = (): SharedCluster => {
    const { instance, cluster } = shared;
    const endpoint = { ...instance.data.endpoint, address: cluster.data.readerEndpoint };
    return { ...shared, instance: { ...instance, data: { ...instance.data, endpoint } } };
  };
  const read = (text: string) => connectCommand(cloud, atReader(), ["--as", "consumer", "--json", "--sql", text]);

  it("takes writes by its writer's name, with an IAM token and TLS", async () => {
    const { code, stdout, stderr } = await sql("consumer", "INSERT INTO items VALUES (1); SELECT * FROM items");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"id":1\}\]/);
  });

  it("has MySQL's settings and the connections of its writer's class", async () => {
    const { stdout } = await sql("consumer", "SELECT @@max_connections AS most, @@character_set_server AS characters");
    assert.match(stdout, /\[\{"most":"90","characters":"utf8mb4"\}\]/);
  });

  it("reads by its reader's name, with a token for that, and refuses what would write", async () => {
    assert.match((await read("SELECT id FROM items")).stdout, /\[\{"id":1\}\]/);
    for (const text of [
      "INSERT INTO items VALUES (2)",
      "CREATE TABLE more (id int)",
      "DROP TABLE items",
      "BEGIN; DELETE FROM items",
    ]) {
      const { code, stderr } = await read(text);
      assert.equal(code, 1, text);
      assert.match(stderr, /^ERROR 1792 \(25006\): Cannot execute statement in a READ ONLY transaction/, text);
    }
    assert.match((await sql("consumer", "SELECT COUNT(*) AS n FROM items")).stdout, /\[\{"n":"1"\}\]/);
  });

  it("goes on by the same names after a failover", async () => {
    const { data } = await failoverDbCluster(cloud.services, owner, "orders");
    assert.notEqual(data.writer, shared.cluster.data.writer);
    const { stdout } = await sql("consumer", "INSERT INTO items VALUES (3); SELECT COUNT(*) AS n FROM items");
    assert.match(stdout, /\[\{"n":"2"\}\]/);
    assert.equal((await read("INSERT INTO items VALUES (4)")).code, 1);
  });

  it("leads its reader's name to the writer where there is no reader", async () => {
    await deleteClusterInstance(cloud.services, owner, "orders-1");
    assert.deepEqual([(await read("INSERT INTO items VALUES (4)")).code], [0]);
    await addInstance(cloud.services, 1, "aurora-mysql");
    assert.equal((await read("INSERT INTO items VALUES (5)")).code, 1);
  });

  it("keeps its rows over a restart of the local cloud", async () => {
    await cloud.abandon();
    cloud = await startCloud(cloud);
    clouds.push(cloud);
    assert.match((await sql("consumer", "SELECT COUNT(*) AS n FROM items")).stdout, /\[\{"n":"3"\}\]/);
  });
});
