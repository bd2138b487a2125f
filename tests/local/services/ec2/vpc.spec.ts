import assert from "node:assert/strict";
import { createVpc, deleteVpc } from "../../../../local/services/ec2/vpc";
import { createSubnet, deleteSubnet } from "../../../../local/services/ec2/subnet";
import {
  networkAclKind,
  routeTableKind,
  securityGroupKind,
  securityGroupRuleKind,
  subnetKind,
  vpcKind,
} from "../../../../local/services/ec2/entities";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, vpcSettings } from "../surroundings";

describe("EC2's VPCs and subnets", () => {
  it("come with a main route table, a default security group and a default network ACL", async () => {
    const services = testServices();
    const { id, data } = await createVpc(services, owner, vpcSettings());
    const { store } = services;
    assert.deepEqual(store.get(routeTableKind, data.mainRouteTableId)?.data.routes, [
      { destinationCidrBlock: "10.0.0.0/16", gatewayId: "local", origin: "CreateRouteTable", state: "active" },
    ]);
    assert.equal(store.get(securityGroupKind, data.defaultSecurityGroupId)?.data.groupName, "default");
    const rules = store.list(securityGroupRuleKind).map((it) => [it.data.isEgress, it.data.ipProtocol]);
    assert.deepEqual(rules, [
      [false, "-1"],
      [true, "-1"],
    ]);
    assert.equal(store.get(networkAclKind, data.defaultNetworkAclId)?.data.vpcId, id);
  });

  for (const [cidr, code] of [
    ["10.0.0.0/15", "InvalidVpc.Range"],
    ["10.0.0.0/29", "InvalidVpc.Range"],
    ["10.0.0.1/16", "InvalidParameterValue"],
    ["10.0.0/16", "InvalidParameterValue"],
  ] as const) {
    it(`refuse a VPC of ${cidr}`, async () => {
      await refused(createVpc(testServices(), owner, vpcSettings(cidr)), code);
    });
  }

  it("refuse a subnet outside the VPC, over another one, too small, or in a zone of no such Region", async () => {
    const services = testServices();
    const { id } = await createVpc(services, owner, vpcSettings());
    await createSubnet(services, owner, subnetRequest(id, "10.0.1.0/24"));
    const make = (cidr: string, zone?: string) => createSubnet(services, owner, subnetRequest(id, cidr, zone));
    await refused(make("10.1.0.0/24"), "InvalidSubnet.Range");
    await refused(make("10.0.2.0/29"), "InvalidSubnet.Range");
    await refused(make("10.0.1.128/25"), "InvalidSubnet.Conflict", /'10.0.1.128\/25' conflicts with another subnet/);
    await refused(make("10.0.2.0/24", "eu-west-1a"), "InvalidParameterValue", /us-east-1a, us-east-1b/);
    assert.equal(services.store.list(subnetKind).length, 1);
  });

  it("know a zone by its name and by its id", async () => {
    const services = testServices();
    const { id } = await createVpc(services, owner, vpcSettings());
    const subnet = await createSubnet(services, owner, subnetRequest(id, "10.0.1.0/24", "use1-az2"));
    assert.equal(subnet.data.availabilityZone, "us-east-1b");
    assert.equal(subnet.data.availabilityZoneId, "use1-az2");
  });

  it("do not exist for another account or Region", async () => {
    const services = testServices();
    const { id } = await createVpc(services, owner, vpcSettings());
    await refused(createSubnet(services, consumer, subnetRequest(id, "10.0.1.0/24")), "InvalidVpcID.NotFound");
    await refused(deleteVpc(services, { ...owner, region: "us-west-2" }, id), "InvalidVpcID.NotFound");
  });

  it("keep a VPC that has a subnet, and take its companions along when it goes", async () => {
    const services = testServices();
    const { id } = await createVpc(services, owner, vpcSettings());
    const subnet = await createSubnet(services, owner, subnetRequest(id, "10.0.1.0/24"));
    await refused(
      deleteVpc(services, owner, id),
      "DependencyViolation",
      new RegExp(`The vpc '${id}' has dependencies`),
    );
    await deleteSubnet(services, owner, subnet.id);
    await deleteVpc(services, owner, id);
    for (const kind of [vpcKind, routeTableKind, securityGroupKind, securityGroupRuleKind, networkAclKind]) {
      assert.deepEqual(services.store.list(kind as typeof vpcKind), []);
    }
  });
});
