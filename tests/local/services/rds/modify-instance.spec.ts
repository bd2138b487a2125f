import assert from "node:assert/strict";
import { networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { deleteDbInstance } from "../../../../local/services/rds/delete-instance";
import { dbInstanceKind, dbSnapshotKind } from "../../../../local/services/rds/entities";
import { modifyDbInstance } from "../../../../local/services/rds/modify-instance";
import type { CreateDbInstanceRequest, ModifyDbInstanceRequest } from "../../../../local/services/rds/instance-request";
import { startDbInstance, stopDbInstance } from "../../../../local/services/rds/power";
import { createSubnetGroup } from "../../../../local/services/rds/subnet-group";
import { secretKind } from "../../../../local/services/secrets-manager/entities";
import { noDatabases, type DatabaseHooks } from "../../../../local/services/services";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, surroundings } from "../surroundings";

async function running(changes: Partial<CreateDbInstanceRequest> = {}, hooks: Partial<DatabaseHooks> = {}) {
  const services = testServices({ databases: { ...noDatabases, ...hooks } });
  const around = await surroundings(services);
  const instance = await createDbInstance(services, owner, instanceRequest(changes));
  const modify = (request: ModifyDbInstanceRequest) => modifyDbInstance(services, owner, instance.id, request);
  const state = () => services.store.get(dbInstanceKind, instance.id);
  return { services, instance, modify, state, ...around };
}

describe("changing an RDS instance", () => {
  it("keeps what is not mentioned", async () => {
    const { instance, modify } = await running({ backupRetentionPeriod: 7 });
    const { data } = await modify({ deletionProtection: true });
    assert.deepEqual(data, { ...instance.data, deletionProtection: true });
  });

  it("moves its ARN, endpoint and addresses with its identifier, but not its resource id", async () => {
    const { services, instance, modify } = await running();
    const renamed = await modify({ dbInstanceIdentifier: "invoices" });
    assert.equal(renamed.id, instance.id);
    assert.match(renamed.arn, /:db:invoices$/);
    assert.match(renamed.data.endpoint.address, /^invoices\.c/);
    assert.equal(networkInterfacesOf(services.store, instance.arn).length, 0);
    assert.equal(networkInterfacesOf(services.store, renamed.arn).length, 1);
    assert.equal(services.store.byArn(instance.arn), undefined);
  });

  it("moves into a second zone with Multi-AZ and out of it again", async () => {
    const { services, instance, modify } = await running();
    const two = await modify({ multiAZ: true });
    assert.equal(two.data.secondaryAvailabilityZone, "us-east-1b");
    assert.equal(networkInterfacesOf(services.store, instance.arn).length, 2);
    const one = await modify({ multiAZ: false });
    assert.equal(one.data.secondaryAvailabilityZone, undefined);
    assert.equal(networkInterfacesOf(services.store, instance.arn).length, 1);
  });

  it("moves to no other subnet group of its VPC", async () => {
    const { services, modify, a, b } = await running();
    const subnets = { dbSubnetGroupDescription: "other", subnetIds: [a.id, b.id], tags: {} };
    await createSubnetGroup(services, owner, { dbSubnetGroupName: "other", ...subnets });
    await refused(
      modify({ dbSubnetGroupName: "other" }),
      "InvalidVPCNetworkStateFault",
      /You cannot move DB instance orders to subnet group other\. The specified DB subnet group and DB instance are in the same VPC/,
    );
    await modify({ dbSubnetGroupName: "database" });
  });

  it("puts its interfaces behind other security groups", async () => {
    const { services, instance, modify, group } = await running();
    await modify({ vpcSecurityGroupIds: [group.id] });
    assert.deepEqual(networkInterfacesOf(services.store, instance.arn)[0]?.data.groups, [group.id]);
  });

  it("tells the server, and is as before when the server does not follow", async () => {
    const { services, instance, modify, state } = await running(
      {},
      { modified: () => Promise.reject(new Error("the server is gone")) },
    );
    const before = services.store.list(secretKind);
    const request = { multiAZ: true, manageMasterUserPassword: false, masterUserPassword: "correct-horse" };
    await assert.rejects(modify(request), /the server is gone/);
    assert.deepEqual(state(), instance);
    assert.equal(networkInterfacesOf(services.store, instance.arn).length, 1);
    assert.deepEqual(services.store.list(secretKind), before);
  });

  it("upgrades to a newer release, to another major version only when allowed, and never back", async () => {
    const { modify } = await running({ engineVersion: "16.9" });
    assert.equal((await modify({ engineVersion: "16" })).data.engineVersion, "16.15");
    await refused(modify({ engineVersion: "16.9" }), "InvalidParameterCombination", /Cannot upgrade postgres from/);
    const major = { engineVersion: "17" };
    await refused(modify(major), "InvalidParameterCombination", /AllowMajorVersionUpgrade flag/);
    const { data } = await modify({ ...major, allowMajorVersionUpgrade: true });
    assert.deepEqual([data.engineVersion, data.dbParameterGroupName], ["17.11", "default.postgres17"]);
  });

  it("never shrinks its storage", async () => {
    const { modify } = await running({ allocatedStorage: 30 });
    await refused(modify({ allocatedStorage: 20 }), "InvalidParameterCombination", /less than the current one \(30\)/);
    assert.equal((await modify({ allocatedStorage: 400 })).data.iops, 12_000);
  });

  it("gives the password's management to RDS and takes it back, with a password each time", async () => {
    const handed: (string | undefined)[] = [];
    const { services, modify } = await running(
      { manageMasterUserPassword: false, masterUserPassword: "correct-horse" },
      { modified: (_now, _before, login) => Promise.resolve(void handed.push(login?.password)) },
    );
    const managed = await modify({ manageMasterUserPassword: true });
    assert.ok(managed.data.masterUserSecret !== undefined);
    assert.equal(services.store.list(secretKind).length, 1);
    await refused(modify({ masterUserPassword: "battery-staple" }), "InvalidParameterCombination");
    const own = await modify({ manageMasterUserPassword: false, masterUserPassword: "battery-staple" });
    assert.equal(own.data.masterUserSecret, undefined);
    assert.deepEqual(services.store.list(secretKind), []);
    assert.deepEqual([handed[0]?.length, handed[1]], [40, "battery-staple"]);
  });

  it("stops and starts, and says so when it cannot", async () => {
    const calls: string[] = [];
    const { services } = await running(
      {},
      {
        started: () => Promise.resolve(void calls.push("started")),
        stopped: () => Promise.resolve(void calls.push("stopped")),
      },
    );
    await stopDbInstance(services, owner, "orders");
    await refused(stopDbInstance(services, owner, "orders"), "InvalidDBInstanceState", /not in available state/);
    const { data } = await startDbInstance(services, owner, "orders");
    assert.equal(data.dbInstanceStatus, "available");
    assert.deepEqual(calls, ["started", "stopped", "started"]);
  });
});

