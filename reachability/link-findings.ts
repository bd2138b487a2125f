import { rangesOverlap } from "../aws/address-ranges";
import { isOverIpv6 } from "./ipv6";
import { vpnFinding } from "./outside-findings";
import type { Link } from "./links";
import { isUnknown, unknown } from "./maybe";
import type { Side } from "./network-acls";
import type { PeeringConnection, TransitGatewayAttachment } from "./network-topology";
import { later, pending } from "./pending";
import { rangeOfVpc } from "./subnets";
import type { Topology } from "./topology";
import { transitFinding } from "./transit-routes";
import { blocked, firstObstacle, open, undecided, type Finding } from "./verdict";
import { zonesOf } from "./zones";

/** Whether a link stands, and passes packets there and back. */
export function linkFinding(topology: Topology, link: Link, from: Side, to: Side): Finding {
  if (link.kind === "peering") return peeringFinding(topology, link.peering);
  if (link.kind === "vpn-gateway")
    return isOverIpv6(topology) ? noIpv6(link.gateway.id) : vpnFinding(topology, link.gateway, from);
  if (link.kind === "internet-gateway") {
    const { id, vpcId } = link.gateway;
    return pending(`what ${id} is attached to`, [vpcId ?? "", to.vpcId]) ?? open(`${id} joins it with the internet`);
  }
  return firstObstacle([
    attachmentFinding(topology, link.near, from),
    attachmentFinding(topology, link.far, to),
    transitFinding(topology, link, link.near, link.far, to),
    transitFinding(topology, link, link.far, link.near, from),
  ]);
}

/** Virtual private gateways never pass it (Site-to-Site VPN user guide, How it works), attachments where they are told to. */
function noIpv6(id: string): Finding {
  return blocked(`${id} passes no IPv6`, "connect by IPv4");
}

/** Accepted, and between VPCs whose ranges do not overlap: AWS makes no other. */
function peeringFinding(topology: Topology, { id, active, requesterVpcId, accepterVpcId }: PeeringConnection): Finding {
  const whole = topology.overIpv6Of ?? topology;
  const [one, other] = [rangeOfVpc(whole, requesterVpcId), rangeOfVpc(whole, accepterVpcId)];
  if (active === false) return blocked(`${id} is not active`, `accept ${id}, or create it anew`);
  if (!isUnknown(one) && !isUnknown(other) && rangesOverlap(one, other)) {
    return blocked(
      `${id} joins VPCs whose ranges overlap (${one}, ${other})`,
      "use an endpoint in the client's own VPC",
    );
  }
  return pending(id, [active, requesterVpcId, accepterVpcId, one, other]) ?? open(`${id} is active`);
}

/** A transit gateway takes packets only from zones in which its attachment has a subnet; from outside AWS it is up. */
function attachmentFinding(topology: Topology, attachment: TransitGatewayAttachment, side: Side): Finding {
  const { id, active, subnetIds, vpcId = "", transitGatewayId } = attachment;
  const wait = pending(id, [active, vpcId, transitGatewayId]);
  if (wait !== undefined) return wait;
  if (active === false) return blocked(`${id} is not available`, `accept ${id}, or create it anew`);
  const { ipv6 = false } = attachment;
  if (isOverIpv6(topology) && isUnknown(ipv6)) return later(`whether ${id} passes IPv6`, ipv6);
  if (isOverIpv6(topology) && !ipv6) return noIpv6(id);
  if (attachment.vpcId === undefined) return open(`${id} is up`);
  const here = side.subnetIds === undefined ? unknown("its subnets are known") : zonesOf(topology, side.subnetIds);
  const there = zonesOf(topology, subnetIds);
  if (isUnknown(here)) return later(`the zones of ${side.name}`, here);
  if (isUnknown(there)) return later(`the zones of ${id}`, there);
  const missing = here.filter((zone) => !there.includes(zone));
  if (missing.length === 0) return open(`${id} is in the zones of ${side.name}`);
  const text = `${id} has no subnet in ${missing.join(", ")}, where ${side.name} is`;
  const fix = `add a subnet in ${missing.join(", ")} to ${id}`;
  return side.span === "every" || missing.length === here.length ? blocked(text, fix) : undecided(text, fix);
}
