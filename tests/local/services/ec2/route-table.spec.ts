import assert from "node:assert/strict";
import { routeTableKind } from "../../../../local/services/ec2/entities";
import { createInternetGateway, deleteInternetGateway } from "../../../../local/services/ec2/internet-gateway";
import type { RouteRequest } from "../../../../local/services/ec2/route";
import {
  createRoute,
  createRouteTable,
  deleteRoute,
  deleteRouteTable,
} from "../../../../local/services/ec2/route-table";
import { associateRouteTable, disassociateRouteTable } from "../../../../local/services/ec2/route-table-association";
import { createSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { subnetRequest, vpcSettings } from "../surroundings";

async function routed() {
  const services = testServices();
  const vpc = await createVpc(services, owner, vpcSettings());
  const gateway = await createInternetGateway(services, owner, { vpcId: vpc.id, tags: {} });
  const table = await createRouteTable(services, owner, { vpcId: vpc.id, routes: [], tags: {} });
  const add = (route: RouteRequest) => createRoute(services, owner, table.id, route);
  const routes = () => services.store.get(routeTableKind, table.id)?.data.routes.slice(1) ?? [];
  return { services, vpc, gateway, table, add, routes };
}

const everywhere = "0.0.0.0/0";

describe("EC2's route tables", () => {
  it("take a route to an internet gateway, so that it can be judged", async () => {
    const { gateway, add, routes } = await routed();
    await add({ destinationCidrBlock: everywhere, gatewayId: gateway.id });
    assert.deepEqual(routes(), [
      { destinationCidrBlock: everywhere, gatewayId: gateway.id, origin: "CreateRoute", state: "active" },
    ]);
  });

  it("refuse a second route to one place, and one into the VPC itself", async () => {
    const { gateway, add, routes } = await routed();
    await add({ destinationCidrBlock: everywhere, gatewayId: gateway.id });
    await refused(add({ destinationCidrBlock: everywhere, gatewayId: gateway.id }), "RouteAlreadyExists");
    const inside = add({ destinationCidrBlock: "10.0.1.0/24", gatewayId: gateway.id });
    await refused(inside, "InvalidParameterValue", /equal to or more specific than one of this VPC's CIDR blocks/);
    assert.equal(routes().length, 1);
  });

  it("refuse a gateway that is missing or attached elsewhere", async () => {
    const { services, add } = await routed();
    const loose = await createInternetGateway(services, owner, { vpcId: undefined, tags: {} });
    const missing = add({ destinationCidrBlock: everywhere, gatewayId: "igw-missing" });
    await refused(missing, "InvalidGatewayID.NotFound");
    const elsewhere = add({ destinationCidrBlock: everywhere, gatewayId: loose.id });
    await refused(elsewhere, "InvalidParameterValue", /belong to different networks/);
  });

  it("mark routes to a gateway that is gone", async () => {
    const { services, gateway, add, routes } = await routed();
    await add({ destinationCidrBlock: everywhere, gatewayId: gateway.id });
    await deleteInternetGateway(services, owner, gateway.id);
    assert.equal(routes()[0]?.state, "blackhole");
  });

  it("never lose the VPC's own route", async () => {
    const { services, table } = await routed();
    await deleteRoute(services, table.id, "10.0.0.0/16");
    assert.equal(services.store.get(routeTableKind, table.id)?.data.routes[0]?.gatewayId, "local");
  });

  it("serve a subnet one at a time, of their own VPC, and stay while they do", async () => {
    const { services, vpc, table } = await routed();
    const subnet = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/24"));
    const request = { routeTableId: table.id, subnetId: subnet.id };
    const association = await associateRouteTable(services, owner, request);
    await refused(associateRouteTable(services, owner, request), "Resource.AlreadyAssociated");
    await refused(deleteRouteTable(services, owner, table.id), "DependencyViolation");
    const other = await createVpc(services, owner, vpcSettings("10.9.0.0/16"));
    const foreign = await createSubnet(services, owner, subnetRequest(other.id, "10.9.1.0/24"));
    const crossed = associateRouteTable(services, owner, { ...request, subnetId: foreign.id });
    await refused(crossed, "InvalidParameterValue", /belong to different networks/);
    await disassociateRouteTable(services, owner, association.id);
    await deleteRouteTable(services, owner, table.id);
  });

  it("are not all deletable: the main one is its VPC's", async () => {
    const { services, vpc } = await routed();
    await refused(deleteRouteTable(services, owner, vpc.data.mainRouteTableId), "DependencyViolation");
  });

  it("meet one internet gateway in a VPC at most", async () => {
    const { services, vpc } = await routed();
    const second = createInternetGateway(services, owner, { vpcId: vpc.id, tags: {} });
    await refused(second, "InvalidParameterValue", /already has an internet gateway attached/);
  });
});
