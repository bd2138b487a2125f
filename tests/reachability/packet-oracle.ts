import type { Client } from "../../reachability/client";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { Database, SecurityGroupRule, Topology } from "../../reachability/topology";

/**
 * A second opinion, told by packets with addresses rather than by hops with reasons: yes where some way delivers every
 * packet a connection may send. Only for topologies in which nothing is unknown, with IPv4 ranges of /26 and larger, IPv6 ranges of /66.
 */
export function delivers(topology: Topology, client: Client, database: Database): boolean {
  const t = topology as Known;
  const db = database as KnownDatabase;
  if (reaches(t, client, db, answers(db))) return true;
  // A proxy's own endpoint leads to the writer, a further one where it is told to.
  const wanted = db.cluster?.endpoint === "reader" ? "READ_ONLY" : "READ_WRITE";
  const proxies = (t.proxies ?? []).filter(({ role }) => (role ?? "READ_WRITE") === wanted);
  return proxies.some((proxy) => relays(t, client, db, proxy));
}

/** The client's connection ends at the proxy, which opens another one to the database. */
function relays(t: Known, client: Client, db: KnownDatabase, proxy: KnownProxy): boolean {
  // A further endpoint is an entrance only.
  const sender: KnownProxy = proxy.behind ?? proxy;
  const second = { ...client, vpcId: sender.vpcId, securityGroupIds: sender.securityGroupIds };
  const everywhere = t.subnets
    .filter(({ id }) => sender.subnetIds.includes(id))
    .flatMap(({ cidr }) => cells(cidr))
    .every((cell) => comesFrom(t, { ...second, outside: false }, cell, db) && answers(db));
  // A configuration by ARN leads to no proxy, whatever ARN it holds.
  const byName = t.configurations.filter(({ type }) => type !== "ARN");
  const front = { ...db, networkType: "IPV4" as const, ...proxy, arn: "no ARN", publiclyAccessible: false };
  return (
    proxy.databaseId === db.id &&
    sender.vpcId === db.vpcId &&
    sender.available &&
    everywhere &&
    reaches({ ...t, configurations: byName }, client, front, true)
  );
}

/** A cluster answers by its writer, and at the reader endpoint by a reader where it has one. */
function answers({ available, cluster }: KnownDatabase): boolean {
  if (cluster === undefined) return available;
  const readers = cluster.instances.filter(({ role }) => role === "reader");
  const asked =
    cluster.endpoint === "reader" && readers.length > 0
      ? readers
      : cluster.instances.filter(({ role }) => role === "writer");
  return available && asked.some((instance) => instance.available);
}

