import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseClient, logIn } from "../../../local/client/database-client";
import { logInToMysql } from "../../../local/client/mysql-client";
import { openTunnel } from "../../../local/client/tunnel";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { createClusterInstance, deleteClusterInstance } from "../../../local/services/rds/clusters/cluster-instance";
import { clusterAsInstance } from "../../../local/services/rds/clusters/as-instance";
import { deleteDbCluster } from "../../../local/services/rds/clusters/delete-cluster";
import {
  restoreDbClusterFromSnapshot,
  restoreDbClusterToPointInTime,
} from "../../../local/services/rds/clusters/restore-cluster";
import { copyDbSnapshot, deleteDbSnapshot } from "../../../local/services/rds/copy-snapshot";
import { deleteDbInstance } from "../../../local/services/rds/delete-instance";
import type { DbInstance } from "../../../local/services/rds/entities";
import {
  restoreDbInstanceFromSnapshot,
  restoreDbInstanceToPointInTime,
} from "../../../local/services/rds/restore-instance";
import type { Entity } from "../../../local/state/store";
import { needsMariadb } from "../databases/mysql/needs-mariadb";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { shareCluster } from "./shared-cluster";
import { instanceRequest, shareThing, type OwnersPlace, type SharedDatabase } from "./shared-database";

const instances = [
  { engine: "postgres", engineVersion: "17" },
  { engine: "mysql", engineVersion: "8.4" },
  { engine: "mariadb", engineVersion: "11.4" },
] as const;

