import type { Maybe } from "./maybe";

/** What leads out of AWS, or in from outside. Part of a topology. */
export interface OutsideTopology {
  /** Left out: none, as of the list below. */
  readonly vpnGateways?: readonly VpnGateway[];
  readonly internetGateways?: readonly InternetGateway[];
}

/** A virtual private gateway: what joins a VPC with networks outside AWS. */
export interface VpnGateway {
  readonly id: string;
  /** 12 digits. */
  readonly account: string;
  /** None: attached to no VPC. A VPC has one at most. */
  readonly vpcId?: Maybe<string>;
  readonly connections: Maybe<readonly OutsideConnection[]>;
}

/** A VPN connection or a Direct Connect gateway, as a virtual private gateway knows it. */
export interface OutsideConnection {
  readonly id: string;
  /** Ranges behind it: the static routes of a VPN. What BGP announces no program tells: unknown. */
  readonly cidrs: Maybe<readonly string[]>;
  readonly active: Maybe<boolean>;
}

export interface InternetGateway {
  readonly id: string;
  /** 12 digits. */
  readonly account: string;
  /** None: attached to no VPC. */
  readonly vpcId?: Maybe<string>;
}
