import fc from "fast-check";
import type { NetworkTopology, Route, RouteTable, TransitGatewayAttachment } from "../../reachability/network-topology";
import type { InternetGateway, VpnGateway } from "../../reachability/outside-topology";

type Routing = Omit<NetworkTopology, "networkAcls">;

const rarely = (parts: number) => fc.integer({ min: 0, max: parts - 1 }).map((n) => n === 0);
const mostly = (parts: number) => rarely(parts).map((is) => !is);

const home = "192.168.0.0/16";
/** Addresses of clients that are in no VPC: at home behind a VPN, or on the internet. */
export const outsideAddresses = ["192.168.1.10", "192.168.2.10", "203.0.113.7"] as const;

/** A cloud's routing with what leads out of AWS from one of its VPCs, if anything: a VPN one way or the other, the internet. */
export function withOutside(routing: Routing, vpcId: string, account: string): fc.Arbitrary<Routing> {
  const hasTransit = routing.transitGateways.length > 0;
  return fc.record({ hasVpn: rarely(2), hasInternet: rarely(2) }).chain(({ hasVpn, hasInternet }) =>
    fc
      .tuple(hasVpn && !hasTransit ? vpnGateway(vpcId, account) : fc.constant([]), fc.constant(hasInternet))
      .chain(([vpnGateways, isPublic]) => {
        const internetGateways: InternetGateway[] = isPublic ? [{ id: "igw-1", account, vpcId }] : [];
        const ways: readonly Route[] = [
          ...(isPublic ? [to("0.0.0.0/0", "internet-gateway", "igw-1")] : []),
          ...(hasVpn && hasTransit ? [to(home, "transit-gateway", "tgw-1")] : []),
        ];
        return fc
          .tuple(
            tables(routing.routeTables, vpcId, account, ways, vpnGateways),
            hasVpn && hasTransit ? transit(routing) : fc.constant(routing),
          )
          .map(([routeTables, rest]) => ({ ...rest, routeTables, vpnGateways, internetGateways }));
      }),
  );
}

function to(cidr: string, kind: "internet-gateway" | "transit-gateway" | "vpn-gateway", id: string): Route {
  return { destination: { cidr }, target: { kind, id } };
}

function vpnGateway(vpcId: string, account: string): fc.Arbitrary<readonly VpnGateway[]> {
  const connection = fc.record({
    id: fc.constant("vpn-1"),
    // One within the VPC, where its own route comes first.
    cidrs: fc.constantFrom([home], [home], ["192.168.1.0/24"], [home, "10.1.1.0/24"], []),
    active: mostly(8),
  });
  return fc
    .record({ connections: fc.tuple(connection), isAttached: mostly(8) })
    .map(({ connections, isAttached }) => [{ id: "vgw-1", account, ...(isAttached ? { vpcId } : {}), connections }]);
}

/** The tables of the VPC with ways out, most of the time; its main one is listed then. */
function tables(
  all: readonly RouteTable[],
  vpcId: string,
  account: string,
  ways: readonly Route[],
  vpnGateways: readonly VpnGateway[],
): fc.Arbitrary<readonly RouteTable[]> {
  const main: RouteTable = { id: `rtb-${vpcId}-main`, account, vpcId, isMain: true, subnetIds: [], routes: [] };
  const hasMain = all.some(({ isMain, vpcId: of }) => of === vpcId && isMain === true);
  const listed = hasMain || (ways.length === 0 && vpnGateways.length === 0) ? all : [...all, main];
  return fc.tuple(
    ...listed.map((table) =>
      table.vpcId === vpcId ? wayOut(table, ways, vpnGateways.length > 0) : fc.constant<RouteTable>(table),
    ),
  );
}

function wayOut(table: RouteTable, ways: readonly Route[], hasVpn: boolean): fc.Arbitrary<RouteTable> {
  return fc
    .record({ isRouted: mostly(6), vpn: fc.constantFrom("learnt", "learnt", "static", "none") })
    .map((choice) => {
      const own = table.routes as readonly Route[];
      const byHand = hasVpn && choice.vpn === "static" ? [to(home, "vpn-gateway", "vgw-1")] : [];
      const routes = [...own, ...(choice.isRouted ? ways : []), ...byHand];
      return { ...table, routes, ...(hasVpn && choice.vpn === "learnt" ? { propagatingGatewayIds: ["vgw-1"] } : {}) };
    });
}

/** With a VPN attached to the transit gateway, of which its table knows the ranges by a route or by hearsay. */
function transit(routing: Routing): fc.Arbitrary<Routing> {
  return fc.record({ learns: fc.boolean(), isKnown: mostly(6), active: mostly(8) }).map((choice) => {
    const vpn: TransitGatewayAttachment = {
      ...{ id: "tgw-attach-vpn", transitGatewayId: "tgw-1", subnetIds: [], active: choice.active },
      ...{ learns: choice.learns ? [home] : [], securityGroupReferencing: true },
    };
    const transitGatewayRouteTables = routing.transitGatewayRouteTables.map((table) => ({
      ...table,
      associated: [...(table.associated as readonly string[]), vpn.id],
      propagating: [...(table.propagating as readonly string[]), ...(choice.isKnown ? [vpn.id] : [])],
      routes: [
        ...(table.routes as readonly { cidr: string; attachmentId?: string }[]),
        ...(choice.isKnown && !choice.learns ? [{ cidr: home, attachmentId: vpn.id }] : []),
      ],
    }));
    const transitGatewayAttachments = [...routing.transitGatewayAttachments, vpn];
    return { ...routing, transitGatewayAttachments, transitGatewayRouteTables };
  });
}
