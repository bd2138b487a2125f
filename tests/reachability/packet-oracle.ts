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
  const { lets, cellsOf } = packets(t);

  const from = number(client.sourceIp ?? "");
  const mine = client.securityGroupIds;
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
    if (!isOurs || !configuration.active || !isUp || gateway?.active !== true || gateway.vpcId !== db.vpcId)
      return false;
    if (ofArn && (db.publiclyAccessible || gateway.dnsResolution === "IN_VPC")) return false;
    if (!ofArn && !configuration.portRanges.some((range) => within(range, db.port))) return false;
    const gatewayOut = dbCells.every((cell) => lets(gateway.securityGroupIds, "egress", cell, db.securityGroupIds));
    const databaseIn = cellsOf(gateway.subnetIds).every((cell) =>
      lets(db.securityGroupIds, "ingress", cell, gateway.securityGroupIds),
    );
    if (!gatewayOut || !databaseIn) return false;

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
    const mayEnter = (networkId: string, established: boolean): boolean => {
      const owner = t.networks.find(({ id }) => id === networkId)?.account ?? "";
      return established || shared(networkId, owner, client.account);
    };

    const byAssociation = t.vpcAssociations.some(
      (association) =>
        association.vpcId === client.vpcId &&
        association.active &&
        mayEnter(association.networkId, association.established) &&
        carriedBy(association.networkId) &&
        cells("129.224.0.0/17").every((cell) => lets(mine, "egress", cell, [])) &&
        (association.securityGroupIds.length === 0 || lets(association.securityGroupIds, "ingress", from, mine)),
    );
    const byEndpoint = t.endpoints.some((endpoint) => {
      const zones = (subnetIds: readonly string[]) =>
        t.subnets.filter(({ id }) => subnetIds.includes(id)).map(({ zoneId }) => zoneId);
      const isThere =
        endpoint.vpcId === client.vpcId &&
        endpoint.active &&
        zones(endpoint.subnetIds).some((zone) => zones(gateway.subnetIds).includes(zone));
      const leads =
        "networkId" in endpoint.target
          ? carriedBy(endpoint.target.networkId) && mayEnter(endpoint.target.networkId, endpoint.established)
          : isNamed(endpoint.target.configurationId) &&
            (endpoint.established || shared(whole.id, configuration.account, endpoint.account));
      return (
        isThere &&
        leads &&
        cellsOf(endpoint.subnetIds).every((cell) => lets(mine, "egress", cell, endpoint.securityGroupIds)) &&
        lets(endpoint.securityGroupIds, "ingress", from, mine)
      );
    });
    return byAssociation || byEndpoint;
  });
}

/** Inside a VPC, from the client's address to wherever the database may be. */
function arrivesInside(t: Known, client: Client, db: KnownDatabase): boolean {
  const { lets, cellsOf } = packets(t);
  const mine = client.securityGroupIds;
  return (
    client.vpcId === db.vpcId &&
    cellsOf(db.subnetIds).every((cell) => lets(mine, "egress", cell, db.securityGroupIds)) &&
    lets(db.securityGroupIds, "ingress", number(client.sourceIp ?? ""), mine)
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
}

function packets(t: Known): Packets {
  return {
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
  const [base = "", prefix = "32"] = peer.cidr.split("/");
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
