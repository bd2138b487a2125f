import assert from "node:assert/strict";
import { networkInterfacesOf } from "../../../../../local/services/ec2/addresses";
import { createSubnet } from "../../../../../local/services/ec2/subnet";
import { networkInterfaceKind } from "../../../../../local/services/ec2/entities";
import { clusterAsInstance } from "../../../../../local/services/rds/clusters/as-instance";
import {
  createClusterInstance,
  deleteClusterInstance,
  modifyClusterInstance,
  type CreateClusterInstanceRequest,
} from "../../../../../local/services/rds/clusters/cluster-instance";
import { createDbCluster } from "../../../../../local/services/rds/clusters/create-cluster";
import { failoverDbCluster } from "../../../../../local/services/rds/clusters/failover";
import { clusterInstanceOf, findCluster } from "../../../../../local/services/rds/clusters/find";
import { createDbInstance } from "../../../../../local/services/rds/create-instance";
import { endpointAt } from "../../../../../local/services/rds/endpoints";
import { modifySubnetGroup } from "../../../../../local/services/rds/subnet-group";
import { modifyDbCluster } from "../../../../../local/services/rds/clusters/modify-cluster";
import { noDatabases } from "../../../../../local/services/services";
import { owner, testServices } from "../../../test-services";
import { refused } from "../../refused";
import {
  attachInternetGateway,
  clusterInstanceRequest,
  clusterRequest,
  instanceRequest,
  subnetRequest,
  surroundings,
} from "../../surroundings";

async function withCluster() {
  const told: string[] = [];
  const services = testServices({
    databases: {
      ...noDatabases,
      modified: ({ data }) => Promise.resolve(void told.push(`modified ${data.dbInstanceClass}`)),
      stopped: () => Promise.resolve(void told.push("stopped")),
      started: () => Promise.resolve(void told.push("started")),
    },
  });
  const around = await surroundings(services);
  await createDbCluster(services, owner, clusterRequest());
  told.length = 0;
  const add = (dbInstanceIdentifier: string, changes: Partial<CreateClusterInstanceRequest> = {}) =>
    createClusterInstance(services, owner, clusterInstanceRequest({ dbInstanceIdentifier, ...changes }));
  const cluster = () => findCluster(services.store, owner, "ledger");
  const writer = () => {
    const { writer: id = "" } = cluster().data;
    return clusterInstanceOf(services.store, owner, id)?.data.dbInstanceIdentifier;
  };
  return { services, told, add, cluster, writer, ...around };
}

const combination = "InvalidParameterCombination";

