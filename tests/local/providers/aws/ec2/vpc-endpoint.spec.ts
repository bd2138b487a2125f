import assert from "node:assert/strict";
import { subnetKind } from "../../../../../local/services/ec2/entities";
import type { Properties } from "../../../../../local/providers/resource-type";
import { resourceConfigurationKind, serviceNetworkKind } from "../../../../../local/services/vpc-lattice/entities";
import { childrenOf, managedAssociations } from "../../../../../local/services/vpc-lattice/managed-children";
import { shareDatabase } from "../../../data-path/shared-database";
import { consumer, testServices } from "../../../test-services";
import { Deployment } from "../deployment";

const vpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const associations = "aws:vpc/getEndpointAssociations:getEndpointAssociations";

async function consuming() {
  const services = testServices();
  const { client, ids, instance } = await shareDatabase(services);
  const { vpcId = "", securityGroupIds } = client;
  const subnets = services.store.list(subnetKind, ({ data }) => data.vpcId === vpcId);
  const configuration = services.store.get(resourceConfigurationKind, ids.configuration);
  const [network] = services.store.list(serviceNetworkKind);
  const common = { vpcId, securityGroupIds: [...securityGroupIds], subnetIds: subnets.map(({ id }) => id) };
  const toResource = { ...common, vpcEndpointType: "Resource", resourceConfigurationArn: configuration?.arn };
  const toNetwork = { ...common, vpcEndpointType: "ServiceNetwork", serviceNetworkArn: network?.arn };
  return { aws: new Deployment(services, consumer), services, toResource, toNetwork, instance, ids };
}

describe("aws:ec2:VpcEndpoint", () => {
  it("changes nothing the second time, for a resource and for a service network", async () => {
    const { aws, toResource, toNetwork } = await consuming();
    for (const program of [toResource, { ...toNetwork, tags: { a: "b" } }]) {
      const endpoint = await aws.create(vpcEndpoint, program);
      assert.equal(endpoint.outputs.arn, `arn:aws:ec2:us-east-1:222222222222:vpc-endpoint/${endpoint.id}`);
      assert.equal((endpoint.outputs.networkInterfaceIds as unknown[]).length, program.subnetIds.length);
      await aws.assertSteady(endpoint, program);
    }
  });

  it("replaces what it leads to, and moves in place", async () => {
    const { aws, toResource, toNetwork } = await consuming();
    const endpoint = await aws.create(vpcEndpoint, toResource);
    assert.deepEqual(aws.diff(endpoint, toNetwork), [
      "resourceConfigurationArn!",
      "serviceNetworkArn!",
      "vpcEndpointType!",
    ]);
    const subnetIds = toResource.subnetIds.slice(1);
    const updated = await aws.update(endpoint, { ...toResource, subnetIds });
    assert.deepEqual(updated.outputs.subnetIds, subnetIds);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });

  it("says early what does not go together, and what is not modelled", async () => {
    const { aws, toResource } = await consuming();
    const { resourceConfigurationArn: _arn, ...without } = toResource;
    assert.deepEqual(aws.problems(vpcEndpoint, { ...without, serviceNetworkArn: "arn" }), [
      "resourceConfigurationArn is required for type Resource; set it",
      "serviceNetworkArn is not for type Resource; remove it",
    ]);
    // The provider's own default.
    assert.deepEqual(aws.problems(vpcEndpoint, { vpcId: toResource.vpcId }), [
      "serviceName is required for type Gateway; set it",
    ]);
    const balancer = { vpcId: toResource.vpcId, vpcEndpointType: "GatewayLoadBalancer", serviceRegion: "us-east-1" };
    const told = aws.problems(vpcEndpoint, balancer).join("\n");
    assert.match(told, /does not model property serviceRegion/);
    assert.match(told, /vpcEndpointType must be one of "Gateway", "Interface", "Resource", "ServiceNetwork"/);
  });

  it("to AWS's services changes nothing the second time, and private names and policy in place", async () => {
    const { aws, toResource } = await consuming();
    const { resourceConfigurationArn: _arn, ...common } = toResource;
    const statement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const sts = { ...common, vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.sts" };
    const endpoint = await aws.create(vpcEndpoint, { ...sts, privateDnsEnabled: true, policy });
    await aws.assertSteady(endpoint, { ...sts, privateDnsEnabled: true, policy });
    assert.deepEqual(aws.diff(endpoint, { ...sts, privateDnsEnabled: false, policy }), ["privateDnsEnabled"]);
    const s3 = { vpcId: common.vpcId, serviceName: "com.amazonaws.us-east-1.s3" };
    const gateway = await aws.create(vpcEndpoint, s3, "s3");
    assert.match(String(gateway.outputs.prefixListId), /^pl-/);
    await aws.assertSteady(gateway, s3);
    assert.deepEqual(aws.diff(gateway, { ...s3, serviceName: "com.amazonaws.us-east-1.dynamodb" }), ["serviceName!"]);
  });

  it("makes a new endpoint for other private names to what Lattice shares, as the provider does", async () => {
    const { aws, toResource } = await consuming();
    const endpoint = await aws.create(vpcEndpoint, toResource);
    assert.deepEqual(aws.diff(endpoint, { ...toResource, privateDnsEnabled: true }), ["privateDnsEnabled!"]);
  });

  it("has no names of its own", async () => {
    const { aws, toResource, toNetwork } = await consuming();
    assert.deepEqual((await aws.create(vpcEndpoint, toResource)).outputs.dnsEntries, []);
    assert.deepEqual((await aws.create(vpcEndpoint, toNetwork)).outputs.dnsEntries, []);
  });

  it("tells its names through getEndpointAssociations", async () => {
    const { aws, services, toNetwork, toResource, instance, ids } = await consuming();
    const endpoint = await aws.create(vpcEndpoint, toNetwork);
    const answer = await aws.invoke(associations, { vpcEndpointId: endpoint.id });
    const [association] = answer.associations as Properties[];
    const managed = managedAssociations(services.store, ids.resourceAssociation)[0]?.id ?? "";
    const child = childrenOf(services.store, ids.configuration)[0];
    assert.equal(association?.id, managed);
    assert.equal(association.associatedResourceArn, child?.arn);
    assert.equal(association.resourceConfigurationGroupArn, toResource.resourceConfigurationArn);
    assert.equal(association.serviceNetworkName, "consumer");
    const [name] = association.dnsEntries as Properties[];
    assert.match(String(name?.dnsName), new RegExp(`^${endpoint.id}-${managed}\\.${child?.id ?? ""}\\.`));
    const [own] = association.privateDnsEntries as Properties[];
    assert.equal(own?.dnsName, instance.data.endpoint.address);
  });
});
