import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { databaseFolder } from "../../../local/databases/database-folder";
import { rowsOf } from "../../../local/databases/mysql/admin";
import { MariadbServer } from "../../../local/databases/mysql/server";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { createReadReplica } from "../../../local/services/rds/create-replica";
import { deleteDbInstance } from "../../../local/services/rds/delete-instance";
import { dbInstanceKind, type DbInstance } from "../../../local/services/rds/entities";
import { startDbInstance, stopDbInstance } from "../../../local/services/rds/power";
import { promoteReadReplica } from "../../../local/services/rds/replicas";
import { loginSql } from "../../../local/commands/connect/login-sql";
import type { Entity } from "../../../local/state/store";
import { needsMariadb } from "../databases/mysql/needs-mariadb";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { instanceRequest, LOGIN_USER, shareThing, type SharedDatabase } from "./shared-database";

const engines = [
  { engine: "mysql", engineVersion: "8.4" },
  { engine: "mariadb", engineVersion: "11.4" },
] as const;

for (const { engine, engineVersion } of engines) {
  describe(`a read replica of ${engine} shared by its ARN`, function () {
    this.timeout(60_000);
    const clouds: RunningCloud[] = [];
    let cloud: RunningCloud;
    let shared: SharedDatabase;
    let source: Entity<DbInstance>;

    before(async function () {
      await needsMariadb(this);
      cloud = await startCloud();
      clouds.push(cloud);
      shared = await shareThing(cloud.services, async (place) => {
        source = await createDbInstance(cloud.services, owner, {
          ...instanceRequest(place),
          ...{ engine, engineVersion, port: 5432 },
          ...{ manageMasterUserPassword: undefined, masterUserPassword: "correct-horse-battery" },
        });
        await atSource("CREATE TABLE orders.items AS SELECT seq AS id FROM orders.seq_1_to_5000");
        for (const statement of loginSql({ engine, user: LOGIN_USER, databaseName: "orders" }).split("; ")) {
          await atSource(statement.replace("AWSAuthenticationPlugin AS 'RDS'", "mysql_old_password AS ''"));
        }
        const instance = await replica("orders-reports");
        const resourceConfigurationDefinition = { arnResource: { arn: instance.arn } };
        return { instance, configuration: { type: "ARN", resourceConfigurationDefinition } };
      });
    });
    after(() => Promise.all(clouds.map((it) => it.stop())));

    const replica = (dbInstanceIdentifier: string) =>
      createReadReplica(cloud.services, owner, {
        dbInstanceIdentifier,
        sourceDbInstanceIdentifier: "orders",
        iamDatabaseAuthenticationEnabled: true,
      });
    const serverOf = ({ id }: Entity<DbInstance>) => new MariadbServer(databaseFolder(cloud.stateFolder, id));
    const at = (instance: Entity<DbInstance>, text: string) =>
      serverOf(instance).run((connection) => rowsOf(connection, text));
    const atSource = (text: string) => at(source, text);
    const sql = (text: string) => connectCommand(cloud, shared, ["--as", "consumer", "--json", "--sql", text]);
    const count = "SELECT COUNT(*) AS n FROM items";

    const follows = async (n: number): Promise<void> => {
      for (let attempt = 0; attempt < 200; attempt++) {
        if ((await sql(count)).stdout.includes(`"n":"${n}"}`)) return;
        await sleep(50);
      }
      assert.fail("the replica does not follow");
    };

    it("has the source's rows and logins, with a token for its own name, and takes no writes", async () => {
      const { code, stdout, stderr } = await sql(`SELECT @@read_only AS follows; ${count}`);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /\[\{"follows":"1"\}\]\n\[\{"n":"5000"\}\]/);
      const refused = await sql("INSERT INTO items VALUES (0)");
      assert.match(refused.stderr, /^ERROR 1290 \(HY000\): The MariaDB server is running with the --read-only option/);
      assert.match((await sql("SET GLOBAL read_only = 0")).stderr, /^ERROR 1227 /);
    });

    it("follows what its source takes", async () => {
      await atSource("INSERT INTO orders.items VALUES (5001)");
      await follows(5001);
    });

    it("follows again after its source was stopped, and after a restart of the local cloud", async () => {
      await stopDbInstance(cloud.services, owner, "orders");
      await startDbInstance(cloud.services, owner, "orders");
      await atSource("INSERT INTO orders.items VALUES (5002)");
      await follows(5002);
      await cloud.abandon();
      cloud = await startCloud(cloud);
      clouds.push(cloud);
      await atSource("INSERT INTO orders.items VALUES (5003)");
      await follows(5003);
    });

    it("is reached by its source's log through a door for the replicator only", async () => {
      const [status] = await at(shared.instance, "SHOW SLAVE STATUS");
      const port = Number(status?.Master_Port);
      assert.equal(status?.Master_Host, "127.0.0.1");
      for (const user of ["rdsadmin", "owner", LOGIN_USER, "rdsrepladmin"]) {
        await assert.rejects(
          createConnection({ user, password: "", stream: connect(port, "127.0.0.1") }),
          /Access denied for user/,
          user,
        );
      }
    });

    it("is one of several, begun while its source works, and leaves nothing when it is deleted", async () => {
      const writes = { are: true, done: 0 };
      const writing = (async () => {
        for (; writes.are; writes.done++) await atSource("INSERT INTO orders.items VALUES (6000)");
      })();
      const other = await replica("orders-other");
      writes.are = false;
      await writing;
      assert.ok(writes.done > 0);
      const all = 5003 + writes.done;
      const alike = async () => (await at(other, "SELECT COUNT(*) AS n FROM orders.items"))[0]?.n === all;
      for (let attempt = 0; attempt < 200 && !(await alike()); attempt++) await sleep(50);
      assert.deepEqual(await at(other, "SELECT COUNT(*) AS n FROM orders.items"), [{ n: all }]);
      await deleteDbInstance(cloud.services, owner, "orders-other", { skipFinalSnapshot: true });
      await atSource("DELETE FROM orders.items WHERE id = 6000");
      await atSource("INSERT INTO orders.items VALUES (5004)");
      await follows(5004);
    });

    it("takes writes once it is promoted, follows no longer, and can have replicas of its own", async () => {
      await promoteReadReplica(cloud.services, owner, "orders-reports");
      const { code, stdout, stderr } = await sql(`INSERT INTO items VALUES (0); ${count}`);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /\[\{"n":"5005"\}\]/);
      assert.deepEqual(await atSource("SELECT COUNT(*) AS n FROM orders.items"), [{ n: 5004 }]);
      const promoted = cloud.services.store.get(dbInstanceKind, shared.instance.id) ?? shared.instance;
      assert.deepEqual(await at(promoted, "SHOW SLAVE STATUS"), []);
      const second = await createReadReplica(cloud.services, owner, {
        dbInstanceIdentifier: "second",
        sourceDbInstanceIdentifier: "orders-reports",
      });
      assert.equal((await sql("INSERT INTO items VALUES (1)")).code, 0);
      for (let attempt = 0; attempt < 200; attempt++) {
        const [row] = await at(second, "SELECT COUNT(*) AS n FROM orders.items");
        if (row?.n === 5006) return;
        await sleep(50);
      }
      assert.fail("the promoted instance's replica does not follow");
    });
  });
}