function reaches(t: Known, client: Client, db: KnownDatabase, isUp: boolean): boolean {
  // Only the database itself may have a public address.
  const isSix = client.sourceIp?.includes(":") === true;
  const { lets, cellsOf, meets, passesSubnets, seen } = packets(seenBy(t, isSix), db.port, false);

  const from = bits(client.sourceIp ?? "");
  const mine = client.securityGroupIds;
  const leaves = (cell: string, carried: readonly string[]) =>
    client.outside === true || lets(mine, "egress", cell, carried);
  const here = client.vpcId ?? "";
  if (arrivesInside(t, client, db) && isUp) return true;

  return t.configurations.some((configuration) => {
    const { target, groupId } = configuration;
    if (target === undefined) return false;
    const whole = t.configurations.find(({ id }) => id === (groupId ?? configuration.id));
    if (whole?.active !== true) return false;
    const ofArn = configuration.type === "ARN" || configuration.amazonManaged === true;
    const isNamed = (id: string) =>
      id === whole.id || (id === configuration.id && configuration.amazonManaged === true);
    const isOurs =
      "databaseArn" in target
        ? target.databaseArn === db.arn
        : "domainName" in target && target.domainName === db.address;
    const gateway = t.gateways.find(({ id }) => id === whole.gatewayId);
    if (!isOurs || !configuration.active || !isUp || gateway?.active !== true) return false;
    const bySix = gateway.ipAddressType === "IPV6";
    if (bySix && db.networkType !== "DUAL") return false;
    const behind = packets(seenBy(t, bySix), db.port, false);
    const dbCells = behind.cellsOf(db.subnetIds);
    if (ofArn && (db.publiclyAccessible || gateway.dnsResolution === "IN_VPC")) return false;
    if (!ofArn && !configuration.portRanges.some((range) => within(range, db.port))) return false;
    const gatewayOut = dbCells.every((cell) =>
      behind.lets(
        gateway.securityGroupIds,
        "egress",
        cell,
        seen(db.securityGroupIds, gateway.vpcId, db.vpcId, "egress"),
      ),
    );
    const databaseIn = behind
      .cellsOf(gateway.subnetIds)
      .every((cell) =>
        behind.lets(
          db.securityGroupIds,
          "ingress",
          cell,
          seen(gateway.securityGroupIds, gateway.vpcId, db.vpcId, "ingress"),
        ),
      );
    if (!gatewayOut || !databaseIn) return false;
    if (!behind.cellsOf(gateway.subnetIds).every((cell) => dbCells.every((to) => behind.meets(cell, to)))) return false;

    const shared = (id: string, owner: string, user: string): boolean =>
      owner === user ||
      t.shares.some(
        (share) =>
          share.account === owner &&
          share.resourceIds.includes(id) &&
          share.principals.some(({ principal, accepted }) => accepted && stands(t, principal, user)),
      );
    const carriedBy = (networkId: string): boolean =>
      t.resourceAssociations.some((association) => {
        const network = t.networks.find(({ id }) => id === networkId);
        if (
          association.networkId !== networkId ||
          !isNamed(association.configurationId) ||
          !association.active ||
          network === undefined
        )
          return false;
        if (association.established) return true;
        return (
          shared(whole.id, configuration.account, network.account) &&
          (whole.allowAssociationToShareableServiceNetwork || !network.shareable)
        );
      });
    const mayEnter = (networkId: string, established: boolean, user: string): boolean => {
      const owner = t.networks.find(({ id }) => id === networkId)?.account ?? "";
      return established || shared(networkId, owner, user);
    };

    const byAssociation = t.vpcAssociations.some(
      (association) =>
        association.vpcId === client.vpcId &&
        association.active &&
        mayEnter(association.networkId, association.established, client.account) &&
        carriedBy(association.networkId) &&
        cells(isSix ? "fd00:ec2:80::/64" : "129.224.0.0/17").every((cell) => leaves(cell, [])) &&
        // No test's network ACL tells apart what lies in the same half of it.
        (isSix ? ["fd00:ec2:80::7", "fd00:ec2:80:0:8000::7"] : ["129.224.3.7", "129.224.93.7"]).every((address) =>
          passesSubnets(from, bits(address)),
        ) &&
        (association.securityGroupIds.length === 0 || lets(association.securityGroupIds, "ingress", from, mine)),
    );
    const byEndpoint = t.endpoints.some((endpoint) => {
      const zones = (subnetIds: readonly string[]) =>
        t.subnets.filter(({ id }) => subnetIds.includes(id)).map(({ zoneId }) => zoneId);
      const isThere =
        endpoint.active && zones(endpoint.subnetIds).some((zone) => zones(gateway.subnetIds).includes(zone));
      const leads =
        "networkId" in endpoint.target
          ? carriedBy(endpoint.target.networkId) &&
            mayEnter(endpoint.target.networkId, endpoint.established, endpoint.account)
          : isNamed(endpoint.target.configurationId) &&
            (endpoint.established || shared(whole.id, configuration.account, endpoint.account));
      const type = endpoint.ipAddressType ?? "ipv4";
      return (
        isThere &&
        leads &&
        (type === "dualstack" || type === (isSix ? "ipv6" : "ipv4")) &&
        cellsOf(endpoint.subnetIds).every(
          (cell) => leaves(cell, seen(endpoint.securityGroupIds, here, endpoint.vpcId, "egress")) && meets(from, cell),
        ) &&
        lets(endpoint.securityGroupIds, "ingress", from, seen(mine, here, endpoint.vpcId, "ingress"))
      );
    });
    return byAssociation || byEndpoint;
  });
}

/** Without Lattice, from the client's address to wherever the database may be. */
function arrivesInside(t: Known, client: Client, db: KnownDatabase): boolean {
  return comesFrom(t, client, bits(client.sourceIp ?? ""), db);
}

interface Sender {
  readonly securityGroupIds: readonly string[];
  readonly vpcId?: string;
  readonly outside?: boolean;
}

