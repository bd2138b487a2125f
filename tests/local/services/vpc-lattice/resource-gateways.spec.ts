import assert from "node:assert/strict";
import { freeAddresses, networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { createSecurityGroup } from "../../../../local/services/ec2/security-group";
import { createSubnet, deleteSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import type { Services } from "../../../../local/services/services";
import { resourceGatewayKind } from "../../../../local/services/vpc-lattice/entities";
import {
  createResourceConfiguration,
  deleteResourceConfiguration,
} from "../../../../local/services/vpc-lattice/resource-configurations";
import { deleteResourceGateway, updateResourceGateway } from "../../../../local/services/vpc-lattice/resource-gateways";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, vpcSettings } from "../surroundings";
import { dnsConfiguration, gatewayIn, vpcWithRoom } from "./producer";

describe("a resource gateway", () => {
  let services: Services;
  let place: Awaited<ReturnType<typeof vpcWithRoom>>;
  beforeEach(async () => {
    services = testServices();
    place = await vpcWithRoom(services);
  });
  const group = async (vpcId: string, groupName: string): Promise<string> =>
    (await createSecurityGroup(services, owner, { groupName, description: "d", vpcId, tags: {} })).id;

  it("takes 16 addresses in each subnet when nothing else is said, and gives them back", async () => {
    const before = freeAddresses(services.store, place.subnet.id);
    const gateway = await gatewayIn(services, place);
    assert.equal(gateway.data.ipv4AddressesPerEni, 16);
    assert.equal(freeAddresses(services.store, place.subnet.id), before - 16);
    await deleteResourceGateway(services, owner, gateway.id);
    assert.equal(freeAddresses(services.store, place.subnet.id), before);
  });

  it("does not fit into a /28 with its 11 addresses, unless it takes fewer", async () => {
    const small = await createSubnet(services, owner, subnetRequest(place.vpc.id, "10.1.1.0/28"));
    await refused(
      gatewayIn(services, { ...place, subnet: small }),
      "ValidationException",
      /10\.1\.1\.0\/28\) has 11 free IP addresses; the gateway needs 16.*lower ipv4AddressesPerEni/,
    );
    await gatewayIn(services, { ...place, subnet: small }, { ipv4AddressesPerEni: 11 });
    assert.equal(freeAddresses(services.store, small.id), 0);
  });

  it("leaves nothing behind when the second subnet has no room", async () => {
    const small = await createSubnet(services, owner, subnetRequest(place.vpc.id, "10.1.1.0/28", "us-east-1b"));
    const before = freeAddresses(services.store, place.subnet.id);
    await refused(gatewayIn(services, place, { subnetIds: [place.subnet.id, small.id] }), "ValidationException");
    assert.equal(freeAddresses(services.store, place.subnet.id), before);
    assert.deepEqual(services.store.list(resourceGatewayKind), []);
  });

  it("holds its subnets: they cannot be deleted", async () => {
    await gatewayIn(services, place);
    await refused(deleteSubnet(services, owner, place.subnet.id), "DependencyViolation");
  });

  it("has the VPC's default security group when none is said", async () => {
    const gateway = await gatewayIn(services, place);
    assert.deepEqual(gateway.data.securityGroupIds, [place.vpc.data.defaultSecurityGroupId]);
  });

  it("takes security groups of its own VPC only, and at most five", async () => {
    const other = await createVpc(services, owner, vpcSettings("10.2.0.0/16"));
    const foreign = await group(other.id, "foreign");
    await refused(
      gatewayIn(services, place, { securityGroupIds: [foreign] }),
      "ValidationException",
      new RegExp(`${foreign} belongs to ${other.id}, not to ${place.vpc.id}`),
    );
    const six = await Promise.all(Array.from({ length: 6 }, (_, number) => group(place.vpc.id, `group-${number}`)));
    await refused(gatewayIn(services, place, { securityGroupIds: six }), "ValidationException", /At most 5/);
  });

  it("can change its security groups, and its network interfaces follow", async () => {
    const gateway = await gatewayIn(services, place);
    const next = await group(place.vpc.id, "next");
    await updateResourceGateway(services, owner, gateway.id, { securityGroupIds: [next] });
    assert.deepEqual(services.store.get(resourceGatewayKind, gateway.id)?.data.securityGroupIds, [next]);
    const held = networkInterfacesOf(services.store, gateway.arn);
    assert.deepEqual(
      held.map(({ data }) => data.groups),
      [[next]],
    );
  });

  it("takes subnets of its own VPC only, and at least one", async () => {
    const other = await createVpc(services, owner, vpcSettings("10.2.0.0/16"));
    const foreign = await createSubnet(services, owner, subnetRequest(other.id, "10.2.0.0/24"));
    await refused(gatewayIn(services, place, { subnetIds: [foreign.id] }), "ValidationException", /belongs to/);
    await refused(gatewayIn(services, place, { subnetIds: [] }), "ValidationException", /at least one subnet/);
    await refused(gatewayIn(services, place, { subnetIds: ["subnet-0"] }), "ValidationException", /does not exist/);
  });

  it("is not in a zone where Lattice is not available", async () => {
    // In the local cloud us-east-1c is use1-az3.
    const third = await createSubnet(services, owner, subnetRequest(place.vpc.id, "10.1.3.0/24", "us-east-1c"));
    await refused(gatewayIn(services, place, { subnetIds: [third.id] }), "ValidationException", /is in use1-az3/);
  });

  it("has no IPv6 in subnets that have none", async () => {
    await refused(gatewayIn(services, place, { ipAddressType: "DUALSTACK" }), "ValidationException", /no IPv6 range/);
  });

  for (const name of ["rgw-orders", "Gateway", "gw", "g".repeat(41)]) {
    it(`is not called ${name}`, async () => {
      await refused(() => gatewayIn(services, place, { name }), "ValidationException");
    });
  }

  it("cannot be deleted while a resource configuration uses it", async () => {
    const gateway = await gatewayIn(services, place);
    const configuration = await createResourceConfiguration(services, owner, dnsConfiguration(gateway.id));
    await refused(
      deleteResourceGateway(services, owner, gateway.id),
      "ConflictException",
      new RegExp(configuration.id),
    );
    await deleteResourceConfiguration(services, owner, configuration.id);
    await deleteResourceGateway(services, owner, gateway.id);
  });
});
