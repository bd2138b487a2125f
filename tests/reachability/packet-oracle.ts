import type { Client } from "../../reachability/client";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { Database, SecurityGroupRule, Topology } from "../../reachability/topology";

/**
 * A second opinion, told by packets with addresses rather than by hops with reasons: yes where some way delivers every
 * packet a connection may send. Only for topologies in which nothing is unknown, with IPv4 ranges of /26 and larger.
 */
export function delivers(topology: Topology, client: Client, database: Database): boolean {
  const t = topology as Known;
  const db = database as KnownDatabase;
  if (reaches(t, client, db, answers(db))) return true;
  // A proxy's own endpoint leads to the writer.
  const isReader = db.cluster?.endpoint === "reader";
  return !isReader && (t.proxies ?? []).some((proxy) => relays(t, client, db, proxy));
}

/** The client's connection ends at the proxy, which opens another one to the database. */
function relays(t: Known, client: Client, db: KnownDatabase, proxy: KnownProxy): boolean {
  const second = { ...client, vpcId: proxy.vpcId, securityGroupIds: proxy.securityGroupIds };
  const everywhere = t.subnets
    .filter(({ id }) => proxy.subnetIds.includes(id))
    .flatMap(({ cidr }) => cells(cidr))
    .every((cell) => arrivesInside(t, { ...second, sourceIp: dotted(cell) }, db) && answers(db));
  // A configuration by ARN leads to no proxy, whatever ARN it holds.
  const byName = t.configurations.filter(({ type }) => type !== "ARN");
  const front = { ...db, ...proxy, arn: "no ARN", publiclyAccessible: false };
  return (
    proxy.databaseId === db.id &&
    proxy.vpcId === db.vpcId &&
    proxy.available &&
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
  const { lets, cellsOf, meets, passesSubnets, seen } = packets(t, db.port);

  const from = number(client.sourceIp ?? "");
  const mine = client.securityGroupIds;
  const here = client.vpcId ?? "";
  const dbCells = cellsOf(db.subnetIds);
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
    if (ofArn && (db.publiclyAccessible || gateway.dnsResolution === "IN_VPC")) return false;
    if (!ofArn && !configuration.portRanges.some((range) => within(range, db.port))) return false;
    const gatewayOut = dbCells.every((cell) =>
      lets(gateway.securityGroupIds, "egress", cell, seen(db.securityGroupIds, gateway.vpcId, db.vpcId, "egress")),
    );
    const databaseIn = cellsOf(gateway.subnetIds).every((cell) =>
      lets(db.securityGroupIds, "ingress", cell, seen(gateway.securityGroupIds, gateway.vpcId, db.vpcId, "ingress")),
    );
    if (!gatewayOut || !databaseIn) return false;
    if (!cellsOf(gateway.subnetIds).every((cell) => dbCells.every((to) => meets(cell, to)))) return false;

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
        cells("129.224.0.0/17").every((cell) => lets(mine, "egress", cell, [])) &&
        // No test's network ACL tells apart what lies in the same /18 of it.
        ["129.224.3.7", "129.224.93.7"].every((address) => passesSubnets(from, number(address))) &&
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
      return (
        isThere &&
        leads &&
        cellsOf(endpoint.subnetIds).every(
          (cell) =>
            lets(mine, "egress", cell, seen(endpoint.securityGroupIds, here, endpoint.vpcId, "egress")) &&
            meets(from, cell),
        ) &&
        lets(endpoint.securityGroupIds, "ingress", from, seen(mine, here, endpoint.vpcId, "ingress"))
      );
    });
    return byAssociation || byEndpoint;
  });
}

/** Without Lattice, from the client's address to wherever the database may be. */
function arrivesInside(t: Known, client: Client, db: KnownDatabase): boolean {
  const { lets, cellsOf, meets, seen } = packets(t, db.port);
  const [mine, here, from] = [client.securityGroupIds, client.vpcId ?? "", number(client.sourceIp ?? "")];
  return (
    cellsOf(db.subnetIds).every(
      (cell) => lets(mine, "egress", cell, seen(db.securityGroupIds, here, db.vpcId, "egress")) && meets(from, cell),
    ) && lets(db.securityGroupIds, "ingress", from, seen(mine, here, db.vpcId, "ingress"))
  );
}

