import type { Maybe } from "./maybe";

/** What stands between subnets: filters and, later, routes. Part of a topology. */
export interface NetworkTopology {
  readonly networkAcls: readonly NetworkAcl[];
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
