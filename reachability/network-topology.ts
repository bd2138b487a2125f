import type { Maybe } from "./maybe";
import type { OutsideTopology } from "./outside-topology";

/** What stands between subnets and what connects VPCs. Part of a topology. */
export interface NetworkTopology extends OutsideTopology {
  readonly networkAcls: readonly NetworkAcl[];
  readonly routeTables: readonly RouteTable[];
  readonly peerings: readonly PeeringConnection[];
  readonly transitGateways: readonly TransitGateway[];
  readonly transitGatewayAttachments: readonly TransitGatewayAttachment[];
  readonly transitGatewayRouteTables: readonly TransitGatewayRouteTable[];
}

export interface NetworkAcl {
  readonly id: string;
  /** 12 digits: who owns its VPC. */
  readonly account: string;
  readonly vpcId: Maybe<string>;
  /** Its VPC's default one, which governs every subnet that no other names. */
  readonly isDefault: Maybe<boolean>;
  /** The subnets it names; a default one may leave out those it governs by default. */
  readonly subnetIds: Maybe<readonly string[]>;
  readonly ingress: Maybe<readonly NetworkAclRule[]>;
  readonly egress: Maybe<readonly NetworkAclRule[]>;
}

export interface NetworkAclRule {
  /** The lowest matching number decides. */
  readonly number: Maybe<number>;
  readonly action: Maybe<"allow" | "deny">;
  /** `tcp` or `6`, `-1` (every protocol and port), or another one. */
  readonly protocol: Maybe<string>;
  /** -1 for every port, as is any port with protocol `-1`. */
  readonly fromPort: Maybe<number>;
  readonly toPort: Maybe<number>;
  /** The other side: where packets come from (ingress) or go to (egress). */
  readonly cidr: Maybe<string>;
}

export interface RouteTable {
  readonly id: string;
  /** 12 digits: who owns its VPC. */
  readonly account: string;
  readonly vpcId: Maybe<string>;
  /** Its VPC's main one, which governs every subnet that no other names. */
  readonly isMain: Maybe<boolean>;
  readonly subnetIds: Maybe<readonly string[]>;
  /** The VPC's own, local route may be left out: it is always there. */
  readonly routes: Maybe<readonly Route[]>;
  /** The virtual private gateways that propagate what they learn to it. Left out: none. */
  readonly propagatingGatewayIds?: Maybe<readonly string[]>;
}

export interface Route {
  readonly destination: Maybe<{ readonly cidr: string } | { readonly prefixListId: string }>;
  readonly target: Maybe<RouteTarget>;
  /** Learnt from a virtual private gateway: the VPC's local route comes before it, and a static one to the same range. */
  readonly propagated?: true;
}

export interface RouteTarget {
  readonly kind:
    | "local"
    | "peering"
    | "transit-gateway"
    | "vpn-gateway"
    | "nat"
    | "internet-gateway"
    | "endpoint"
    | "network-interface"
    | "blackhole"
    | "other";
  /** None for `local`. */
  readonly id?: string;
}

export interface PeeringConnection {
  readonly id: string;
  readonly requesterVpcId: Maybe<string>;
  readonly accepterVpcId: Maybe<string>;
  /** Accepted, and not deleted since. */
  readonly active: Maybe<boolean>;
}

export interface TransitGateway {
  readonly id: string;
  /** 12 digits. */
  readonly account: string;
  /** Off by default. */
  readonly securityGroupReferencing: Maybe<boolean>;
}

export interface TransitGatewayAttachment {
  readonly id: string;
  readonly transitGatewayId: Maybe<string>;
  /** None: of a VPN, a Direct Connect gateway or another transit gateway. */
  readonly vpcId?: Maybe<string>;
  /**
   * Only of what leads out of AWS, a VPN or a Direct Connect gateway: the ranges it propagates. Those come by BGP, which no
   * program tells: unknown. None of a VPN with static routes, which a transit gateway's route tables hold.
   */
  readonly learns?: Maybe<readonly string[]>;
  /** One for each zone from which the VPC reaches the transit gateway; empty without VPC. */
  readonly subnetIds: Maybe<readonly string[]>;
  readonly active: Maybe<boolean>;
  /** Whether it passes IPv6. Left out: AWS's default, no. */
  readonly ipv6?: Maybe<boolean>;
  /** On by default. */
  readonly securityGroupReferencing: Maybe<boolean>;
}

export interface TransitGatewayRouteTable {
  readonly id: string;
  readonly transitGatewayId: Maybe<string>;
  /** Attachments whose traffic it routes; an attachment has one table at most. */
  readonly associated: Maybe<readonly string[]>;
  /** Attachments whose ranges it knows without a route of anybody's. */
  readonly propagating: Maybe<readonly string[]>;
  readonly routes: Maybe<readonly TransitGatewayRoute[]>;
}

/** A static route, which comes before a propagated one to the same range. */
export interface TransitGatewayRoute {
  readonly cidr: Maybe<string>;
  /** None: a blackhole. */
  readonly attachmentId?: Maybe<string>;
}
