import assert from "node:assert/strict";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { createSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { dbInstanceKind, type DbParameter } from "../../../../local/services/rds/entities";
import {
  createParameterGroup,
  deleteParameterGroup,
  modifyParameterGroup,
} from "../../../../local/services/rds/parameter-group";
import { requiresTls } from "../../../../local/services/rds/parameters-in-effect";
import { rebootDbInstance } from "../../../../local/services/rds/power";
import { createSubnetGroup, deleteSubnetGroup, modifySubnetGroup } from "../../../../local/services/rds/subnet-group";
import { noDatabases, type Services } from "../../../../local/services/services";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, subnetRequest, surroundings, vpcSettings } from "../surroundings";

function parameter(parameterName: string, parameterValue: string, applyMethod = "immediate"): DbParameter {
  return { parameterName, parameterValue, applyMethod: applyMethod as DbParameter["applyMethod"] };
}

function parameterGroup(services: Services, parameters: readonly DbParameter[], family = "postgres17") {
  return createParameterGroup(services, owner, {
    dbParameterGroupName: "tls",
    dbParameterGroupFamily: family,
    description: "test",
    parameters,
    tags: {},
  });
}

describe("RDS's subnet groups", () => {
  it("cover two zones of one VPC", async () => {
    const services = testServices();
    const { a, b, vpc } = await surroundings(services);
    const create = (...subnetIds: string[]) =>
      createSubnetGroup(services, owner, {
        ...{ dbSubnetGroupName: "two", dbSubnetGroupDescription: "test", subnetIds, tags: {} },
      });
    await refused(create(a.id), "DBSubnetGroupDoesNotCoverEnoughAZs", /Current AZ coverage: us-east-1a. Add subnets/);
    await refused(create(a.id, "subnet-missing"), "InvalidSubnet", /\[subnet-missing\] are invalid/);
    const other = await createVpc(services, owner, vpcSettings("10.9.0.0/16"));
    const foreign = await createSubnet(services, owner, subnetRequest(other.id, "10.9.0.0/24", "us-east-1b"));
    await refused(create(a.id, foreign.id), "InvalidSubnet");
    assert.equal((await create(a.id, b.id)).data.vpcId, vpc.id);
    await refused(create(a.id, b.id), "DBSubnetGroupAlreadyExists", /'two' already exists/);
  });

  it("keep the subnets an instance sits in, and stay while it does", async () => {
    const services = testServices();
    const { vpc, a, b } = await surroundings(services);
    const c = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/24", "us-east-1c"));
    const instance = await createDbInstance(services, owner, instanceRequest({ multiAZ: true }));
    assert.equal(instance.data.secondaryAvailabilityZone, "us-east-1b");
    const settings = { dbSubnetGroupDescription: "test", tags: {} };
    const modify = (...subnetIds: string[]) =>
      modifySubnetGroup(services, owner, "database", { ...settings, subnetIds });
    await refused(modify(a.id, c.id), "SubnetAlreadyInUse", /orders is in us-east-1b/);
    await modify(a.id, b.id, c.id);
    await refused(deleteSubnetGroup(services, owner, "database"), "InvalidDBSubnetGroupStateFault", /orders is still/);
  });
});

describe("RDS's parameter groups", () => {
  for (const [title, bad, code, words] of [
    ["a value beyond its list", parameter("rds.force_ssl", "2"), "InvalidParameterValue", /allowed values are: 0,1/],
    ["a number beyond its range", parameter("max_connections", "5", "pending-reboot"), "InvalidParameterValue", /6-/],
    ["a static one at once", parameter("max_connections", "50"), "InvalidParameterCombination", /immediate apply/],
    ["one nobody can change", parameter("ssl", "0"), "InvalidParameterValue", /ssl cannot be modified/],
  ] as const) {
    it(`refuse ${title}`, async () => {
      const services = testServices();
      await refused(parameterGroup(services, [bad]), code, words);
    });
  }

  it("take formulas and lists", async () => {
    const services = testServices();
    await parameterGroup(services, [
      parameter("max_connections", "LEAST({DBInstanceClassMemory/9531392},5000)", "pending-reboot"),
      parameter("shared_preload_libraries", "pg_stat_statements,pgaudit", "pending-reboot"),
    ]);
  });

  it("refuse a parameter the local cloud does not know by its name", async () => {
    const unknown = parameterGroup(testServices(), [parameter("rds.force_sll", "1")]);
    await assert.rejects(
      unknown,
      new NotModelledError("the postgres parameter rds.force_sll", "leave it out, or check its spelling"),
    );
  });

  it("refuse a family RDS has not, and default groups' names", async () => {
    const services = testServices();
    await refused(parameterGroup(services, [], "postgres99"), "InvalidParameterValue", /postgres99/);
    const named = { dbParameterGroupName: "default.x", dbParameterGroupFamily: "postgres17", description: "test" };
    await refused(
      createParameterGroup(services, owner, { ...named, parameters: [], tags: {} }),
      "InvalidParameterValue",
    );
  });

  it("tell a running server of a changed value at once, or after its reboot", async () => {
    const told: boolean[] = [];
    const services = testServices({
      databases: { ...noDatabases, modified: (now) => Promise.resolve(void told.push(requiresTls(now.data))) },
    });
    await surroundings(services);
    await parameterGroup(services, [parameter("rds.force_ssl", "1")]);
    const request = instanceRequest({ dbParameterGroupName: "tls" });
    const { id } = await createDbInstance(services, owner, request);
    const set = (...parameters: DbParameter[]) =>
      modifyParameterGroup(services, owner, "tls", { parameters, tags: {} });
    const state = () => services.store.get(dbInstanceKind, id)?.data;

    await set(parameter("rds.force_ssl", "0"));
    assert.deepEqual(told, [false]);
    assert.equal(state()?.parameterApplyStatus, "in-sync");

    await set(parameter("rds.force_ssl", "1", "pending-reboot"));
    assert.deepEqual(told, [false, false]);
    assert.equal(state()?.parameterApplyStatus, "pending-reboot");
    const rebooted = await rebootDbInstance(services, owner, "orders");
    assert.equal(requiresTls(rebooted.data), true);
    assert.equal(rebooted.data.parameterApplyStatus, "in-sync");
  });

  it("follow the family's default where they set nothing: TLS from PostgreSQL 15 on", async () => {
    for (const [engineVersion, expected] of [
      ["14", false],
      ["17", true],
    ] as const) {
      const services = testServices();
      await surroundings(services);
      const { data } = await createDbInstance(services, owner, instanceRequest({ engineVersion }));
      assert.equal(requiresTls(data), expected);
    }
  });

  it("stay while an instance uses them", async () => {
    const services = testServices();
    await surroundings(services);
    await parameterGroup(services, []);
    await createDbInstance(services, owner, instanceRequest({ dbParameterGroupName: "tls" }));
    await refused(deleteParameterGroup(services, owner, "tls"), "InvalidDBParameterGroupState");
  });
});
