import { hop, type Hop } from "../hop";
import type { HopCode } from "../hop-code";
import { linkFinding } from "../link-findings";
import type { Link } from "../links";
import { isOverIpv6 } from "../ipv6";
import { isUnknown } from "../maybe";
import type { Side } from "../network-acls";
import { databaseName, type Path } from "../path";
import { later } from "../pending";
import type { Topology } from "../topology";
import { blocked, firstObstacle, open, undecided, type Finding } from "../verdict";

/** What leads the client into the other side's VPC stands, and passes packets there and back. */
export function linkHop({ topology }: { readonly topology: Topology }, link: Link, from: Side, to: Side): Hop {
  return hop(codes[link.kind], from.name, to.name, linkFinding(topology, link, from, to));
}

/** The same for the database itself: from the internet only one that is publicly accessible has an address. */
export function directLinkHop({ topology, database }: Path, link: Link, from: Side, to: Side): Hop {
  const finding = linkFinding(topology, link, from, to);
  const isPublic = link.kind === "internet-gateway" ? publicFinding(topology, database) : finding;
  return hop(codes[link.kind], from.name, to.name, firstObstacle([isPublic, finding]));
}

const codes = {
  peering: "peering-connection",
  "transit-gateway": "transit-gateway",
  "vpn-gateway": "vpn-gateway",
  "internet-gateway": "internet-gateway",
} as const satisfies Readonly<Record<Link["kind"], HopCode>>;

function publicFinding(topology: Topology, database: Path["database"]): Finding {
  const { publiclyAccessible } = database;
  const name = databaseName(database);
  if (isUnknown(publiclyAccessible)) return later(`whether ${name} is publicly accessible`, publiclyAccessible);
  if (publiclyAccessible && isOverIpv6(topology)) {
    return undecided(`whether ${name} answers the internet by IPv6 is not documented`, "connect by IPv4");
  }
  if (publiclyAccessible) return open(`${name} is publicly accessible`);
  return blocked(
    `${name} is not publicly accessible: it has no address on the internet`,
    "come in by VPC Lattice, or by a VPN",
  );
}
