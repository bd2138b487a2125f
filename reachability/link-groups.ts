import { transitGatewayById, vpcById } from "./by-id";
import type { Link } from "./links";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { Direction } from "./security-groups";
import type { Topology } from "./topology";

/**
 * The security groups of the other side that a rule may name. Over a peering connection those of a VPC in the same Region
 * (VPC peering guide, Security groups), over a transit gateway none but where it and both attachments allow it, and only
 * in inbound rules (Transit Gateways guide, Security group referencing).
 */
export function groupsSeen(
  topology: Topology,
  link: Link | undefined,
  groups: Maybe<readonly string[]>,
  direction: Direction,
): Maybe<readonly string[]> {
  if (link === undefined) return groups;
  if (link.kind === "vpn-gateway" || link.kind === "internet-gateway") return [];
  const seen = link.kind === "peering" ? isOneRegion(topology, link) : isReferenced(topology, link, direction);
  if (isUnknown(seen)) return seen;
  return seen ? groups : [];
}

function isOneRegion(topology: Topology, { peering }: Extract<Link, { kind: "peering" }>): Maybe<boolean> {
  const [one, other] = [regionOf(topology, peering.requesterVpcId), regionOf(topology, peering.accepterVpcId)];
  if (isUnknown(one)) return one;
  return isUnknown(other) ? other : one === other;
}

function regionOf(topology: Topology, vpcId: Maybe<string>): Maybe<string> {
  return isUnknown(vpcId) ? vpcId : (vpcById(topology, vpcId)?.region ?? unknown(`${vpcId} is listed`));
}

function isReferenced(
  topology: Topology,
  { transitGatewayId, near, far }: Extract<Link, { kind: "transit-gateway" }>,
  direction: Direction,
): Maybe<boolean> {
  if (direction === "egress") return false;
  const gateway = transitGatewayById(topology, transitGatewayId);
  const settings = [gateway ?? { securityGroupReferencing: unknown("the transit gateway is listed") }, near, far];
  const flags = settings.map(({ securityGroupReferencing }) => securityGroupReferencing);
  return flags.includes(false) ? false : (flags.find(isUnknown) ?? true);
}
