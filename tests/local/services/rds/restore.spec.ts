import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createKey } from "../../../../local/services/kms/key";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { noDatabases, type DataSource } from "../../../../local/services/services";
import { deleteDbCluster } from "../../../../local/services/rds/clusters/delete-cluster";
import { dbClusterKind } from "../../../../local/services/rds/clusters/entities";
import { createDbCluster } from "../../../../local/services/rds/clusters/create-cluster";
import {
  restoreDbClusterFromSnapshot,
  restoreDbClusterToPointInTime,
  type ClusterPointInTime,
} from "../../../../local/services/rds/clusters/restore-cluster";
import { copyDbSnapshot, deleteDbSnapshot } from "../../../../local/services/rds/copy-snapshot";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { deleteDbInstance } from "../../../../local/services/rds/delete-instance";
import { dbInstanceKind, dbSnapshotKind } from "../../../../local/services/rds/entities";
import type { CreateDbInstanceRequest } from "../../../../local/services/rds/instance-request";
import {
  restoreDbInstanceFromSnapshot,
  restoreDbInstanceToPointInTime,
  type PointInTime,
  type RestoreRequest,
} from "../../../../local/services/rds/restore-instance";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { clusterRequest, instanceRequest, keyRequest, surroundings } from "../surroundings";

async function withInstance(changes: Partial<CreateDbInstanceRequest> = {}) {
  const { ids } = testServices();
  const said: string[] = [];
  const from: (DataSource | undefined)[] = [];
  const passwords: (string | undefined)[] = [];
  const services = testServices({
    ids: { ...ids, bytes: (length) => randomBytes(length) },
    databases: {
      ...noDatabases,
      started: (_, login, source) => {
        from.push(source);
        passwords.push(login?.password);
        return Promise.resolve();
      },
      saved: (_, copyId) => Promise.resolve(void said.push(`saved ${copyId}`)),
      forgotten: (copyId) => Promise.resolve(void said.push(`forgotten ${copyId}`)),
      deleted: () => Promise.resolve(void said.push("deleted")),
    },
  });
  const around = await surroundings(services);
  const instance = await createDbInstance(services, owner, instanceRequest({ dbName: "orders", ...changes }));
  const wishes: RestoreRequest = {
    ...{ dbInstanceIdentifier: "again", dbInstanceClass: "db.t4g.large", dbSubnetGroupName: "database" },
  };
  const restore = (snapshot: string, request: Partial<RestoreRequest> = {}) =>
    restoreDbInstanceFromSnapshot(services, owner, snapshot, { ...wishes, ...request });
  const restoreTo = (moment: PointInTime, request: Partial<RestoreRequest> = {}) =>
    restoreDbInstanceToPointInTime(services, owner, moment, { ...wishes, ...request });
  const leave = (name = "Last") =>
    deleteDbInstance(services, owner, instance.id, { skipFinalSnapshot: false, finalDbSnapshotIdentifier: name });
  return { services, instance, said, from, passwords, restore, restoreTo, leave, ...around };
}

const latest = { sourceDbInstanceIdentifier: "orders", useLatestRestorableTime: true };
const combination = "InvalidParameterCombination";

