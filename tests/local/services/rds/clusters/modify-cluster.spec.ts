import assert from "node:assert/strict";
import { networkInterfacesOf } from "../../../../../local/services/ec2/addresses";
import { createDbCluster } from "../../../../../local/services/rds/clusters/create-cluster";
import { createClusterInstance } from "../../../../../local/services/rds/clusters/cluster-instance";
import type { CreateDbClusterRequest } from "../../../../../local/services/rds/clusters/cluster-request";
import { deleteDbCluster } from "../../../../../local/services/rds/clusters/delete-cluster";
import { dbClusterKind, dbClusterSnapshotKind } from "../../../../../local/services/rds/clusters/entities";
import {
  createClusterParameterGroup,
  deleteClusterParameterGroup,
  modifyClusterParameterGroup,
} from "../../../../../local/services/rds/clusters/cluster-parameter-group";
import { modifyDbCluster } from "../../../../../local/services/rds/clusters/modify-cluster";
import { deleteSubnetGroup } from "../../../../../local/services/rds/subnet-group";
import { secretKind } from "../../../../../local/services/secrets-manager/entities";
import { noDatabases } from "../../../../../local/services/services";
import { owner, testServices } from "../../../test-services";
import { refused } from "../../refused";
import { clusterInstanceRequest, clusterRequest, surroundings } from "../../surroundings";

async function withCluster(changes: Partial<CreateDbClusterRequest> = {}) {
  const services = testServices();
  const around = await surroundings(services);
  const cluster = await createDbCluster(services, owner, clusterRequest(changes));
  const modify = (request: Parameters<typeof modifyDbCluster>[3]) =>
    modifyDbCluster(services, owner, "ledger", request);
  return { services, cluster, modify, ...around };
}

const combination = "InvalidParameterCombination";

describe("changing an Aurora cluster", () => {
  it("keeps what is left out, its version among them", async () => {
    const { modify } = await withCluster({ engineVersion: "16.10" });
    const { data } = await modify({ engineVersion: "16", backupRetentionPeriod: 7 });
    assert.deepEqual([data.engineVersion, data.backupRetentionPeriod], ["16.10", 7]);
  });

  it("upgrades, to another major version only where that is said, and never back", async () => {
    const { modify } = await withCluster({ engineVersion: "16.10" });
    assert.equal((await modify({ engineVersion: "16.15" })).data.engineVersion, "16.15");
    await refused(modify({ engineVersion: "16.11" }), combination, /Cannot upgrade/);
    await refused(modify({ engineVersion: "17" }), combination, /AllowMajorVersionUpgrade/);
    const { data } = await modify({ engineVersion: "17", allowMajorVersionUpgrade: true });
    assert.deepEqual([data.engineVersion, data.dbClusterParameterGroupName], ["17.11", "default.aurora-postgresql17"]);
  });

  it("turns backtrack off and not on again", async () => {
    const { modify } = await withCluster({ engine: "aurora-mysql", engineVersion: "8.0", backtrackWindow: 3600 });
    assert.equal((await modify({ backtrackWindow: 7200 })).data.backtrackWindow, 7200);
    await modify({ backtrackWindow: 0 });
    await refused(modify({ backtrackWindow: 3600 }), combination, /created without it/);
  });

  it("puts its instances behind other security groups", async () => {
    const { services, modify, group } = await withCluster();
    const { arn } = await createClusterInstance(services, owner, clusterInstanceRequest());
    await modify({ vpcSecurityGroupIds: [group.id] });
    assert.deepEqual(networkInterfacesOf(services.store, arn)[0]?.data.groups, [group.id]);
  });

  it("ends RDS's management of the password where one is given", async () => {
    const { services, modify } = await withCluster();
    const given = { masterUserPassword: "correct-horse", manageMasterUserPassword: false };
    assert.equal((await modify(given)).data.masterUserSecret, undefined);
    assert.deepEqual(services.store.list(secretKind), []);
    assert.ok((await modify({ manageMasterUserPassword: true })).data.masterUserSecret);
  });

  it("is undone where the server does not follow", async () => {
    let fails = false;
    const modified = (): Promise<void> => (fails ? Promise.reject(new Error("too little memory")) : Promise.resolve());
    const services = testServices({ databases: { ...noDatabases, modified } });
    await surroundings(services);
    const { data } = await createDbCluster(services, owner, clusterRequest());
    fails = true;
    await assert.rejects(modifyDbCluster(services, owner, "ledger", { port: 6000 }), /too little memory/);
    assert.deepEqual(services.store.list(dbClusterKind)[0]?.data, data);
  });
});