describe("an instance of an Aurora cluster", () => {
  it("is the writer where it is the first, and a reader after that", async () => {
    const { services, add, writer, cluster, b } = await withCluster();
    const { id, arn, data } = await add("Ledger-1");
    assert.match(id, /^db-[A-Z2-7]{26}$/);
    assert.equal(arn, "arn:aws:rds:us-east-1:111111111111:db:ledger-1");
    assert.match(data.address, /^ledger-1\.c/);
    const second = await add("ledger-2");
    assert.equal(writer(), "ledger-1");
    // They are spread over the zones.
    assert.equal(networkInterfacesOf(services.store, second.arn)[0]?.data.subnetId, b.id);
    const { endpoint, readerEndpoint } = cluster().data;
    assert.deepEqual(
      [endpoint, readerEndpoint].map((name) => endpointAt(services.store, name)?.interfaceOf),
      [arn, second.arn],
    );
  });

  it("lends its class to the cluster's server", async () => {
    const { services, told, add, cluster } = await withCluster();
    await add("ledger-1", { dbInstanceClass: "db.r8g.large" });
    await add("ledger-2", { dbInstanceClass: "db.r8g.xlarge" });
    await modifyClusterInstance(services, owner, "ledger-1", { dbInstanceClass: "db.r8g.2xlarge" });
    assert.deepEqual(told, ["modified db.r8g.large", "modified db.r8g.2xlarge"]);
    assert.equal(clusterAsInstance(services.store, cluster()).data.dbInstanceClass, "db.r8g.2xlarge");
  });

  it("makes the next by tier the writer when the writer is deleted", async () => {
    const { services, add, writer } = await withCluster();
    await add("ledger-1");
    await add("ledger-2", { promotionTier: 5 });
    await add("ledger-3", { promotionTier: 2 });
    await deleteClusterInstance(services, owner, "ledger-1");
    assert.equal(writer(), "ledger-3");
    await deleteClusterInstance(services, owner, "ledger-3");
    await deleteClusterInstance(services, owner, "ledger-2");
    assert.equal(writer(), undefined);
    assert.deepEqual(services.store.list(networkInterfaceKind), []);
  });

  it("is refused what does not fit its cluster", async () => {
    const { services, add } = await withCluster();
    await add("ledger-1");
    await refused(add("ledger-1"), "DBInstanceAlreadyExists");
    await createDbInstance(services, owner, instanceRequest());
    await refused(add("orders"), "DBInstanceAlreadyExists");
    const taken = createDbInstance(services, owner, instanceRequest({ dbInstanceIdentifier: "ledger-1" }));
    await refused(taken, "DBInstanceAlreadyExists");
    await refused(add("x", { dbClusterIdentifier: "none" }), "DBClusterNotFoundFault");
    await refused(add("x", { engine: "aurora-mysql" }), combination, /doesn't match the engine name/);
    await refused(add("x", { dbSubnetGroupName: "other" }), combination, /not that of the DB cluster/);
    await refused(add("x", { dbInstanceClass: "db.t4g.micro" }), combination, /following combination/);
    await refused(add("x", { dbInstanceClass: "db.serverless" }), combination, /Serverless v2 scaling configuration/);
    await refused(add("x", { promotionTier: 16 }), "InvalidParameterValue", /between 0 and 15/);
    await refused(add("x", { caCertificateIdentifier: "rds-ca-2019" }), "CertificateNotFound");
    await refused(add("x", { availabilityZone: "us-east-1c" }), "InvalidVPCNetworkStateFault");
    await refused(add("x", { monitoringInterval: 60 }), combination, /MonitoringRoleARN/);
    await refused(add("x", { preferredMaintenanceWindow: "mon:04:00-mon:04:10" }), "InvalidParameterValue", /30/);
  });

  it("may be serverless where the cluster says how large", async () => {
    const { services, add, cluster } = await withCluster();
    const scaling = { minCapacity: 0.5, maxCapacity: 2 };
    await modifyDbCluster(services, owner, "ledger", { serverlessV2ScalingConfiguration: scaling });
    await add("ledger-1", { dbInstanceClass: "db.serverless" });
    assert.equal(clusterAsInstance(services.store, cluster()).data.serverlessMaxCapacity, 2);
  });

  it("is public only in a VPC with an internet gateway", async () => {
    const { services, add, cluster, vpc } = await withCluster();
    await refused(add("ledger-1", { publiclyAccessible: true }), "InvalidVPCNetworkStateFault");
    await attachInternetGateway(services, vpc.id);
    await add("ledger-1", { publiclyAccessible: true });
    assert.equal(clusterAsInstance(services.store, cluster()).data.publiclyAccessible, true);
  });

  it("is one of sixteen at most", async () => {
    const { services, add } = await withCluster();
    for (let number = 1; number <= 16; number++) await add(`ledger-${number}`);
    await refused(add("ledger-17"), "InstanceQuotaExceeded", /15 Aurora Replicas/);
    await deleteClusterInstance(services, owner, "ledger-9");
    await add("ledger-17");
  });

  it("keeps its subnet in the subnet group", async () => {
    const { services, add, a, b, vpc } = await withCluster();
    const c = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/28", "us-east-1c"));
    await add("ledger-1", { availabilityZone: "us-east-1b" });
    const change = (...subnetIds: string[]) =>
      modifySubnetGroup(services, owner, "database", { dbSubnetGroupDescription: "", subnetIds, tags: {} });
    await refused(change(a.id, c.id), "SubnetAlreadyInUse", /ledger is in us-east-1b/);
    await change(b.id, c.id);
  });
});

describe("a failover of an Aurora cluster", () => {
  it("makes the reader with the lowest tier the writer and restarts the server", async () => {
    const { services, told, add, writer } = await withCluster();
    await add("ledger-1");
    await add("ledger-2", { promotionTier: 3 });
    await add("ledger-3", { promotionTier: 2 });
    told.length = 0;
    await failoverDbCluster(services, owner, "ledger");
    assert.equal(writer(), "ledger-3");
    assert.deepEqual(told, ["stopped", "started"]);
    await failoverDbCluster(services, owner, "ledger", "Ledger-2");
    assert.equal(writer(), "ledger-2");
  });

  it("needs a reader, and the one that is named", async () => {
    const { services, add, writer } = await withCluster();
    await add("ledger-1");
    await refused(failoverDbCluster(services, owner, "ledger"), "InvalidDBClusterStateFault", /Add a second instance/);
    await add("ledger-2");
    await refused(failoverDbCluster(services, owner, "ledger", "ledger-1"), "InvalidDBInstanceState");
    assert.equal(writer(), "ledger-1");
  });
});
