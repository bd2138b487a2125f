import fc from "fast-check";
import type {
  NetworkTopology,
  Route,
  RouteTable,
  RouteTarget,
  TransitGatewayRoute,
} from "../../reachability/network-topology";

interface VpcOfRoutes {
  readonly id: string;
  readonly account: string;
  readonly subnetIds: readonly string[];
  readonly cidr: string;
}

type Routing = Omit<NetworkTopology, "networkAcls">;

const rarely = (parts: number) => fc.integer({ min: 0, max: parts - 1 }).map((n) => n === 0);
const mostly = (parts: number) => rarely(parts).map((is) => !is);

const stray = (vpc: VpcOfRoutes, other: VpcOfRoutes): fc.Arbitrary<Route> =>
  fc.record({
    destination: fc
      .constantFrom(
        "0.0.0.0/0",
        other.cidr,
        other.cidr.replace("0.0/16", "1.0/24"),
        vpc.cidr.replace("0.0/16", "2.0/25"),
      )
      .map((cidr) => ({ cidr })),
    target: fc.constantFrom<RouteTarget>(
      { kind: "nat", id: "nat-1" },
      { kind: "blackhole" },
      { kind: "network-interface", id: "eni-1" },
      { kind: "peering", id: "pcx-2" },
    ),
  });

function routes(vpc: VpcOfRoutes, other: VpcOfRoutes, link: RouteTarget | undefined): fc.Arbitrary<readonly Route[]> {
  return fc
    .record({
      isJoined: mostly(6),
      isWhole: mostly(6),
      isStray: rarely(16),
      some: stray(vpc, other),
      isLocal: fc.boolean(),
    })
    .map(({ isJoined, isWhole, isStray, some, isLocal }) => {
      const cidr = isWhole ? other.cidr : other.cidr.replace("0.0/16", "1.0/24");
      return [
        ...(isLocal ? [{ destination: { cidr: vpc.cidr }, target: { kind: "local" } as const }] : []),
        ...(isStray ? [some] : []),
        ...(link !== undefined && isJoined ? [{ destination: { cidr }, target: link }] : []),
      ];
    });
}

function tables(
  vpc: VpcOfRoutes,
  other: VpcOfRoutes,
  link: RouteTarget | undefined,
): fc.Arbitrary<readonly RouteTable[]> {
  const table = (id: string, isMain: boolean, subnetIds: readonly string[]) =>
    routes(vpc, other, link).map((made): RouteTable => {
      return { id, account: vpc.account, vpcId: vpc.id, isMain, subnetIds, routes: made };
    });
  return fc
    .record({ isListed: mostly(5), hasOwn: rarely(3), named: fc.subarray([...vpc.subnetIds]) })
    .chain(({ isListed, hasOwn, named }) =>
      fc.tuple(
        ...(isListed ? [table(`rtb-${vpc.id}-main`, true, [])] : []),
        ...(hasOwn ? [table(`rtb-${vpc.id}-own`, false, named)] : []),
      ),
    );
}

const nothing = { peerings: [], transitGateways: [], transitGatewayAttachments: [], transitGatewayRouteTables: [] };

function peering(one: VpcOfRoutes, other: VpcOfRoutes) {
  return fc.record({ active: mostly(8), isOther: fc.boolean() }).map(({ active, isOther }) => {
    const [requesterVpcId, accepterVpcId] = isOther ? [other.id, one.id] : [one.id, other.id];
    return { ...nothing, peerings: [{ id: "pcx-1", requesterVpcId, accepterVpcId, active }] };
  });
}

function attachment(vpc: VpcOfRoutes) {
  return fc.record({
    id: fc.constant(`tgw-attach-${vpc.id}`),
    transitGatewayId: fc.constant("tgw-1"),
    vpcId: fc.constant(vpc.id),
    subnetIds: mostly(4).chain((isAll) =>
      isAll ? fc.constant([...vpc.subnetIds]) : fc.subarray([...vpc.subnetIds], { minLength: 1 }),
    ),
    active: mostly(12),
    securityGroupReferencing: mostly(3),
  });
}

function transit(one: VpcOfRoutes, other: VpcOfRoutes) {
  const ids = [one, other].map(({ id }) => `tgw-attach-${id}`);
  const all = [...ids];
  const most = mostly(5).chain((isAll) => (isAll ? fc.constant([...all]) : fc.subarray(all)));
  const route: fc.Arbitrary<TransitGatewayRoute> = fc.oneof(
    fc.record({ cidr: fc.constantFrom(one.cidr, other.cidr, "10.0.0.0/8"), attachmentId: fc.constantFrom(...ids) }),
    fc.record({ cidr: fc.constantFrom(one.cidr, "10.2.1.0/25") }),
  );
  return fc
    .record({
      attachments: fc.tuple(attachment(one), attachment(other)),
      referencing: mostly(3),
      propagating: most,
      routes: rarely(4).chain((has) => fc.array(route, { minLength: has ? 1 : 0, maxLength: has ? 2 : 0 })),
    })
    .map(({ attachments, referencing, propagating, routes: made }) => ({
      ...nothing,
      transitGateways: [{ id: "tgw-1", account: one.account, securityGroupReferencing: referencing }],
      transitGatewayAttachments: attachments,
      transitGatewayRouteTables: [
        { id: "tgw-rtb-1", transitGatewayId: "tgw-1", associated: ids, propagating, routes: made },
      ],
    }));
}

/** Two VPCs with their route tables, joined by a peering connection, by a transit gateway or not at all. */
export function arbitraryRoutes(one: VpcOfRoutes, other: VpcOfRoutes): fc.Arbitrary<Routing> {
  return fc.constantFrom("none", "peering", "peering", "transit", "transit").chain((kind) => {
    const link: RouteTarget | undefined =
      kind === "none"
        ? undefined
        : kind === "peering"
          ? { kind: "peering", id: "pcx-1" }
          : { kind: "transit-gateway", id: "tgw-1" };
    const joining: fc.Arbitrary<Omit<Routing, "routeTables">> =
      kind === "none" ? fc.constant(nothing) : kind === "peering" ? peering(one, other) : transit(one, other);
    return fc
      .tuple(tables(one, other, link), tables(other, one, link), joining)
      .map(([near, far, made]) => ({ ...made, routeTables: [...near, ...far] }));
  });
}