function comesFrom(t: Known, client: Sender, from: string, db: KnownDatabase): boolean {
  const isSix = from.length === 128;
  if (isSix && db.networkType !== "DUAL") return false;
  const { lets, cellsOf, meets, seen } = packets(seenBy(t, isSix), db.port, db.publiclyAccessible && !isSix);
  const [mine, here] = [client.securityGroupIds, client.vpcId ?? ""];
  const leaves = (cell: string) =>
    client.outside === true || lets(mine, "egress", cell, seen(db.securityGroupIds, here, db.vpcId, "egress"));
  return (
    cellsOf(db.subnetIds).every((cell) => leaves(cell) && meets(from, cell)) &&
    lets(db.securityGroupIds, "ingress", from, seen(mine, here, db.vpcId, "ingress"))
  );
}

/** By IPv6 the ranges of VPCs and subnets are others, and not every attachment passes it. */
function seenBy(t: Known, isSix: boolean): Known {
  if (!isSix) return t;
  const other = <P extends { readonly cidr: string; readonly ipv6Cidr?: string }>(place: P): P => {
    return { ...place, cidr: place.ipv6Cidr ?? place.cidr };
  };
  const attachments = t.transitGatewayAttachments.map((it) => ({ ...it, active: it.active && it.ipv6 === true }));
  return { ...t, vpcs: t.vpcs.map(other), subnets: t.subnets.map(other), transitGatewayAttachments: attachments };
}

interface Packets {
  readonly lets: (
    groups: readonly string[],
    way: "ingress" | "egress",
    address: string,
    carried: readonly string[],
  ) => boolean;
  readonly cellsOf: (subnetIds: readonly string[]) => readonly string[];
  /** Both ways of one connection, past the filters of the subnets it leaves and enters. */
  readonly passesSubnets: (client: string, server: string) => boolean;
  /** And by routes there and back. */
  readonly meets: (client: string, server: string) => boolean;
  /** The groups of one side that rules of the other may name. */
  readonly seen: (
    groups: readonly string[],
    one: string,
    other: string,
    way: "ingress" | "egress",
  ) => readonly string[];
}

/** @param isPublic Whether what is connected to has an address on the internet. */
function packets(t: Known, port: number, isPublic: boolean): Packets {
  const passesSubnets = (client: string, server: string): boolean => crosses(t, client, server, port);
  return {
    passesSubnets,
    meets: (client, server) =>
      passesSubnets(client, server) && arrives(t, client, server, isPublic) && arrives(t, server, client, isPublic),
    seen: (groups, one, other, way) =>
      one === other || t.peerings.length > 0 || (way === "ingress" && namesGroups(t)) ? groups : [],
    lets: (groups, way, address, carried) =>
      t.securityGroups
        .filter((group) => groups.includes(group.id))
        .flatMap((group) => group[way])
        .some((rule) => passes(rule, address, carried)),
    cellsOf: (subnetIds) => t.subnets.filter(({ id }) => subnetIds.includes(id)).flatMap(({ cidr }) => cells(cidr)),
  };
}

/** The same types with everything known. */
type Plain<T> = T extends { readonly unknownUntil: string }
  ? never
  : T extends readonly (infer E)[]
    ? readonly Plain<E>[]
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;
type Known = Plain<Topology>;
type KnownDatabase = Plain<Database>;
type KnownProxy = Plain<DatabaseProxy>;

function stands(t: Known, principal: string, account: string): boolean {
  return principal === account || t.accounts.some(({ id, memberOf }) => id === account && memberOf.includes(principal));
}

function passes(rule: Plain<SecurityGroupRule>, address: string, carried: readonly string[]): boolean {
  const { peer } = rule;
  const isTcp = rule.protocol === "-1" || (rule.protocol === "tcp" && rule.fromPort <= 5432 && 5432 <= rule.toPort);
  if (!isTcp) return false;
  if ("securityGroupId" in peer) return carried.includes(peer.securityGroupId);
  if (!("cidr" in peer)) return false;
  return lies(address, peer.cidr);
}

/** Ports a client may have chosen: those at which a rule of a test may begin or end, and some between. */
const chosenPorts = [1024, 3306, 5432, 32767, 32768, 40000, 60999, 61000, 65535];