describe("a cluster's parameter group", () => {
  const parameter = (name: string, value: string, applyMethod: "immediate" | "pending-reboot" = "immediate") => ({
    parameterName: name,
    parameterValue: value,
    applyMethod,
  });
  const group = (parameters: ReturnType<typeof parameter>[], family = "aurora-postgresql16") => ({
    ...{ dbClusterParameterGroupName: "mine", dbParameterGroupFamily: family, description: "" },
    ...{ parameters, tags: {} },
  });

  it("is in effect in a new cluster, changes it at once or at the next reboot, and stays while it is used", async () => {
    const services = testServices();
    await surroundings(services);
    await createClusterParameterGroup(services, owner, group([parameter("rds.force_ssl", "1")]));
    await createDbCluster(services, owner, clusterRequest({ dbClusterParameterGroupName: "mine" }));
    const applied = () => services.store.list(dbClusterKind)[0]?.data;
    assert.deepEqual(applied()?.appliedParameters, { "rds.force_ssl": "1" });
    const parameters = [parameter("rds.force_ssl", "0"), parameter("max_connections", "50", "pending-reboot")];
    await modifyClusterParameterGroup(services, owner, "mine", { parameters, tags: {} });
    assert.deepEqual(applied()?.appliedParameters, { "rds.force_ssl": "0" });
    assert.equal(applied()?.parameterApplyStatus, "pending-reboot");
    await refused(deleteClusterParameterGroup(services, owner, "mine"), "InvalidDBParameterGroupState", /members/);
  });

  it("has families of Aurora, and Aurora's values", async () => {
    const services = testServices();
    const make = (...args: Parameters<typeof group>) => createClusterParameterGroup(services, owner, group(...args));
    await refused(make([], "postgres16"), "InvalidParameterValue", /not a valid cluster parameter group family/);
    const tls = "require_secure_transport";
    await refused(make([parameter(tls, "1")], "aurora-mysql8.0"), "InvalidParameterValue", /ON,OFF/);
    await make([parameter(tls, "ON")], "aurora-mysql8.0");
    await refused(make([]), "DBParameterGroupAlreadyExists");
    await deleteClusterParameterGroup(services, owner, "mine");
  });
});

describe("deleting an Aurora cluster", () => {
  const skip = { skipFinalSnapshot: true };

  it("is refused while it is protected or has instances", async () => {
    const { services, modify } = await withCluster({ deletionProtection: true });
    await refused(deleteDbCluster(services, owner, "ledger", skip), combination, /Cannot delete protected Cluster/);
    await modify({ deletionProtection: false });
    await createClusterInstance(services, owner, clusterInstanceRequest());
    const still = /still contains DB instances/;
    await refused(deleteDbCluster(services, owner, "ledger", skip), "InvalidDBClusterStateFault", still);
  });

  it("takes a final snapshot by its name, once", async () => {
    const { services } = await withCluster();
    const remove = (name?: string) =>
      deleteDbCluster(services, owner, "ledger", { skipFinalSnapshot: false, finalDbSnapshotIdentifier: name });
    await refused(remove(), combination, /FinalDBSnapshotIdentifier is required/);
    await remove("Ledger-final");
    const [snapshot] = services.store.list(dbClusterSnapshotKind);
    assert.equal(snapshot?.data.dbClusterSnapshotIdentifier, "ledger-final");
    assert.deepEqual(services.store.list(dbClusterKind), []);
    assert.deepEqual(services.store.list(secretKind), []);
    await createDbCluster(services, owner, clusterRequest());
    await refused(remove("ledger-final"), "DBClusterSnapshotAlreadyExistsFault");
  });

  it("frees its subnet group", async () => {
    const { services } = await withCluster();
    const inUse = "InvalidDBSubnetGroupStateFault";
    await refused(deleteSubnetGroup(services, owner, "database"), inUse, /database cluster: ledger/);
    await deleteDbCluster(services, owner, "ledger", skip);
    await deleteSubnetGroup(services, owner, "database");
  });
});
