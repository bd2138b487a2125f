import assert from "node:assert/strict";
import type { Services } from "../../../../local/services/services";
import { putAuthPolicy } from "../../../../local/services/vpc-lattice/auth-policies";
import { authPolicyKind, serviceNetworkKind } from "../../../../local/services/vpc-lattice/entities";
import { createResourceAssociation } from "../../../../local/services/vpc-lattice/resource-associations";
import {
  createServiceNetwork,
  deleteServiceNetwork,
  updateServiceNetwork,
} from "../../../../local/services/vpc-lattice/service-networks";
import { createVpcAssociation, deleteVpcAssociation } from "../../../../local/services/vpc-lattice/vpc-associations";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { network, producer, vpcWithRoom } from "./producer";

describe("a service network", () => {
  let services: Services;
  beforeEach(() => {
    services = testServices();
  });
  const create = (name: string, caller = owner) =>
    createServiceNetwork(services, caller, { name, authType: "NONE", tags: {} });

  it("has the id and the ARN that AWS gives", async () => {
    const { id, arn } = await create("orders");
    assert.match(id, /^sn-[0-9a-f]{17}$/);
    assert.equal(arn, `arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/${id}`);
  });

  for (const name of ["Orders", "orders-", "-orders", "or--ders", "or_ders", "ab", "a".repeat(64)]) {
    it(`is not called ${name}`, async () => {
      await refused(() => create(name), "ValidationException", /'name' failed to satisfy constraint/);
    });
  }

  it("has a name of its own in its account and Region, which another account may have too", async () => {
    await create("orders");
    await refused(create("orders"), "ConflictException", /Service network with name orders already exists/);
    await create("orders", consumer);
    await create("orders", { ...owner, region: "eu-west-1" });
  });

  it("is one of at most 50 in a Region", async () => {
    for (let number = 0; number < 50; number++) await create(`network-${number}`);
    await refused(create("one-more"), "ServiceQuotaExceededException", /quota of 50 service networks/);
  });

  it("belongs to its account: no other one finds it", async () => {
    const { arn } = await create("orders");
    await refused(deleteServiceNetwork(services, consumer, arn), "ResourceNotFoundException");
  });

  it("cannot be deleted while a VPC is associated with it", async () => {
    const { id } = await network(services, owner);
    const { vpc } = await vpcWithRoom(services);
    const request = { serviceNetworkIdentifier: id, vpcIdentifier: vpc.id, tags: {} };
    const association = await createVpcAssociation(services, owner, request);
    await refused(deleteServiceNetwork(services, owner, id), "ConflictException", /has VPC\(s\) associated/);
    await deleteVpcAssociation(services, owner, association.id);
    await deleteServiceNetwork(services, owner, id);
    assert.equal(services.store.get(serviceNetworkKind, id), undefined);
  });

  it("cannot be deleted while a resource configuration is associated with it", async () => {
    const { configuration } = await producer(services);
    const { id } = await network(services, owner);
    const request = { serviceNetworkIdentifier: id, resourceConfigurationIdentifier: configuration.id, tags: {} };
    await createResourceAssociation(services, owner, request);
    await refused(deleteServiceNetwork(services, owner, id), "ConflictException", /resource configuration\(s\)/);
  });

  it("turns its auth policy on and off with its auth type, and takes it along when it goes", async () => {
    const { id } = await create("orders");
    await putAuthPolicy(services, owner, id, "{}");
    const state = () => services.store.get(authPolicyKind, id)?.data.state;
    assert.equal(state(), "Inactive");
    await updateServiceNetwork(services, owner, id, { authType: "AWS_IAM" });
    assert.equal(state(), "Active");
    await deleteServiceNetwork(services, owner, id);
    assert.equal(state(), undefined);
  });
});

describe("an auth policy", () => {
  it("is not for resource configurations: it does not govern databases", async () => {
    const services = testServices();
    const { configuration } = await producer(services);
    await refused(
      () => putAuthPolicy(services, owner, configuration.arn, "{}"),
      "ValidationException",
      /not supported on resource configurations/,
    );
  });

  for (const [policy, words] of [
    ['{\n"a":1}', /newlines/],
    ["{", /not valid JSON/],
    [JSON.stringify({ a: "x".repeat(10_240) }), /at most 10240 bytes/],
  ] as const) {
    it(`is refused when it ${String(words)}`, async () => {
      const services = testServices();
      const { id } = await network(services, owner);
      await refused(() => putAuthPolicy(services, owner, id, policy), "ValidationException", words);
    });
  }
});