/** The request to a port and the answers to any port, through every network ACL at a border of a subnet. */
function crosses(t: Known, client: string, server: string, port: number): boolean {
  const [near, far] = [client, server].map((address) => t.subnets.find(({ cidr }) => lies(address, cidr)));
  if (near !== undefined && near === far) return true;
  const isLet = (subnet: typeof near, way: "ingress" | "egress", other: string, to: number): boolean => {
    if (subnet === undefined) return true;
    const ofVpc = t.networkAcls.filter(({ vpcId }) => vpcId === subnet.vpcId);
    const acl = ofVpc.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ?? ofVpc.find((it) => it.isDefault);
    if (acl === undefined) return true;
    const first = [...acl[way]]
      .sort((a, b) => a.number - b.number)
      .find((rule) => {
        const any = rule.protocol === "-1";
        const tcp = ["tcp", "6"].includes(rule.protocol) && rule.fromPort <= to && to <= rule.toPort;
        return (any || tcp) && lies(other, rule.cidr);
      });
    return first?.action === "allow";
  };
  return (
    isLet(near, "egress", server, port) &&
    isLet(far, "ingress", client, port) &&
    chosenPorts.every((chosen) => isLet(far, "egress", client, chosen) && isLet(near, "ingress", server, chosen))
  );
}

/** One packet, by the routes of the subnet it leaves and of what they lead to. */
function arrives(t: Known, from: string, to: string, isPublic: boolean): boolean {
  const subnet = t.subnets.find(({ cidr }) => lies(from, cidr));
  const vpc = t.vpcs.find(({ id }) => id === subnet?.vpcId);
  if (subnet === undefined || vpc === undefined) return comesIn(t, from, to, isPublic);
  if (lies(to, subnet.cidr)) return true;
  const ofVpc = t.routeTables.filter(({ vpcId }) => vpcId === vpc.id);
  const table = ofVpc.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ?? ofVpc.find((it) => it.isMain);
  const own = (table?.routes ?? []).flatMap(({ destination, target }) =>
    "cidr" in destination ? [{ cidr: destination.cidr, kind: target.kind, id: target.id }] : [],
  );
  const learnt = (table?.propagatingGatewayIds ?? []).flatMap((id) =>
    connectionsOf(t, id).flatMap(({ cidrs }) => cidrs.map((cidr) => ({ cidr, kind: "vpn-gateway", id }))),
  );
  const propagated = lies(to, vpc.cidr) ? [] : learnt;
  const next = longest([{ cidr: vpc.cidr, kind: "local", id: "" }, ...own, ...propagated], to);
  const holds = (vpcId: string | undefined) => t.vpcs.some(({ id, cidr }) => id === vpcId && lies(to, cidr));
  if (next?.kind === "local") return holds(vpc.id);
  if (next?.kind === "peering") {
    const peering = t.peerings.find(({ id, active }) => id === next.id && active);
    const ends = [peering?.requesterVpcId, peering?.accepterVpcId];
    return ends.includes(vpc.id) && ends.some((end) => end !== vpc.id && holds(end));
  }
  if (next?.kind === "internet-gateway") {
    return isPublic && isOfInternet(to) && isAttached(t.internetGateways, next.id, vpc.id);
  }
  const isOutside = !t.vpcs.some(({ cidr }) => lies(to, cidr));
  if (next?.kind === "vpn-gateway") {
    const isBehind = connectionsOf(t, next.id ?? "").some(({ cidrs }) => cidrs.some((cidr) => lies(to, cidr)));
    return isOutside && isAttached(t.vpnGateways, next.id, vpc.id) && isBehind;
  }
  if (next?.kind !== "transit-gateway") return false;
  const attachments = t.transitGatewayAttachments.filter((it) => it.transitGatewayId === next.id && it.active);
  const near = attachments.find(({ vpcId }) => vpcId === vpc.id);
  const zones = t.subnets.filter(({ id }) => near?.subnetIds.includes(id)).map(({ zoneId }) => zoneId);
  if (near === undefined || !zones.includes(subnet.zoneId)) return false;
  const far = onward(t, near.id, to);
  return far !== undefined && far !== near && (far.learns !== undefined ? isOutside : holds(far.vpcId));
}