describe("an instance restored from a snapshot", () => {
  it("is what the deleted one was, with the snapshot's data and a name of its own", async () => {
    const made = await withInstance({ port: 6432, storageEncrypted: true, allocatedStorage: 50 });
    await made.leave();
    const [saved = ""] = made.said;
    assert.match(saved, /^saved snapshot-/);
    assert.deepEqual(made.said.slice(1), ["deleted"]);
    const { id, data } = await made.restore("last");
    assert.notEqual(id, made.instance.id);
    assert.deepEqual(made.from.at(-1), { copyId: saved.replace("saved ", "") });
    assert.equal(made.passwords.at(-1), undefined);
    const { engine, engineVersion, masterUsername, dbName, kmsKeyId, allocatedStorage } = made.instance.data;
    const same = { engine, engineVersion, masterUsername, dbName, kmsKeyId, allocatedStorage };
    for (const [name, value] of Object.entries(same)) assert.equal(data[name as keyof typeof same], value, name);
    assert.deepEqual([data.endpoint.port, data.dbInstanceStatus], [6432, "available"]);
    assert.match(data.endpoint.address, /^again\./);
    assert.deepEqual([data.dbInstanceClass, data.masterUserSecret], ["db.t4g.large", undefined]);
  });

  it("has another password where one is asked for, or RDS keeps one", async () => {
    const made = await withInstance();
    await made.leave();
    await made.restore("last", { masterUserPassword: "correct-horse" });
    assert.equal(made.passwords.at(-1), "correct-horse");
    const { data } = await made.restore("last", { dbInstanceIdentifier: "kept", manageMasterUserPassword: true });
    assert.equal(made.passwords.at(-1)?.length, 40);
    assert.notEqual(data.masterUserSecret, undefined);
  });

  it("is refused in AWS's words where there is no such snapshot, or it does not fit", async () => {
    const made = await withInstance();
    await made.leave();
    await refused(made.restore("none"), "DBSnapshotNotFound", /^DBSnapshot not found: none$/);
    const arn = "arn:aws:rds:us-east-1:111111111111:snapshot:none";
    await refused(made.restore(arn), "DBSnapshotNotFound", /^DBSnapshot not found: arn:/);
    await refused(made.restore("last", { allocatedStorage: 10 }), "InvalidParameterValue", /less than the snapshot's/);
    await refused(made.restore("last", { engineVersion: "16" }), combination, /Cannot upgrade postgres from 17/);
    await refused(made.restore("last", { engineVersion: "18" }), combination, /AllowMajorVersionUpgrade/);
    const upgraded = await made.restore("last", { engineVersion: "18", allowMajorVersionUpgrade: true });
    assert.match(upgraded.data.engineVersion, /^18\./);
    await refused(made.restore("last"), "DBInstanceAlreadyExists");
  });

  it("is refused by name of a snapshot that holds no data", async () => {
    const made = await withInstance();
    await made.leave();
    const [snapshot] = made.services.store.list(dbSnapshotKind);
    assert.ok(snapshot);
    const { restorable: _restorable, copyId: _copyId, ...old } = snapshot.data;
    await made.services.store.put({ ...snapshot, data: old });
    await assert.rejects(made.restore("last"), /an older release of it took and which holds no data/);
  });

  it("leaves the instance as it was where its snapshot cannot be taken", async () => {
    const made = await withInstance();
    const services = {
      ...made.services,
      databases: { ...made.services.databases, saved: () => Promise.reject(new Error("no room")) },
    };
    const last = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
    await assert.rejects(deleteDbInstance(services, owner, "orders", last), /no room/);
    assert.equal(services.store.get(dbInstanceKind, made.instance.id)?.data.dbInstanceStatus, "available");
    assert.deepEqual(services.store.list(dbSnapshotKind), []);
    await made.leave();
  });
});

describe("a copy of a snapshot", () => {
  it("has the same data, with another key if asked, until the last of them goes", async () => {
    const made = await withInstance();
    await made.leave();
    const { arn } = await createKey(made.services, owner, keyRequest());
    const request = { sourceDbSnapshotIdentifier: "last", targetDbSnapshotIdentifier: "Copy", kmsKeyId: arn, tags: {} };
    const copy = await copyDbSnapshot(made.services, owner, request);
    assert.match(copy.arn, /:snapshot:copy$/);
    await refused(copyDbSnapshot(made.services, owner, request), "DBSnapshotAlreadyExists");
    const missing = { ...request, sourceDbSnapshotIdentifier: "none" };
    await refused(copyDbSnapshot(made.services, owner, missing), "DBSnapshotNotFound");
    const { data } = await made.restore(copy.arn);
    assert.deepEqual([data.storageEncrypted, data.kmsKeyId], [true, arn]);
    const before = made.said.length;
    await deleteDbSnapshot(made.services, owner, "last");
    assert.deepEqual(made.said.slice(before), []);
    await deleteDbSnapshot(made.services, owner, "copy");
    assert.deepEqual(made.said.slice(before), [made.said[0]?.replace("saved", "forgotten")]);
  });
});

describe("an instance restored to a point in time", () => {
  it("has the source's data of now, by its identifier or its resource id", async () => {
    const made = await withInstance();
    const { data } = await made.restoreTo(latest);
    assert.deepEqual(made.from.at(-1), { instance: made.instance });
    assert.equal(data.masterUsername, "dbowner");
    const byId = { sourceDbiResourceId: made.instance.id, useLatestRestorableTime: true };
    await made.restoreTo(byId, { dbInstanceIdentifier: "third" });
  });

  it("is refused in AWS's words of a source that cannot be restored, and by name to a time", async () => {
    const bare = await withInstance({ backupRetentionPeriod: 0 });
    await refused(bare.restoreTo(latest), "PointInTimeRestoreNotEnabled", /BackupRetentionPeriod equal to 0/);
    const made = await withInstance();
    const none = { ...latest, sourceDbInstanceIdentifier: "none" };
    await refused(made.restoreTo(none), "DBInstanceNotFound", /DBInstance none not found/);
    await refused(made.restoreTo({ useLatestRestorableTime: true }), combination, /exactly one of/);
    await refused(made.restoreTo({ ...latest, sourceDbiResourceId: made.instance.id }), combination, /exactly one of/);
    await refused(made.restoreTo({ sourceDbInstanceIdentifier: "orders" }), combination, /either UseLatest/);
    const time = { sourceDbInstanceIdentifier: "orders", restoreTime: "2026-11-21T11:00:00Z" };
    await refused(made.restoreTo({ ...time, useLatestRestorableTime: true }), combination, /not both/);
    await assert.rejects(made.restoreTo(time), NotModelledError);
  });
});

describe("a restored cluster", () => {
  async function withCluster() {
    const made = await withInstance();
    const cluster = await createDbCluster(made.services, owner, clusterRequest({ databaseName: "ledger", port: 6432 }));
    const wishes = { ...{ dbClusterIdentifier: "again", engine: "aurora-postgresql", dbSubnetGroupName: "database" } };
    const fromSnapshot = (name: string, change: { readonly engine?: string } = {}) =>
      restoreDbClusterFromSnapshot(made.services, owner, name, { ...wishes, ...change });
    const toNow = (moment: ClusterPointInTime) => restoreDbClusterToPointInTime(made.services, owner, moment, wishes);
    return { ...made, cluster, fromSnapshot, toNow };
  }

  it("is what the deleted one was, with the data of its snapshot", async () => {
    const made = await withCluster();
    const last = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
    await deleteDbCluster(made.services, owner, "ledger", last);
    const { data } = await made.fromSnapshot("last");
    assert.match(JSON.stringify(made.from.at(-1)), /^\{"copyId":"snapshot-/);
    assert.deepEqual([data.databaseName, data.masterUsername, data.port], ["ledger", "dbowner", 6432]);
    assert.deepEqual([data.engineVersion, data.status], [made.cluster.data.engineVersion, "available"]);
    await refused(made.fromSnapshot("none"), "DBClusterSnapshotNotFoundFault", /^DBClusterSnapshot not found: none$/);
    await refused(made.fromSnapshot("last", { engine: "aurora-mysql" }), combination, /isn't that of the source/);
    const ofInstance = "arn:aws:rds:us-east-1:111111111111:snapshot:last";
    await assert.rejects(made.fromSnapshot(ofInstance), /clusters of an instance's snapshot/);
  });

  it("has the source's data of now, and is refused to a time", async () => {
    const made = await withCluster();
    const moment = { sourceClusterIdentifier: "ledger", useLatestRestorableTime: true };
    await made.toNow(moment);
    const [source] = made.services.store.list(dbClusterKind, ({ data }) => data.dbClusterIdentifier === "ledger");
    const from = made.from.at(-1);
    assert.equal(from !== undefined && "instance" in from ? from.instance.id : undefined, source?.id);
    await refused(made.toNow({ ...moment, sourceClusterIdentifier: "none" }), "DBClusterNotFoundFault");
    const time = { sourceClusterIdentifier: "ledger", restoreToTime: "2026-11-21T11:00:00Z" };
    await assert.rejects(made.toNow(time), NotModelledError);
  });
});
