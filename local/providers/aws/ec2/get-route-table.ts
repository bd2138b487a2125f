import {
  routeTableAssociationKind,
  routeTableKind,
  vpcKind,
  type Route,
  type RouteTable,
} from "../../../services/ec2/entities";
import { allOwned } from "../../../services/owned";
import type { Entity, Reads } from "../../../state/store";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";
import { passes, searchFields } from "./filters";

/** By `subnetId` only a table that is associated with it is found, as with AWS: the main one is not. */
export const getRouteTable = providerFunction({
  token: "aws:ec2/getRouteTable:getRouteTable",
  fields: { ...searchFields, routeTableId: text(), subnetId: text(), vpcId: text() },
  invoke: (call, inputs) => {
    const { store } = call.services;
    const { region = call.region, routeTableId, subnetId, vpcId } = inputs;
    const found = allOwned(store, routeTableKind, { ...call, region }).filter((table) => {
      const isSubnets = associationsOf(store, table).some((it) => it.subnetId === subnetId);
      const facts = { "route-table-id": table.id, "vpc-id": table.data.vpcId };
      return (
        (routeTableId === undefined || routeTableId === table.id) &&
        (vpcId === undefined || vpcId === table.data.vpcId) &&
        (subnetId === undefined || isSubnets) &&
        passes(inputs, facts, table.data.tags)
      );
    });
    const table = theOne("EC2 Route Table", found);
    const { arn, account, id, data } = table;
    return {
      ...{ arn, id, routeTableId: id, ownerId: account, region, vpcId: data.vpcId, tags: data.tags },
      ...{ subnetId: subnetId ?? "", gatewayId: "" },
      // The provider leaves out the VPC's own route.
      routes: data.routes.filter((it) => it.gatewayId !== "local").map(routeProperties),
      associations: associationsOf(store, table),
    };
  },
});

function associationsOf(reads: Reads, { id, data }: Entity<RouteTable>) {
  const isMain = reads.get(vpcKind, data.vpcId)?.data.mainRouteTableId === id;
  const main = { gatewayId: "", main: true, routeTableAssociationId: "", routeTableId: id, subnetId: "" };
  const associated = reads
    .list(routeTableAssociationKind, (it) => it.data.routeTableId === id)
    .map((it) => ({ ...it.data, gatewayId: "", main: false }));
  return isMain ? [main, ...associated] : associated;
}

function routeProperties(route: Route): object {
  return {
    cidrBlock: route.destinationCidrBlock ?? "",
    ipv6CidrBlock: route.destinationIpv6CidrBlock ?? "",
    destinationPrefixListId: route.destinationPrefixListId ?? "",
    gatewayId: route.gatewayId ?? "",
    natGatewayId: route.natGatewayId ?? "",
    networkInterfaceId: route.networkInterfaceId ?? "",
    transitGatewayId: route.transitGatewayId ?? "",
    vpcEndpointId: route.vpcEndpointId ?? "",
    vpcPeeringConnectionId: route.vpcPeeringConnectionId ?? "",
    ...{ carrierGatewayId: "", coreNetworkArn: "", egressOnlyGatewayId: "", instanceId: "", localGatewayId: "" },
  };
}