/** From outside AWS: by a VPN into the VPC that has the address, through a transit gateway, or from the internet. */
function comesIn(t: Known, from: string, to: string, isPublic: boolean): boolean {
  const vpc = t.vpcs.find(({ cidr }) => lies(to, cidr));
  const byVpn = (t.vpnGateways ?? []).some(
    (gateway) =>
      gateway.vpcId === vpc?.id &&
      connectionsOf(t, gateway.id).some(({ cidrs }) => cidrs.some((cidr) => lies(from, cidr))),
  );
  const byTransit = t.transitGatewayAttachments
    .filter(({ active, learns }) => active && learns !== undefined)
    .some((near) => {
      const far = onward(t, near.id, to);
      return far !== undefined && far.vpcId === vpc?.id && far !== near;
    });
  const isFromInternet =
    isPublic && isOfInternet(from) && (t.internetGateways ?? []).some((it) => it.vpcId === vpc?.id);
  return byVpn || byTransit || isFromInternet;
}

/** Where a transit gateway sends what comes by one of its attachments: to another that is up. */
function onward(t: Known, nearId: string, to: string) {
  const routing = t.transitGatewayRouteTables.find(({ associated }) => associated.includes(nearId));
  const rangesOf = (id: string) => {
    const behind = t.transitGatewayAttachments.find((it) => it.id === id);
    return behind?.learns ?? t.vpcs.filter((it) => it.id === behind?.vpcId).map(({ cidr }) => cidr);
  };
  const learnt = (routing?.propagating ?? []).flatMap((id) => rangesOf(id).map((cidr) => ({ cidr, attachmentId: id })));
  const next = longest([...(routing?.routes ?? []), ...learnt], to);
  return t.transitGatewayAttachments.find(({ id, active }) => id === next?.attachmentId && active);
}

function connectionsOf(t: Known, gatewayId: string) {
  const gateway = t.vpnGateways?.find(({ id }) => id === gatewayId);
  return (gateway?.connections ?? []).filter(({ active }) => active);
}

function isAttached(
  gateways: readonly { readonly id: string; readonly vpcId?: string }[] | undefined,
  gatewayId: string | undefined,
  vpcId: string,
): boolean {
  return gateways?.some(({ id, vpcId: at }) => id === gatewayId && at === vpcId) === true;
}

/** The tests have two kinds of addresses outside AWS. */
const isOfInternet = (address: string): boolean => lies(address, "203.0.113.0/24");

function longest<R extends { readonly cidr: string }>(routes: readonly R[], to: string): R | undefined {
  const length = ({ cidr }: R) => Number(cidr.split("/")[1] ?? "32");
  return routes.filter(({ cidr }) => lies(to, cidr)).sort((a, b) => length(b) - length(a))[0];
}

/** Whether inbound rules may name groups of the other side of the transit gateway. */
function namesGroups(t: Known): boolean {
  return [...t.transitGateways, ...t.transitGatewayAttachments].every((it) => it.securityGroupReferencing);
}

function lies(address: string, cidr: string): boolean {
  const [base = "", prefix = String(address.length)] = cidr.split("/");
  const network = bits(base);
  return network.length === address.length && address.startsWith(network.slice(0, Number(prefix)));
}

/** One address of every /26 in the range, or of every /66. */
function cells(cidr: string): readonly string[] {
  const [base = "", prefix = "32"] = cidr.split("/");
  const [size, rest] = base.includes(":") ? [66, "0".repeat(59) + "111"] : [26, "000111"];
  const open = size - Number(prefix);
  const starts = Array.from({ length: 2 ** open }, (_, at) => (open === 0 ? "" : at.toString(2).padStart(open, "0")));
  return starts.map((start) => `${bits(base).slice(0, Number(prefix))}${start}${rest}`);
}

function within(range: string, port: number): boolean {
  const [low = NaN, high = low] = range.split("-").map(Number);
  return low <= port && port <= high;
}

const known = new Map<string, string>();

/** An address as its bits, so that a range is a beginning. */
function bits(address: string): string {
  const found = known.get(address) ?? (address.includes(":") ? sixBits(address) : fourBits(address));
  known.set(address, found);
  return found;
}

function fourBits(address: string): string {
  return address
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
}

function sixBits(address: string): string {
  const [front = [], back = []] = address.split("::").map((side) => side.split(":").filter((part) => part !== ""));
  const middle = Array.from({ length: 8 - front.length - back.length }, () => "0");
  return [...front, ...middle, ...back].map((part) => Number(`0x${part}`).toString(2).padStart(16, "0")).join("");
}
