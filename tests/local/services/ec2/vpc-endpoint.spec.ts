import assert from "node:assert/strict";
import { freeAddresses, networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { subnetKind } from "../../../../local/services/ec2/entities";
import { createSubnet, deleteSubnet } from "../../../../local/services/ec2/subnet";
import { modifyVpc } from "../../../../local/services/ec2/vpc";
import { createVpcEndpoint, deleteVpcEndpoint, modifyVpcEndpoint } from "../../../../local/services/ec2/vpc-endpoint";
import type { CreateVpcEndpointRequest } from "../../../../local/services/ec2/vpc-endpoint-request";
import { endpointNames } from "../../../../local/services/ec2/vpc-endpoint-names";
import type { Caller } from "../../../../local/services/services";
import { resourceConfigurationKind, serviceNetworkKind } from "../../../../local/services/vpc-lattice/entities";
import { deleteResourceAssociation } from "../../../../local/services/vpc-lattice/resource-associations";
import { childrenOf, managedAssociations } from "../../../../local/services/vpc-lattice/managed-children";
import { deleteResourceConfiguration } from "../../../../local/services/vpc-lattice/resource-configurations";
import { shareDatabase } from "../../data-path/shared-database";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, surroundings } from "../surroundings";

async function shared() {
  const services = testServices();
  const database = await shareDatabase(services);
  const { vpcId = "", securityGroupIds } = database.client;
  const subnets = services.store.list(subnetKind, ({ data }) => data.vpcId === vpcId);
  const configuration = services.store.get(resourceConfigurationKind, database.ids.configuration);
  const [network] = services.store.list(serviceNetworkKind);
  const request = {
    ...{ vpcId, securityGroupIds, subnetIds: subnets.map(({ id }) => id), privateDnsEnabled: false, tags: {} },
    resourceConfigurationArn: configuration?.arn ?? "",
  };
  const create = (changes: Partial<CreateVpcEndpointRequest> = {}, caller: Caller = consumer) =>
    createVpcEndpoint(services, caller, { ...request, ...changes });
  const toNetwork = { resourceConfigurationArn: undefined, serviceNetworkArn: network?.arn };
  return { services, database, subnets, request, create, toNetwork };
}

