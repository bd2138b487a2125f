import type { Client } from "./client";
import { naming } from "./indexed";
import { mayBeSame, mayReferTo } from "./lookup";
import { isUnknown, type Maybe } from "./maybe";
import type { PeeringConnection, TransitGatewayAttachment } from "./network-topology";
import type { InternetGateway, VpnGateway } from "./outside-topology";
import { remembered } from "./remembered";
import type { Topology } from "./topology";

/** What joins a VPC with another one, or with what is outside AWS. A path without one stays in one VPC. */
export type Link =
  | { readonly kind: "peering"; readonly peering: PeeringConnection }
  | {
      readonly kind: "transit-gateway";
      readonly transitGatewayId: Maybe<string>;
      readonly near: TransitGatewayAttachment;
      readonly far: TransitGatewayAttachment;
    }
  | { readonly kind: "vpn-gateway"; readonly gateway: VpnGateway }
  | { readonly kind: "internet-gateway"; readonly gateway: InternetGateway };

/** Every link by which a client may come into a VPC that is not its own, but for the internet. */
export function linksInto(topology: Topology, client: Client, far: Maybe<string>): readonly Link[] {
  if (client.outside === true) return linksFromOutside(topology, far);
  return client.vpcId === undefined || isUnknown(far) || client.vpcId === far
    ? []
    : linksBetween(topology, client.vpcId, far);
}

/** Every link between two VPCs that exists, or may turn out to. Peering is not transitive. */
export const linksBetween = remembered((topology: Topology, near: string, far: string): readonly Link[] => {
  const peerings = peeringsNaming(topology.peerings, near).filter((peering) => joins(peering, near, far));
  return [
    ...peerings.map((peering): Link => ({ kind: "peering", peering })),
    ...attachmentsNaming(topology.transitGatewayAttachments, near).flatMap((mine) => transitLinks(topology, mine, far)),
  ];
});

/** Every link from a network outside AWS into a VPC: its virtual private gateway, a transit gateway with a VPN. */
const linksFromOutside = remembered((topology: Topology, far: Maybe<string>): readonly Link[] => [
  ...(topology.vpnGateways ?? [])
    .filter(({ vpcId }) => vpcId !== undefined && mayBeSame(vpcId, far))
    .map((gateway): Link => ({ kind: "vpn-gateway", gateway })),
  ...topology.transitGatewayAttachments
    .filter(({ learns }) => learns !== undefined)
    .flatMap((mine) => transitLinks(topology, mine, far)),
]);

/** The ways from the internet into a VPC. */
export const linksFromInternet = remembered((topology: Topology, far: Maybe<string>): readonly Link[] =>
  (topology.internetGateways ?? [])
    .filter(({ vpcId }) => vpcId !== undefined && mayBeSame(vpcId, far))
    .map((gateway): Link => ({ kind: "internet-gateway", gateway })),
);

export function linkName(link: Link): string {
  if (link.kind === "peering") return link.peering.id;
  if (link.kind !== "transit-gateway") return link.gateway.id;
  return isUnknown(link.transitGatewayId) ? `the transit gateway of ${link.near.id}` : link.transitGatewayId;
}

/** The VPCs that something may join with this one. */
export const vpcsJoined = remembered((topology: Topology, vpcId: string): readonly string[] => {
  const peered = peeringsNaming(topology.peerings, vpcId).flatMap((it) => [it.requesterVpcId, it.accepterVpcId]);
  const mine = attachmentsNaming(topology.transitGatewayAttachments, vpcId).map((it) => it.transitGatewayId);
  const attached = topology.transitGatewayAttachments
    .filter((it) => mine.some((id) => mayBeSame(id, it.transitGatewayId)))
    .map((it) => it.vpcId);
  const known = [...peered, ...attached].filter((it) => typeof it === "string");
  return [...new Set(known)].filter((it) => it !== vpcId);
});

function joins({ requesterVpcId, accepterVpcId }: PeeringConnection, one: string, other: string): boolean {
  return (
    (mayReferTo(requesterVpcId, one) && mayReferTo(accepterVpcId, other)) ||
    (mayReferTo(requesterVpcId, other) && mayReferTo(accepterVpcId, one))
  );
}

const peeringsNaming = naming((it: PeeringConnection) => [it.requesterVpcId, it.accepterVpcId]);

const attachmentsNaming = naming(({ vpcId }: TransitGatewayAttachment) => (vpcId === undefined ? [] : [vpcId]));

/** Through a transit gateway from one of its attachments to those of a VPC. */
function transitLinks(topology: Topology, near: TransitGatewayAttachment, to: Maybe<string>): readonly Link[] {
  const attached = topology.transitGatewayAttachments.filter(({ vpcId }) => vpcId !== undefined);
  const fars = isUnknown(to) ? attached : attachmentsNaming(topology.transitGatewayAttachments, to);
  return fars
    .filter((far) => far !== near && mayBeSame(near.transitGatewayId, far.transitGatewayId))
    .map((far) => {
      const id = isUnknown(near.transitGatewayId) ? far.transitGatewayId : near.transitGatewayId;
      return { kind: "transit-gateway", transitGatewayId: id, near, far };
    });
}