for (const { engine, engineVersion } of instances) {
  describe(`a database of ${engine} that is restored`, function () {
    this.timeout(60_000);
    const clouds: RunningCloud[] = [];
    let cloud: RunningCloud;
    let shared: SharedDatabase;
    let place: OwnersPlace;

    before(async function () {
      if (engine !== "postgres") await needsMariadb(this);
      cloud = await startCloud();
      clouds.push(cloud);
      shared = await shareThing(cloud.services, async (around) => {
        place = around;
        const request = { ...instanceRequest(around), engine, engineVersion, port: 5432 };
        const instance = await createDbInstance(cloud.services, owner, request);
        const resourceConfigurationDefinition = { arnResource: { arn: instance.arn } };
        return { instance, configuration: { type: "ARN", resourceConfigurationDefinition } };
      });
      await sql(shared.instance, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
    });
    after(() => Promise.all(clouds.map((it) => it.stop())));

    const sql = async (instance: Entity<DbInstance>, text: string): Promise<string> => {
      const { code, stdout, stderr } = await connectCommand(cloud, { ...shared, instance }, [
        ...["--as", "producer", "--json", "--sql", text],
      ]);
      assert.deepEqual([code, stderr], [0, ""]);
      return stdout;
    };
    const wishes = (dbInstanceIdentifier: string) => {
      const { dbSubnetGroupName, vpcSecurityGroupIds } = instanceRequest(place);
      const others = { dbInstanceClass: "db.t4g.micro", manageMasterUserPassword: true };
      return { dbInstanceIdentifier, dbSubnetGroupName, vpcSecurityGroupIds, ...others };
    };
    const copies = () => {
      const folder = join(cloud.stateFolder, "copies");
      return existsSync(folder) ? readdirSync(folder) : [];
    };
    const read = "SELECT id FROM kept ORDER BY id";

    it("has the rows of another instance as it is now, a password of its own, and lets that one go on", async () => {
      const latest = { sourceDbInstanceIdentifier: "orders", useLatestRestorableTime: true };
      const restored = await restoreDbInstanceToPointInTime(cloud.services, owner, latest, wishes("now"));
      assert.equal(await sql(restored, read), '[{"id":42}]\n');
      await sql(restored, "INSERT INTO kept VALUES (43)");
      await sql(shared.instance, "INSERT INTO kept VALUES (44)");
      assert.equal(await sql(restored, read), '[{"id":42},{"id":43}]\n');
      assert.equal(await sql(shared.instance, read), '[{"id":42},{"id":44}]\n');
      assert.deepEqual(copies(), []);
    });

    it("has the rows of a final snapshot, or of a copy of it, also after a restart of the local cloud", async () => {
      const last = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
      await deleteDbInstance(cloud.services, owner, "orders", last);
      await cloud.abandon();
      cloud = await startCloud(cloud);
      clouds.push(cloud);
      const copy = { sourceDbSnapshotIdentifier: "last", targetDbSnapshotIdentifier: "copy", tags: {} };
      await copyDbSnapshot(cloud.services, owner, copy);
      await deleteDbSnapshot(cloud.services, owner, "last");
      const restored = await restoreDbInstanceFromSnapshot(cloud.services, owner, "copy", wishes("again"));
      assert.equal(await sql(restored, read), '[{"id":42},{"id":44}]\n');
      await deleteDbSnapshot(cloud.services, owner, "copy");
      assert.deepEqual(copies(), []);
      assert.equal(await sql(restored, read), '[{"id":42},{"id":44}]\n');
    });

    it("keeps the master's password where no other is asked for", async () => {
      const { manageMasterUserPassword: _managed, ...own } = wishes("own");
      const password = "correct-horse-battery";
      const source = { ...wishes("source"), manageMasterUserPassword: undefined, masterUserPassword: password };
      await createDbInstance(cloud.services, owner, {
        ...instanceRequest(place),
        ...{ engine, engineVersion, port: 5432 },
        ...source,
      });
      const latest = { sourceDbInstanceIdentifier: "source", useLatestRestorableTime: true };
      const restored = await restoreDbInstanceToPointInTime(cloud.services, owner, latest, own);
      assert.equal(restored.data.masterUserSecret, undefined);
      const { address, port } = restored.data.endpoint;
      const client = new DatabaseClient(cloud.socket);
      const trust = await client.trust();
      client.close();
      const stream = await openTunnel(cloud.socket, shared.ownersClient, address, port);
      const logInTo = engine === "postgres" ? logIn : logInToMysql;
      const session = await logInTo(stream, { address, port }, trust, "orders", { user: "owner", password });
      await session.end();
    });
  });
}

for (const engine of ["aurora-postgresql", "aurora-mysql"] as const) {
  describe(`a cluster of ${engine} that is restored`, function () {
    this.timeout(60_000);
    const clouds: RunningCloud[] = [];

    before(async function () {
      if (engine === "aurora-mysql") await needsMariadb(this);
    });
    after(() => Promise.all(clouds.map((it) => it.stop())));

    it("has the rows of another as it is now, and of the snapshot that is left of it", async () => {
      const cloud = await startCloud();
      clouds.push(cloud);
      const engineVersion = engine === "aurora-mysql" ? "8.0" : "17";
      const shared = await shareCluster(cloud.services, 1, { engine, engineVersion, port: 5432 });
      const { dbSubnetGroupName, vpcSecurityGroupIds } = shared.cluster.data;
      const wishes = (dbClusterIdentifier: string) => ({
        ...{ dbClusterIdentifier, engine, dbSubnetGroupName, vpcSecurityGroupIds, manageMasterUserPassword: true },
      });
      const sql = async (instance: Entity<DbInstance>, text: string): Promise<string> => {
        const args = ["--as", "producer", "--json", "--sql", text];
        const { code, stdout, stderr } = await connectCommand(cloud, { ...shared, instance }, args);
        assert.deepEqual([code, stderr], [0, ""]);
        return stdout;
      };
      const read = async (name: string, restored: Parameters<typeof clusterAsInstance>[1]): Promise<string> => {
        await createClusterInstance(cloud.services, owner, {
          ...{ dbInstanceIdentifier: `${name}-1`, dbClusterIdentifier: name, engine, dbInstanceClass: "db.t4g.medium" },
        });
        return sql(clusterAsInstance(cloud.services.store, restored), "SELECT id FROM kept");
      };
      await sql(shared.instance, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
      const latest = { sourceClusterIdentifier: "orders", useLatestRestorableTime: true };
      const now = await restoreDbClusterToPointInTime(cloud.services, owner, latest, wishes("now"));
      assert.equal(await read("now", now), '[{"id":42}]\n');
      await deleteClusterInstance(cloud.services, owner, "orders-1");
      const last = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
      await deleteDbCluster(cloud.services, owner, "orders", last);
      const again = await restoreDbClusterFromSnapshot(cloud.services, owner, "last", wishes("again"));
      assert.equal(await read("again", again), '[{"id":42}]\n');
    });
  });
}