interface Packets {
  readonly lets: (
    groups: readonly string[],
    way: "ingress" | "egress",
    address: number,
    carried: readonly string[],
  ) => boolean;
  readonly cellsOf: (subnetIds: readonly string[]) => number[];
  /** Both ways of one connection, past the filters of the subnets it leaves and enters. */
  readonly passesSubnets: (client: number, server: number) => boolean;
  /** And by routes there and back. */
  readonly meets: (client: number, server: number) => boolean;
  /** The groups of one side that rules of the other may name. */
  readonly seen: (
    groups: readonly string[],
    one: string,
    other: string,
    way: "ingress" | "egress",
  ) => readonly string[];
}

function packets(t: Known, port: number): Packets {
  const passesSubnets = (client: number, server: number): boolean => crosses(t, client, server, port);
  return {
    passesSubnets,
    meets: (client, server) =>
      passesSubnets(client, server) && arrives(t, client, server) && arrives(t, server, client),
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

function passes(rule: Plain<SecurityGroupRule>, address: number, carried: readonly string[]): boolean {
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
function crosses(t: Known, client: number, server: number, port: number): boolean {
  const [near, far] = [client, server].map((address) => t.subnets.find(({ cidr }) => lies(address, cidr)));
  if (near !== undefined && near === far) return true;
  const isLet = (subnet: typeof near, way: "ingress" | "egress", other: number, to: number): boolean => {
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
function arrives(t: Known, from: number, to: number): boolean {
  const subnet = t.subnets.find(({ cidr }) => lies(from, cidr));
  const vpc = t.vpcs.find(({ id }) => id === subnet?.vpcId);
  if (subnet === undefined || vpc === undefined) return false;
  if (lies(to, subnet.cidr)) return true;
  const ofVpc = t.routeTables.filter(({ vpcId }) => vpcId === vpc.id);
  const table = ofVpc.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ?? ofVpc.find((it) => it.isMain);
  const own = (table?.routes ?? []).flatMap(({ destination, target }) =>
    "cidr" in destination ? [{ cidr: destination.cidr, kind: target.kind, id: target.id }] : [],
  );
  const next = longest([{ cidr: vpc.cidr, kind: "local", id: "" }, ...own], to);
  const holds = (vpcId: string | undefined) => t.vpcs.some(({ id, cidr }) => id === vpcId && lies(to, cidr));
  if (next?.kind === "local") return holds(vpc.id);
  if (next?.kind === "peering") {
    const peering = t.peerings.find(({ id, active }) => id === next.id && active);
    const ends = [peering?.requesterVpcId, peering?.accepterVpcId];
    return ends.includes(vpc.id) && ends.some((end) => end !== vpc.id && holds(end));
  }
  if (next?.kind !== "transit-gateway") return false;
  const attachments = t.transitGatewayAttachments.filter((it) => it.transitGatewayId === next.id && it.active);
  const near = attachments.find(({ vpcId }) => vpcId === vpc.id);
  const zones = t.subnets.filter(({ id }) => near?.subnetIds.includes(id)).map(({ zoneId }) => zoneId);
  if (near === undefined || !zones.includes(subnet.zoneId)) return false;
  const routing = t.transitGatewayRouteTables.find(({ associated }) => associated.includes(near.id));
  const rangeOf = (id: string) => {
    const behind = t.transitGatewayAttachments.find((it) => it.id === id)?.vpcId;
    return t.vpcs.find((it) => it.id === behind)?.cidr ?? "";
  };
  const onward = longest(
    [
      ...(routing?.routes ?? []),
      ...(routing?.propagating ?? []).map((id) => ({ cidr: rangeOf(id), attachmentId: id })),
    ],
    to,
  );
  const far = attachments.find(({ id }) => id === onward?.attachmentId);
  return far !== undefined && far !== near && holds(far.vpcId);
}

function longest<R extends { readonly cidr: string }>(routes: readonly R[], to: number): R | undefined {
  const length = ({ cidr }: R) => Number(cidr.split("/")[1] ?? "32");
  return routes.filter(({ cidr }) => lies(to, cidr)).sort((a, b) => length(b) - length(a))[0];
}

/** Whether inbound rules may name groups of the other side of the transit gateway. */
function namesGroups(t: Known): boolean {
  return [...t.transitGateways, ...t.transitGatewayAttachments].every((it) => it.securityGroupReferencing);
}

function lies(address: number, cidr: string): boolean {
  const [base = "", prefix = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(address / size) === Math.floor(number(base) / size);
}

/** One address of every /26 in the range. */
function cells(cidr: string): number[] {
  const [base = "", prefix = "32"] = cidr.split("/");
  return Array.from({ length: 2 ** (26 - Number(prefix)) }, (_, at) => number(base) + at * 64 + 7);
}

function within(range: string, port: number): boolean {
  const [low = NaN, high = low] = range.split("-").map(Number);
  return low <= port && port <= high;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
