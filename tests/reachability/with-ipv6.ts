import fc from "fast-check";
import type { NetworkAcl, Route, RouteTable } from "../../reachability/network-topology";
import type { SecurityGroup, SecurityGroupRule, Topology } from "../../reachability/topology";
import type { ArbitraryCloud } from "./arbitrary-cloud";

/** IPv4 ranges of which rules and routes may say nothing for IPv6. */
const ranges = ["0.0.0.0/0", "129.224.0.0/17", "129.224.0.0/18", "10.1.0.0/16", "10.2.0.0/16", "10.1.1.0/24"];
const rarely = (parts: number) => fc.integer({ min: 0, max: parts - 1 }).map((n) => n === 0);
const mostly = (parts: number) => rarely(parts).map((is) => !is);

const choices = fc.record({
  comesBySix: mostly(3),
  left: rarely(3).chain((some) => fc.subarray(ranges, { maxLength: some ? 2 : 0 })),
  isDual: mostly(4),
  isProxyDual: fc.boolean(),
  endpoints: fc.constantFrom("dualstack", "dualstack", "ipv6", "ipv4"),
  gateways: fc.constantFrom("DUALSTACK", "IPV4", "IPV6"),
  passes: mostly(4),
} as const);

type Choices = typeof choices extends fc.Arbitrary<infer C> ? C : never;

/** A cloud with IPv6 ranges beside the others, and a client that mostly comes by these. */
export function withIpv6(clouds: fc.Arbitrary<ArbitraryCloud>): fc.Arbitrary<ArbitraryCloud> {
  return fc.tuple(clouds, choices).map(([{ topology, client, database }, made]) => {
    const { sourceIp, outside } = client;
    const isSix = made.comesBySix && outside !== true && sourceIp !== undefined;
    const networkType = made.isDual ? "DUAL" : "IPV4";
    const own = { ...database, networkType } as const;
    return {
      topology: { ...dual(topology, made), databases: [own] },
      client: isSix ? { ...client, sourceIp: sixth(sourceIp) } : client,
      database: own,
    };
  });
}

function dual(of: Topology, made: Choices): Topology {
  const ranged = <T extends { readonly cidr: Topology["vpcs"][number]["cidr"] }>(place: T) => ({
    ...place,
    ipv6Cidr: (typeof place.cidr === "string" ? twinOf(place.cidr) : undefined) ?? "",
  });
  return {
    ...of,
    vpcs: of.vpcs.map(ranged),
    subnets: of.subnets.map(ranged),
    securityGroups: of.securityGroups.map((it) => twinRules(it, made.left)),
    networkAcls: of.networkAcls.map((it) => twinAcl(it, made.left)),
    routeTables: of.routeTables.map((it) => twinRoutes(it, made.left)),
    transitGatewayRouteTables: of.transitGatewayRouteTables.map((it) => ({
      ...it,
      routes: Array.isArray(it.routes)
        ? it.routes.flatMap((route) => [route, ...twins(route, route.cidr, [])])
        : it.routes,
    })),
    transitGatewayAttachments: of.transitGatewayAttachments.map((it) => ({ ...it, ipv6: made.passes })),
    endpoints: of.endpoints.map((it) => ({ ...it, ipAddressType: made.endpoints })),
    gateways: of.gateways.map((it) => ({ ...it, ipAddressType: made.gateways })),
    proxies: (of.proxies ?? []).map((it) => ({ ...it, networkType: made.isProxyDual ? "DUAL" : "IPV4" })),
  };
}

/** The IPv6 range that stands beside one of a test's; undefined of addresses outside AWS, which have none. */
function twinOf(cidr: string): string | undefined {
  const whole = { "0.0.0.0/0": "::/0", "10.0.0.0/8": "2001:db8::/32", "129.224.0.0/17": "fd00:ec2:80::/64" };
  const half = { "129.224.0.0/18": "fd00:ec2:80::/65", "129.224.64.0/18": "fd00:ec2:80:0:8000::/65" };
  const known = new Map(Object.entries({ ...whole, ...half })).get(cidr);
  const [, vpc, subnet, length = ""] = /^10\.(\d)\.(\d)\.0\/(\d+)$/.exec(cidr) ?? [];
  if (vpc === undefined || subnet === undefined) return known;
  return subnet === "0" ? `2001:db8:${vpc}::/48` : `2001:db8:${vpc}:${subnet}::/${Number(length) + 40}`;
}

/** The address beside one of a test's client. */
function sixth(address: string): string {
  const [, vpc = "", subnet = "", host = ""] = address.split(".");
  return `2001:db8:${vpc}:${subnet}:${Number(host) > 127 ? "8000" : "0"}::${host}`;
}

/** What is said of an IPv4 range said of the other as well. */
function twins<T>(
  of: T,
  cidr: unknown,
  left: readonly string[],
  put = (twin: string): T => ({ ...of, cidr: twin }),
): readonly T[] {
  const twin = typeof cidr !== "string" || left.includes(cidr) ? undefined : twinOf(cidr);
  return twin === undefined ? [] : [put(twin)];
}

function twinRules(group: SecurityGroup, left: readonly string[]): SecurityGroup {
  const more = (rules: SecurityGroup["ingress"]): SecurityGroup["ingress"] =>
    "unknownUntil" in rules
      ? rules
      : rules.flatMap((rule: SecurityGroupRule) => {
          const cidr = "cidr" in rule.peer ? rule.peer.cidr : undefined;
          return [rule, ...twins(rule, cidr, left, (twin) => ({ ...rule, peer: { cidr: twin } }))];
        });
  return { ...group, ingress: more(group.ingress), egress: more(group.egress) };
}

function twinAcl(acl: NetworkAcl, left: readonly string[]): NetworkAcl {
  const more = (rules: NetworkAcl["ingress"]): NetworkAcl["ingress"] =>
    "unknownUntil" in rules
      ? rules
      : rules.flatMap((rule) => [
          rule,
          ...twins(rule, rule.cidr, left, (twin) => ({ ...rule, cidr: twin, number: Number(rule.number) + 1 })),
        ]);
  return { ...acl, ingress: more(acl.ingress), egress: more(acl.egress) };
}

function twinRoutes(table: RouteTable, left: readonly string[]): RouteTable {
  if ("unknownUntil" in table.routes) return table;
  const routes = table.routes.flatMap((route: Route) => {
    const cidr = "cidr" in route.destination ? route.destination.cidr : undefined;
    return [route, ...twins(route, cidr, left, (twin) => ({ ...route, destination: { cidr: twin } }))];
  });
  return { ...table, routes };
}
