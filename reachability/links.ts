import { naming } from "./indexed";
import { mayBeSame, mayReferTo } from "./lookup";
import { isUnknown, type Maybe } from "./maybe";
import type { PeeringConnection, TransitGatewayAttachment } from "./network-topology";
import type { Topology } from "./topology";

/** What joins two VPCs. A path without one stays in one VPC. */
export type Link =
  | { readonly kind: "peering"; readonly peering: PeeringConnection }
  | {
      readonly kind: "transit-gateway";
      readonly transitGatewayId: Maybe<string>;
      readonly near: TransitGatewayAttachment;
      readonly far: TransitGatewayAttachment;
    };

/** Every link between two VPCs that exists, or may turn out to. Peering is not transitive. */
export function linksBetween(topology: Topology, near: string, far: string): readonly Link[] {
  const peerings = peeringsNaming(topology.peerings, near).filter((peering) => joins(peering, near, far));
  return [
    ...peerings.map((peering): Link => ({ kind: "peering", peering })),
    ...transitLinks(topology.transitGatewayAttachments, near, far),
  ];
}

export function linkName(link: Link): string {
  if (link.kind === "peering") return link.peering.id;
  return isUnknown(link.transitGatewayId) ? `the transit gateway of ${link.near.id}` : link.transitGatewayId;
}

function joins({ requesterVpcId, accepterVpcId }: PeeringConnection, one: string, other: string): boolean {
  return (
    (mayReferTo(requesterVpcId, one) && mayReferTo(accepterVpcId, other)) ||
    (mayReferTo(requesterVpcId, other) && mayReferTo(accepterVpcId, one))
  );
}

const peeringsNaming = naming((it: PeeringConnection) => [it.requesterVpcId, it.accepterVpcId]);

const attachmentsNaming = naming(({ vpcId }: TransitGatewayAttachment) => (vpcId === undefined ? [] : [vpcId]));

function transitLinks(all: readonly TransitGatewayAttachment[], near: string, far: string): readonly Link[] {
  return attachmentsNaming(all, near).flatMap((mine) =>
    attachmentsNaming(all, far).flatMap((other): readonly Link[] => {
      if (mine === other || !mayBeSame(mine.transitGatewayId, other.transitGatewayId)) return [];
      const id = isUnknown(mine.transitGatewayId) ? other.transitGatewayId : mine.transitGatewayId;
      return [{ kind: "transit-gateway", transitGatewayId: id, near: mine, far: other }];
    }),
  );
}