describe("deleting an RDS instance", () => {
  it("is refused while it is protected", async () => {
    const { services, state } = await running({ deletionProtection: true });
    const deletion = deleteDbInstance(services, owner, "orders", { skipFinalSnapshot: true });
    await refused(deletion, "InvalidParameterCombination", /Cannot delete protected DB Instance, please disable/);
    assert.equal(state()?.data.dbInstanceStatus, "available");
  });

  it("wants a name for the final snapshot, one that is free", async () => {
    const { services } = await running();
    const del = (name?: string) =>
      deleteDbInstance(services, owner, "orders", { skipFinalSnapshot: false, finalDbSnapshotIdentifier: name });
    await refused(del(), "InvalidParameterCombination", /FinalDBSnapshotIdentifier is required/);
    await refused(del("ends-"), "InvalidParameterValue", /FinalDBSnapshotIdentifier is not a valid identifier: ends-/);
    await del("orders-final");
    assert.equal(services.store.list(dbSnapshotKind)[0]?.data.dbInstanceIdentifier, "orders");
    await createDbInstance(services, owner, instanceRequest());
    await refused(del("Orders-Final"), "DBSnapshotAlreadyExists");
  });

  it("takes its server, its secret and its addresses along", async () => {
    const deleted: string[] = [];
    const { services, instance, state } = await running(
      {},
      { deleted: ({ id }) => Promise.resolve(void deleted.push(id)) },
    );
    await deleteDbInstance(services, owner, "orders", { skipFinalSnapshot: true });
    assert.deepEqual(deleted, [instance.id]);
    assert.equal(state(), undefined);
    assert.deepEqual(services.store.list(secretKind), []);
    assert.deepEqual(networkInterfacesOf(services.store, instance.arn), []);
    await refused(deleteDbInstance(services, owner, "orders", { skipFinalSnapshot: true }), "DBInstanceNotFound");
  });
});