describe("EC2's VPC endpoints", () => {
  it("to a shared resource configuration have a name, and an address in each subnet", async () => {
    const { services, create, database, subnets } = await shared();
    const endpoint = await create();
    const [name] = endpointNames(services.store, endpoint);
    const child = childrenOf(services.store, database.ids.configuration)[0];
    const expected = new RegExp(`^${endpoint.id}\\.${child?.id ?? ""}\\..*\\.vpc-lattice-rsc\\.us-east-1\\.on\\.aws$`);
    assert.match(name?.dnsName ?? "", expected);
    const interfaces = networkInterfacesOf(services.store, endpoint.arn);
    assert.deepEqual(
      interfaces.map(({ data }) => [data.subnetId, data.privateIpAddresses.length]),
      subnets.map(({ id }) => [id, 1]),
    );
    await refused(deleteSubnet(services, consumer, subnets[0]?.id ?? ""), "DependencyViolation");
  });

  it("to a service network have a name for each resource that is in it now, and a /28 in each zone", async () => {
    const { services, create, database, subnets, toNetwork } = await shared();
    const before = freeAddresses(services.store, subnets[0]?.id ?? "");
    const endpoint = await create(toNetwork);
    assert.equal(freeAddresses(services.store, subnets[0]?.id ?? ""), before - 17);
    const [name] = endpointNames(services.store, endpoint);
    const { resourceAssociation, configuration } = database.ids;
    const managed = managedAssociations(services.store, resourceAssociation)[0]?.id ?? "";
    const child = childrenOf(services.store, configuration)[0]?.id ?? "";
    assert.ok(name?.dnsName.startsWith(`${endpoint.id}-${managed}.${child}.`));
    await deleteResourceAssociation(services, consumer, resourceAssociation);
    assert.deepEqual(endpointNames(services.store, endpoint), []);
  });

  it("are refused to whom the resource is not shared with", async () => {
    const { services, create } = await shared();
    const { vpc, a } = await surroundings(services, outsider);
    const own = { vpcId: vpc.id, subnetIds: [a.id], securityGroupIds: [] };
    const noAction = /^User: \S+ is not authorized to use \S+: it is not shared with it$/;
    await refused(create(own, outsider), "AccessDeniedException", noAction);
  });

  it("keep the resource configuration they lead to", async () => {
    const { services, create, database } = await shared();
    const endpoint = await create();
    await deleteResourceAssociation(services, consumer, database.ids.resourceAssociation);
    const deletion = () => deleteResourceConfiguration(services, owner, database.ids.configuration);
    await refused(deletion(), "ConflictException");
    await deleteVpcEndpoint(services, consumer, endpoint.id);
    await deletion();
  });

  it("have the VPC's default security group unless they are given one of its own", async () => {
    const { services, create } = await shared();
    const { data } = await create({ securityGroupIds: [] });
    assert.equal(data.securityGroupIds.length, 1);
    await refused(create({ securityGroupIds: ["sg-missing"] }), "InvalidGroup.NotFound");
    const { group } = await surroundings(services, consumer);
    await refused(create({ securityGroupIds: [group.id] }), "InvalidGroup.NotFound");
  });

  it("want one subnet a zone, and a zone the resource's gateway is in", async () => {
    const { services, create, request, subnets } = await shared();
    await refused(create({ subnetIds: [] }), "InvalidParameter", /At least one subnet/);
    const first = subnets[0]?.data;
    const add = (zone: string, cidr: string) =>
      createSubnet(services, consumer, subnetRequest(request.vpcId, cidr, zone));
    const twin = await add(first?.availabilityZone ?? "", "10.1.200.0/24");
    await refused(create({ subnetIds: [...request.subnetIds, twin.id] }), "DuplicateSubnetsInSameZone");
    const away = await add("us-east-1f", "10.1.201.0/24");
    await refused(
      create({ subnetIds: [away.id] }),
      "InvalidParameter",
      /\(use1-az6\) have none in common with the resource's \(use1-az1/,
    );
    await create({ subnetIds: [away.id, twin.id] });
  });

  it("lead to one thing", async () => {
    const { create, toNetwork } = await shared();
    await refused(create({ serviceNetworkArn: toNetwork.serviceNetworkArn }), "InvalidParameter", /Exactly one of/);
    await refused(create({ resourceConfigurationArn: undefined }), "InvalidParameter", /Exactly one of/);
  });

  it("have private names only in a VPC that answers names, and each name once", async () => {
    const { services, create, request, toNetwork } = await shared();
    await modifyVpc(services, consumer, request.vpcId, { enableDnsHostnames: false });
    await refused(create({ privateDnsEnabled: true }), "InvalidParameter", /requires both enableDnsSupport/);
    await modifyVpc(services, consumer, request.vpcId, { enableDnsHostnames: true });
    const first = await create({ privateDnsEnabled: true });
    const words = new RegExp(`${first.id} has a conflicting DNS domain`);
    await refused(create({ ...toNetwork, privateDnsEnabled: true }), "InvalidParameter", words);
    await create(toNetwork);
  });

  it("move to other subnets and security groups in place", async () => {
    const { services, create, subnets } = await shared();
    const endpoint = await create();
    const [kept] = subnets;
    await modifyVpcEndpoint(services, consumer, endpoint.id, { subnetIds: [kept?.id ?? ""] });
    const interfaces = networkInterfacesOf(services.store, endpoint.arn);
    assert.deepEqual(
      interfaces.map(({ data }) => data.subnetId),
      [kept?.id],
    );
    const failing = modifyVpcEndpoint(services, consumer, endpoint.id, { subnetIds: [] });
    await refused(failing, "InvalidParameter");
    assert.equal(networkInterfacesOf(services.store, endpoint.arn).length, 1);
  });
});
