import { indexed } from "./indexed";
import { mayBeSame } from "./lookup";
import { isUnknown, onlyKnown, type Maybe } from "./maybe";
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
  const peerings = peeringsOf(topology.peerings, near).filter((peering) => joins(peering, near, far));
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
  const may = (end: Maybe<string>, id: string): boolean => isUnknown(end) || end === id;
  return (
    (may(requesterVpcId, one) && may(accepterVpcId, other)) || (may(requesterVpcId, other) && may(accepterVpcId, one))
  );
}

function peeringsOf(all: readonly PeeringConnection[], vpcId: string): readonly PeeringConnection[] {
  const { byVpc, loose } = peeringIndex(all);
  const known = byVpc.get(vpcId) ?? [];
  return loose.length === 0 ? known : [...known, ...loose.filter((peering) => !known.includes(peering))];
}

const peeringIndex = indexed((all: readonly PeeringConnection[]) => {
  const ends = (it: PeeringConnection) => onlyKnown([it.requesterVpcId, it.accepterVpcId]);
  return {
    byVpc: grouped(all, ends),
    loose: all.filter((it) => isUnknown(it.requesterVpcId) || isUnknown(it.accepterVpcId)),
  };
});

const attachmentIndex = indexed((all: readonly TransitGatewayAttachment[]) => ({
  byVpc: grouped(all, ({ vpcId }) => (vpcId === undefined || isUnknown(vpcId) ? [] : [vpcId])),
  loose: all.filter(({ vpcId }) => isUnknown(vpcId)),
}));

function transitLinks(all: readonly TransitGatewayAttachment[], near: string, far: string): readonly Link[] {
  const { byVpc, loose } = attachmentIndex(all);
  const mayBeAt = (vpcId: string) => [...(byVpc.get(vpcId) ?? []), ...loose];
  return mayBeAt(near).flatMap((mine) =>
    mayBeAt(far).flatMap((other): readonly Link[] => {
      if (mine === other || !mayBeSame(mine.transitGatewayId, other.transitGatewayId)) return [];
      const id = isUnknown(mine.transitGatewayId) ? other.transitGatewayId : mine.transitGatewayId;
      return [{ kind: "transit-gateway", transitGatewayId: id, near: mine, far: other }];
    }),
  );
}

function grouped<T>(all: readonly T[], keys: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of all) {
    for (const key of keys(item)) {
      const others = groups.get(key);
      if (others === undefined) groups.set(key, [item]);
      else others.push(item);
    }
  }
  return groups;
}
