import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { createReadReplica, type CreateReplicaRequest } from "../../../../local/services/rds/create-replica";
import { deleteDbInstance } from "../../../../local/services/rds/delete-instance";
import { findDbInstance } from "../../../../local/services/rds/find";
import type { CreateDbInstanceRequest } from "../../../../local/services/rds/instance-request";
import { modifyDbInstance } from "../../../../local/services/rds/modify-instance";
import { stopDbInstance } from "../../../../local/services/rds/power";
import { promoteReadReplica } from "../../../../local/services/rds/replicas";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { createSubnet } from "../../../../local/services/ec2/subnet";
import { createSubnetGroup } from "../../../../local/services/rds/subnet-group";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, subnetRequest, surroundings } from "../surroundings";

async function withSource(changes: Partial<CreateDbInstanceRequest> = {}) {
  const { ids } = testServices();
  // More resource ids than counting gives different ones.
  const services = testServices({ ids: { ...ids, bytes: (length) => randomBytes(length) } });
  const around = await surroundings(services);
  const own = { manageMasterUserPassword: undefined, masterUserPassword: "correct-horse" };
  const source = await createDbInstance(services, owner, instanceRequest({ ...own, port: 6432, ...changes }));
  const replicate = (request: Partial<CreateReplicaRequest> = {}) =>
    createReadReplica(services, owner, {
      dbInstanceIdentifier: "orders-reports",
      sourceDbInstanceIdentifier: "orders",
      ...request,
    });
  return { services, source, replicate, ...around };
}

const combination = "InvalidParameterCombination";
const state = "InvalidDBInstanceState";

describe("a read replica", () => {
  it("has a name of its own and is otherwise as its source, without backups", async () => {
    const { services, source, replicate, key } = await withSource({ storageEncrypted: true, dbName: "orders" });
    const { id, arn, data } = await replicate({ dbInstanceClass: "db.t4g.large" });
    assert.match(data.endpoint.address, /^orders-reports\.c/);
    assert.deepEqual([data.endpoint.port, data.engineVersion, data.dbName], [6432, "17.11", "orders"]);
    assert.deepEqual([data.kmsKeyId, data.masterUsername], [source.data.kmsKeyId, "dbowner"]);
    assert.deepEqual([data.backupRetentionPeriod, data.dbInstanceClass], [0, "db.t4g.large"]);
    assert.equal(data.readReplicaSource, source.id);
    assert.notEqual(id, source.id);
    assert.equal(networkInterfacesOf(services.store, arn).length, 1);
    assert.notEqual(data.kmsKeyId, key.arn);
  });

  it("is refused of a source that cannot have one", async () => {
    const managed = await withSource({ manageMasterUserPassword: true, masterUserPassword: undefined });
    await refused(managed.replicate(), combination, /manages its master user password/);
    const bare = await withSource({ backupRetentionPeriod: 0 });
    await refused(bare.replicate(), state, /Automated backups are not enabled/);
    const { services, source, replicate } = await withSource();
    await refused(replicate({ sourceDbInstanceIdentifier: "none" }), "DBInstanceNotFound");
    await refused(replicate({ dbInstanceIdentifier: "orders" }), "DBInstanceAlreadyExists");
    const elsewhere = source.arn.replace("us-east-1", "eu-west-1");
    await assert.rejects(replicate({ sourceDbInstanceIdentifier: elsewhere }), NotModelledError);
    await replicate({ sourceDbInstanceIdentifier: source.arn });
    const second = { dbInstanceIdentifier: "second", sourceDbInstanceIdentifier: "orders-reports" };
    await refused(replicate(second), state, /Automated backups/);
    await modifyDbInstance(services, owner, "orders-reports", { backupRetentionPeriod: 1 });
    await assert.rejects(replicate(second), /read replicas of read replicas/);
    await stopDbInstance(services, owner, "orders");
    await refused(replicate({ dbInstanceIdentifier: "third" }), state, /not in the available state/);
  });

  it("is one of fifteen at most", async () => {
    const { services, replicate, vpc } = await withSource();
    const subnets = [
      await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/24", "us-east-1a")),
      await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.2.0/24", "us-east-1b")),
    ].map(({ id }) => id);
    const large = { dbSubnetGroupName: "large", dbSubnetGroupDescription: "", subnetIds: subnets, tags: {} };
    await createSubnetGroup(services, owner, large);
    const add = (number: number) => replicate({ dbInstanceIdentifier: `r${number}`, dbSubnetGroupName: "large" });
    for (let number = 1; number <= 15; number++) await add(number);
    await refused(add(16), "InstanceQuotaExceeded");
  });

  it("keeps its source's backups on, and both out of Secrets Manager", async () => {
    const { services, replicate } = await withSource();
    await replicate();
    const modify = (id: string, request: Parameters<typeof modifyDbInstance>[3]) =>
      modifyDbInstance(services, owner, id, request);
    await refused(modify("orders", { backupRetentionPeriod: 0 }), combination, /has read replicas/);
    await refused(modify("orders", { manageMasterUserPassword: true }), combination, /has read replicas or is one/);
    await refused(modify("orders-reports", { manageMasterUserPassword: true }), combination, /or is one/);
  });

  it("is promoted once, with backups, also when its source is deleted", async () => {
    const { services, replicate } = await withSource();
    await replicate();
    await replicate({ dbInstanceIdentifier: "other" });
    await promoteReadReplica(services, owner, "orders-reports");
    const promoted = findDbInstance(services.store, owner, "orders-reports").data;
    assert.deepEqual([promoted.readReplicaSource, promoted.backupRetentionPeriod], [undefined, 1]);
    await refused(promoteReadReplica(services, owner, "orders-reports"), state, /not a read replica/);
    await deleteDbInstance(services, owner, "orders", { skipFinalSnapshot: true });
    assert.equal(findDbInstance(services.store, owner, "other").data.readReplicaSource, undefined);
  });

  it("leaves no final snapshot", async () => {
    const { services, replicate } = await withSource();
    await replicate();
    const wanted = { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "last" };
    await refused(deleteDbInstance(services, owner, "orders-reports", wanted), combination, /read replica/);
    await deleteDbInstance(services, owner, "orders-reports", { skipFinalSnapshot: true });
  });
});
