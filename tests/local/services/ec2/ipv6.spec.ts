import assert from "node:assert/strict";
import { ipv6Subnet } from "../../../../aws/ipv6-network";
import { networkAclKind, subnetKind, vpcKind } from "../../../../local/services/ec2/entities";
import { createSubnet, modifySubnet } from "../../../../local/services/ec2/subnet";
import { createVpc, modifyVpc } from "../../../../local/services/ec2/vpc";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { createDbCluster } from "../../../../local/services/rds/clusters/create-cluster";
import { modifyDbInstance } from "../../../../local/services/rds/modify-instance";
import { createResourceGateway } from "../../../../local/services/vpc-lattice/resource-gateways";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { clusterRequest, instanceRequest, subnetRequest, surroundings, vpcSettings } from "../surroundings";

/** A VPC with an IPv6 range, as are its two subnets, and what a database needs besides. */
async function dual() {
  const services = testServices();
  const around = await surroundings(services);
  await modifyVpc(services, owner, around.vpc.id, { assignGeneratedIpv6CidrBlock: true });
  const range = services.store.get(vpcKind, around.vpc.id)?.data.ipv6CidrBlock ?? assert.fail("no range");
  const give = (id: string, number?: number) =>
    modifySubnet(services, owner, id, { ipv6CidrBlock: number === undefined ? undefined : ipv6Subnet(range, number) });
  await give(around.a.id, 0);
  await give(around.b.id, 1);
  const gateway = (ipAddressType: "DUALSTACK" | "IPV6") =>
    createResourceGateway(services, owner, {
      ...{ name: "gateway", vpcIdentifier: around.vpc.id, subnetIds: [around.a.id, around.b.id] },
      ...{ ipAddressType, ipv4AddressesPerEni: 1, tags: {} },
    });
  return { services, ...around, range, give, gateway };
}

describe("IPv6 in a VPC", () => {
  it("is a range of Amazon's, another one in each", async () => {
    const services = testServices();
    const make = () => createVpc(services, owner, { ...vpcSettings(), assignGeneratedIpv6CidrBlock: true });
    const [one, other] = [await make(), await make()];
    assert.match(one.data.ipv6CidrBlock ?? "", /^2001:db8:.*::\/56$/);
    assert.notEqual(one.data.ipv6CidrBlock, other.data.ipv6CidrBlock);
    assert.equal((await createVpc(services, owner, vpcSettings())).data.ipv6CidrBlock, undefined);
  });

  it("opens the default network ACL to it, as long as it is there", async () => {
    const services = testServices();
    const vpc = await createVpc(services, owner, { ...vpcSettings(), assignGeneratedIpv6CidrBlock: true });
    const entries = () =>
      (services.store.get(networkAclKind, vpc.data.defaultNetworkAclId)?.data.entries ?? []).filter(
        ({ ipv6CidrBlock }) => ipv6CidrBlock === "::/0",
      );
    assert.equal(entries().length, 4);
    await modifyVpc(services, owner, vpc.id, { enableDnsSupport: false });
    assert.equal(entries().length, 4);
    await modifyVpc(services, owner, vpc.id, { assignGeneratedIpv6CidrBlock: false });
    assert.equal(entries().length, 0);
    assert.equal(services.store.get(vpcKind, vpc.id)?.data.ipv6CidrBlock, undefined);
  });

  it("stays while a subnet has part of it", async () => {
    const { services, vpc, a, b, give } = await dual();
    const take = () => modifyVpc(services, owner, vpc.id, { assignGeneratedIpv6CidrBlock: false });
    await refused(take(), "InvalidCidrBlock.InUse");
    await give(a.id);
    await give(b.id);
    await take();
    assert.equal(services.store.get(subnetKind, a.id)?.data.ipv6CidrBlock, undefined);
  });
});

describe("IPv6 in a subnet", () => {
  it("is a /64 of the VPC's that no other has", async () => {
    const { services, vpc, a, range, give } = await dual();
    await refused(give(a.id, 1), "InvalidSubnet.Conflict");
    for (const ipv6CidrBlock of [range, "2001:db8:ffff::/64", "10.0.0.0/28"]) {
      await refused(modifySubnet(services, owner, a.id, { ipv6CidrBlock }), "InvalidSubnet.Range");
    }
    const request = { ...subnetRequest(vpc.id, "10.0.1.0/28"), ipv6CidrBlock: ipv6Subnet(range, 7) };
    assert.match((await createSubnet(services, owner, request)).data.ipv6CidrBlockAssociationId ?? "", /^subnet-cidr-/);
  });

  it("is needed for addresses by themselves, and for a VPC without a range none is there", async () => {
    const services = testServices();
    const { vpc } = await surroundings(services);
    const request = subnetRequest(vpc.id, "10.0.1.0/28");
    const assigning = createSubnet(services, owner, { ...request, assignIpv6AddressOnCreation: true });
    await refused(assigning, "InvalidParameterValue");
    await refused(createSubnet(services, owner, { ...request, ipv6CidrBlock: "2001:db8::/64" }), "InvalidSubnet.Range");
  });

  it("stays while a gateway or a database has addresses of it", async () => {
    const { services, a, b, give, gateway } = await dual();
    await gateway("DUALSTACK");
    await refused(give(a.id), "DependencyViolation");
    const { services: others, a: first, give: giving } = await dual();
    await createDbInstance(others, owner, instanceRequest({ networkType: "DUAL" }));
    await refused(giving(first.id), "DependencyViolation");
    assert.notEqual(b.id, first.id);
    assert.equal(services.store.get(subnetKind, b.id)?.data.ipv6CidrBlock !== undefined, true);
  });
});

describe("dual stack", () => {
  it("of a gateway takes subnets that have both, and IPv6 alone takes none of them", async () => {
    const { a, give, gateway } = await dual();
    await refused(gateway("IPV6"), "ValidationException", /does not suit subnet .*: it has an IPv4 range/);
    await give(a.id);
    await refused(gateway("DUALSTACK"), "ValidationException", /does not suit subnet .*: it has no IPv6 range/);
    await give(a.id, 0);
    assert.equal((await gateway("DUALSTACK")).data.ipAddressType, "DUALSTACK");
  });

  it("of a database takes subnets that have both, and may come and go", async () => {
    const { services, a, give } = await dual();
    const instance = await createDbInstance(services, owner, instanceRequest());
    assert.equal(instance.data.networkType, "IPV4");
    const now = await modifyDbInstance(services, owner, instance.id, { networkType: "DUAL" });
    assert.equal(now.data.networkType, "DUAL");
    await modifyDbInstance(services, owner, instance.id, { networkType: "IPV4" });
    await give(a.id);
    const again = modifyDbInstance(services, owner, instance.id, { networkType: "DUAL" });
    await refused(again, "NetworkTypeNotSupported", /doesn't support the network type DUAL/);
    await refused(createDbCluster(services, owner, clusterRequest({ networkType: "DUAL" })), "NetworkTypeNotSupported");
  });

  it("of a cluster is what it is told", async () => {
    const { services } = await dual();
    const { data } = await createDbCluster(services, owner, clusterRequest({ networkType: "DUAL" }));
    assert.equal(data.networkType, "DUAL");
  });
});
