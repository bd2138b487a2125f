import { subnetById } from "../by-id";
import { hop, type Hop } from "../hop";
import { isOverIpv6 } from "../ipv6";
import { isUnknown } from "../maybe";
import { clientName, databaseName, type Path } from "../path";
import { later } from "../pending";
import type { Database, Endpoint } from "../topology";
import { blocked, firstObstacle, open, type Finding } from "../verdict";

/**
 * Both ends have addresses of the kind of the packets. Nothing to report (undefined) of IPv4, which all have but endpoints
 * that are made for IPv6 alone.
 * @param endpoint What the client connects to; undefined for a VPC association, "database" for the database itself.
 */
export function addressFamilyHop(path: Path, endpoint: Endpoint | "database" | undefined): Hop | undefined {
  const { topology, client, database } = path;
  const to = endpoint === "database" ? databaseName(database) : (endpoint?.id ?? "VPC Lattice");
  const made = (finding: Finding): Hop => hop("address-family", clientName(client), to, finding);
  if (isOverIpv6(topology)) return made(firstObstacle([clientFinding(path), ipv6Finding(database, endpoint)]));
  if (typeof endpoint !== "object") return undefined;
  const finding = ipv4Finding(endpoint);
  return finding === undefined ? undefined : made(finding);
}

function clientFinding({ topology, client }: Path): Finding {
  const subnet = subnetById(topology.overIpv6Of ?? topology, client.subnetId);
  return subnet !== undefined && subnet.ipv6Cidr === undefined
    ? blocked(`${subnet.id} has no IPv6 range`, `give ${subnet.id} an IPv6 range, or connect by IPv4`)
    : open(`${clientName(client)} may have an IPv6 address`);
}

function ipv6Finding(database: Database, endpoint: Endpoint | "database" | undefined): Finding {
  if (endpoint === undefined) return open("VPC Lattice has IPv6 addresses too");
  const [name, type] =
    endpoint === "database"
      ? ([databaseName(database), database.networkType ?? "IPV4"] as const)
      : ([endpoint.id, endpoint.ipAddressType ?? "ipv4"] as const);
  if (isUnknown(type)) return later(`which addresses ${name} has`, type);
  if (type !== "IPV4" && type !== "ipv4") return open(`${name} has IPv6 addresses`);
  return blocked(`${name} has IPv4 addresses only`, `connect by IPv4, or give ${name} both kinds of addresses`);
}

function ipv4Finding({ id, ipAddressType }: Endpoint): Finding | undefined {
  if (isUnknown(ipAddressType)) return later(`which addresses ${id} has`, ipAddressType);
  if (ipAddressType !== "ipv6") return undefined;
  return blocked(`${id} has IPv6 addresses only`, `connect by IPv6, or make ${id} dualstack`);
}
