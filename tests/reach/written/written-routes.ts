import type { Route, RouteTable, RouteTarget } from "../../../reachability/network-topology";
import type { Topology } from "../../../reachability/topology";
import type { Choose, Values, Written } from "./written";

/** The id of the route table that AWS made with a VPC. */
export function defaultTableOf({ routeTables }: Topology, vpcId: string): string {
  const listed = routeTables.find((it) => it.isMain === true && it.vpcId === vpcId);
  return listed?.id ?? vpcId.replace("vpc-", "rtb-");
}

/** @param adopted VPCs that the program has adopted: it says what their default route table is. */
export function tables(
  topology: Topology,
  choose: Choose,
  adopted: ReadonlySet<string>,
  native: ReadonlySet<string>,
): readonly Written[] {
  const { routeTables, vpcs } = topology;
  const hasMain = (id: string) => routeTables.some(({ isMain, vpcId }) => isMain === true && vpcId === id);
  const original = vpcs
    .filter(({ id }) => adopted.has(id) && !hasMain(id))
    .map(({ id: vpcId, account }): RouteTable => {
      return { id: defaultTableOf(topology, vpcId), account, vpcId, isMain: true, subnetIds: [], routes: [] };
    });
  return [...routeTables, ...original].flatMap((table) => tableWritten(table, choose, native));
}

function tableWritten(table: RouteTable, choose: Choose, native: ReadonlySet<string>): readonly Written[] {
  const { id, account, vpcId, isMain } = table;
  // aws-native's VPC does not tell its route table.
  const isAdopted = isMain === true && (!native.has(vpcId as string) ? choose(true, false) : false);
  const isNative = !isAdopted && choose(true, false, false);
  const all = table.routes as readonly Route[];
  const ranges = all.map(({ destination }) => (destination as { cidr: string }).cidr);
  // AWS refuses a second route to the same range.
  const once = all.filter((_, at) => ranges.indexOf(ranges[at] ?? "") === at);
  const routes = once.filter(({ target }) => (target as RouteTarget).kind !== "local");
  const isInline = !isNative && choose(true, false);
  const own = isInline ? { routes: routes.map((route) => ({ gatewayId: "", ...written(route, "cidrBlock") })) } : {};
  const type = isNative ? "aws-native:ec2:RouteTable" : "aws:ec2/routeTable:RouteTable";
  const learning = (table.propagatingGatewayIds ?? []) as readonly string[];
  const isTold = !isNative && learning.length > 0 && choose(true, false);
  const given = { ...own, ...(isTold ? { propagatingVgws: learning } : {}) };
  const resource: Written = isAdopted
    ? {
        account,
        type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
        id,
        props: { defaultRouteTableId: id, ...given },
        told: { vpcId },
      }
    : { account, type, id, props: { vpcId, ...given } };
  const main: Written = {
    account,
    type: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    id: "main",
    props: { vpcId, routeTableId: id },
  };
  return [
    resource,
    ...(isMain === true && !isAdopted ? [main] : []),
    ...(isInline ? [] : routes.map((route) => separate(route, table, choose))),
    ...(isTold ? [] : learning.map((vpnGatewayId) => propagation(vpnGatewayId, table))),
    ...associations(table, choose),
  ];
}

function associations({ id, account, subnetIds }: RouteTable, choose: Choose): readonly Written[] {
  return (subnetIds as readonly string[]).map((subnetId) => ({
    account,
    type: choose("aws:ec2/routeTableAssociation:RouteTableAssociation", "aws-native:ec2:SubnetRouteTableAssociation"),
    id: `association of ${subnetId}`,
    props: { routeTableId: id, subnetId },
  }));
}

function propagation(vpnGatewayId: string, { id: routeTableId, account }: RouteTable): Written {
  const type = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";
  return { account, type, id: "propagation", props: { routeTableId, vpnGatewayId } };
}

function separate(route: Route, { id, account }: RouteTable, choose: Choose): Written {
  return {
    account,
    type: choose("aws:ec2/route:Route", "aws-native:ec2:Route"),
    id: "route",
    props: { routeTableId: id, ...written(route, "destinationCidrBlock") },
  };
}

const properties: Readonly<Partial<Record<RouteTarget["kind"], string>>> = {
  peering: "vpcPeeringConnectionId",
  "transit-gateway": "transitGatewayId",
  "network-interface": "networkInterfaceId",
  nat: "natGatewayId",
  // What led somewhere once.
  blackhole: "natGatewayId",
};

function written({ destination, target }: Route, range: string): Values {
  const { kind, id } = target as RouteTarget;
  return { [range]: (destination as { cidr: string }).cidr, [properties[kind] ?? "gatewayId"]: id ?? "nat-gone" };
}
