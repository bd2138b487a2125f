import assert from "node:assert/strict";
import { networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { routeTableKind, vpcEndpointKind } from "../../../../local/services/ec2/entities";
import { createRouteTable, deleteRouteTable, ownRoutes, setRoutes } from "../../../../local/services/ec2/route-table";
import { createSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc, modifyVpc } from "../../../../local/services/ec2/vpc";
import { createVpcEndpoint, deleteVpcEndpoint, modifyVpcEndpoint } from "../../../../local/services/ec2/vpc-endpoint";
import type { CreateVpcEndpointRequest } from "../../../../local/services/ec2/vpc-endpoint-request";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, surroundings, vpcSettings } from "../surroundings";

const sts = { name: "com.amazonaws.us-east-1.sts", type: "Interface" } as const;
const s3 = { name: "com.amazonaws.us-east-1.s3", type: "Gateway" } as const;

async function made() {
  const services = testServices();
  const { vpc, a, b, group } = await surroundings(services);
  const table = await createRouteTable(services, owner, { vpcId: vpc.id, routes: [], tags: {} });
  const common = { vpcId: vpc.id, tags: {} };
  const api = {
    ...common,
    service: sts,
    subnetIds: [a.id, b.id],
    securityGroupIds: [group.id],
    privateDnsEnabled: true,
  };
  const store3 = {
    ...common,
    service: s3,
    routeTableIds: [table.id],
    subnetIds: [],
    securityGroupIds: [],
    privateDnsEnabled: false,
  };
  const create = (request: CreateVpcEndpointRequest) => createVpcEndpoint(services, owner, request);
  const routes = () => services.store.get(routeTableKind, table.id)?.data.routes ?? [];
  return { services, vpc, a, b, table, api, store3, create, routes };
}

describe("EC2's endpoints of AWS's services", () => {
  it("take an address in each subnet", async () => {
    const { services, create, api } = await made();
    const endpoint = await create(api);
    assert.equal(endpoint.data.vpcEndpointType, "Interface");
    assert.deepEqual(
      networkInterfacesOf(services.store, endpoint.arn).map(({ data }) => [
        data.subnetId,
        data.privateIpAddresses.length,
      ]),
      api.subnetIds.map((id) => [id, 1]),
    );
  });

  it("lead to S3 by a route in each route table, which none lists as its own and none loses", async () => {
    const { services, create, store3, table, routes } = await made();
    const endpoint = await create(store3);
    const leading = () => routes().filter(({ gatewayId }) => gatewayId === endpoint.id);
    assert.match(leading()[0]?.destinationPrefixListId ?? "", /^pl-/);
    await setRoutes(services, owner, table.id, []);
    assert.equal(leading().length, 1);
    const found = services.store.get(routeTableKind, table.id) ?? assert.fail("no table");
    assert.deepEqual(ownRoutes(found), []);
    await modifyVpcEndpoint(services, owner, endpoint.id, { routeTableIds: [] });
    assert.deepEqual(leading(), []);
    await modifyVpcEndpoint(services, owner, endpoint.id, { routeTableIds: [table.id] });
    await deleteVpcEndpoint(services, owner, endpoint.id);
    assert.deepEqual(leading(), []);
  });

  it("forget a route table that goes", async () => {
    const { services, create, store3, table } = await made();
    const { id } = await create(store3);
    await deleteRouteTable(services, owner, table.id);
    assert.deepEqual(services.store.get(vpcEndpointKind, id)?.data.routeTableIds, []);
  });

  const wrong: readonly (readonly [string, Partial<CreateVpcEndpointRequest>, string, RegExp])[] = [
    [
      "a service of another Region",
      { service: { ...sts, name: "com.amazonaws.eu-west-1.sts" } },
      "InvalidServiceName",
      /eu-west-1/,
    ],
    [
      "a service that is not",
      { service: { ...sts, name: "com.amazonaws.us-east-1.stss" } },
      "InvalidServiceName",
      /stss/,
    ],
    [
      "what every object has",
      { service: { ...sts, name: "com.amazonaws.us-east-1.constructor" } },
      "InvalidServiceName",
      /exist/,
    ],
    [
      "a type it has not",
      { service: { ...sts, type: "Gateway" } },
      "InvalidParameter",
      /does not match available service types/,
    ],
    ["route tables", { routeTableIds: ["rtb-1"] }, "InvalidParameter", /only supported for Gateway/],
    ["a policy that is none", { policy: "{}" }, "InvalidPolicyDocument", /./],
    ["two targets", { serviceNetworkArn: "arn" }, "InvalidParameter", /Exactly one/],
  ];
  for (const [title, change, code, message] of wrong) {
    it(`are refused: ${title}`, async () => {
      const { create, api } = await made();
      await refused(create({ ...api, ...change }), code, message);
    });
  }

  it("are refused two subnets in one zone", async () => {
    const { services, create, api, vpc, a } = await made();
    const beside = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.0.32/28"));
    await refused(create({ ...api, subnetIds: [a.id, beside.id] }), "DuplicateSubnetsInSameZone");
  });

  it("are refused private names in a VPC that answers none, and twice", async () => {
    const { services, create, api, vpc } = await made();
    await modifyVpc(services, owner, vpc.id, { enableDnsHostnames: false });
    await refused(create(api), "InvalidParameter", /requires both enableDnsSupport and enableDnsHostnames/);
    const without = await create({ ...api, privateDnsEnabled: false });
    const named = () => modifyVpcEndpoint(services, owner, without.id, { privateDnsEnabled: true });
    await refused(named(), "InvalidParameter", /requires both/);
    await modifyVpc(services, owner, vpc.id, { enableDnsHostnames: true });
    await create(api);
    await refused(create(api), "InvalidParameter", /conflicting DNS domain for sts\.us-east-1\.amazonaws\.com/);
    await refused(named(), "InvalidParameter", /conflicting DNS domain/);
  });

  it("are refused two ways to one service in a route table, and tables of another VPC", async () => {
    const { services, create, store3 } = await made();
    await create(store3);
    await refused(create(store3), "RouteAlreadyExists");
    const other = await createVpc(services, owner, vpcSettings());
    const table = await createRouteTable(services, owner, { vpcId: other.id, routes: [], tags: {} });
    await refused(create({ ...store3, routeTableIds: [table.id] }), "InvalidParameter", /belongs to/);
  });

  it("of type Gateway are refused what has addresses", async () => {
    const { create, store3, a } = await made();
    await refused(create({ ...store3, subnetIds: [a.id] }), "InvalidParameter", /Subnet IDs/);
    await refused(create({ ...store3, securityGroupIds: ["sg-1"] }), "InvalidParameter", /Security group IDs/);
    await refused(create({ ...store3, privateDnsEnabled: true }), "InvalidParameter", /Private DNS/);
  });
});
