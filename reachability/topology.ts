import type { AuroraCluster } from "./cluster";
import type { Role } from "./login/role";
import type { Maybe } from "./maybe";
import type { NetworkTopology } from "./network-topology";
import type { PrivateDns } from "./private-dns";
import type { DatabaseProxy } from "./database-proxy";

/**
 * Everything a path to a database can depend on, whatever it was read from: a preview, a state file, the local cloud.
 * Ids are opaque: any string that is the same wherever the same thing is meant.
 */
export interface Topology extends NetworkTopology {
  readonly accounts: readonly Account[];
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly prefixLists: readonly PrefixList[];
  readonly databases: readonly Database[];
  /** Left out: none, as of every list that may be. */
  readonly proxies?: readonly DatabaseProxy[];
  /** Only logins ask for them. */
  readonly roles?: readonly Role[];
  readonly gateways: readonly ResourceGateway[];
  readonly configurations: readonly ResourceConfiguration[];
  readonly networks: readonly ServiceNetwork[];
  readonly resourceAssociations: readonly ResourceAssociation[];
  readonly vpcAssociations: readonly VpcAssociation[];
  readonly endpoints: readonly Endpoint[];
  readonly shares: readonly Share[];
  /**
   * Set where network ACLs and routes are not asked about, and count as letting everything pass: for who wants to know
   * what security groups and shares open, whatever a subnet keeps out besides.
   */
  readonly subnetsUnasked?: true;
  /** Only where this is a topology as IPv6 packets meet it (`overIpv6`): the topology it was made of. */
  readonly overIpv6Of?: Topology;
  /**
   * Accounts whose resources are all listed here. What is missing in one of them does not exist; what is missing in
   * any other is unknown.
   */
  readonly complete: "all" | readonly string[];
}

interface Account {
  /** 12 digits. */
  readonly id: string;
  /** ARNs of its organisation and of every organizational unit above it; empty for an account in none. */
  readonly memberOf: Maybe<readonly string[]>;
  /** ARNs of the organisation and units it has left, where that is known. */
  readonly left?: readonly string[];
}

export interface Vpc {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly cidr: Maybe<string>;
  /** Left out: none. */
  readonly ipv6Cidr?: Maybe<string>;
  /** `enableDnsSupport` and `enableDnsHostnames`, both: only then private zones answer. */
  readonly dns?: Maybe<boolean>;
}

export interface Subnet {
  readonly id: string;
  /** 12 digits. */
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly cidr: Maybe<string>;
  /** Left out: none. */
  readonly ipv6Cidr?: Maybe<string>;
  /** The zone's id, such as `euw1-az1`: names differ from account to account. */
  readonly zoneId: Maybe<string>;
}

export interface SecurityGroup {
  readonly id: string;
  /** 12 digits. */
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly ingress: Maybe<readonly SecurityGroupRule[]>;
  readonly egress: Maybe<readonly SecurityGroupRule[]>;
}

export interface SecurityGroupRule {
  readonly id?: string;
  /** `tcp`, `-1` (every protocol and port), or another one. */
  readonly protocol: Maybe<string>;
  /** -1 for every port, as is any port with protocol `-1`. */
  readonly fromPort: Maybe<number>;
  readonly toPort: Maybe<number>;
  readonly peer: Maybe<RulePeer>;
}

/** Whom a rule admits: exactly one of these. */
export type RulePeer =
  { readonly cidr: string } | { readonly securityGroupId: string } | { readonly prefixListId: string };

interface PrefixList {
  readonly id: string;
  readonly cidrs: Maybe<readonly string[]>;
}

export interface Database {
  readonly id: string;
  readonly arn: Maybe<string>;
  /** For people: its identifier or logical name. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: Maybe<string>;
  /** All subnets of its subnet group: a failover may move it to any of them. */
  readonly subnetIds: Maybe<readonly string[]>;
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly port: Maybe<number>;
  /** Its endpoint's host name. */
  readonly address: Maybe<string>;
  readonly publiclyAccessible: Maybe<boolean>;
  /** Running and taking connections; in a preview, whether it will be. Of a cluster: its own state, without instances. */
  readonly available: Maybe<boolean>;
  /** `db-…` or `cluster-…`: what `rds-db:connect` names. */
  readonly resourceId?: Maybe<string>;
  readonly iamAuthentication?: Maybe<boolean>;
  /** `postgres`, `aurora-mysql`, … */
  readonly engine?: Maybe<string>;
  /** Whether it refuses connections without TLS (`rds.force_ssl`, `require_secure_transport`, a proxy's `requireTls`). */
  readonly requiresTls?: Maybe<boolean>;
  /** Left out: IPV4. */
  readonly networkType?: Maybe<"IPV4" | "DUAL">;
  /** Only of an Aurora cluster; the facts above are then the cluster's, its address the writer endpoint. */
  readonly cluster?: AuroraCluster;
  /** Only where this is a database as its RDS Proxy shows it (`seenThrough`): the facts above are then the proxy's. */
  readonly proxy?: DatabaseProxy;
}

export interface ResourceGateway {
  readonly id: string;
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly subnetIds: Maybe<readonly string[]>;
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly dnsResolution: Maybe<"PUBLIC" | "IN_VPC">;
  /** Left out: AWS's default, IPV4. */
  readonly ipAddressType?: Maybe<"IPV4" | "IPV6" | "DUALSTACK">;
  readonly active: Maybe<boolean>;
}

export interface ResourceConfiguration {
  readonly id: string;
  readonly arn: Maybe<string>;
  readonly account: string;
  readonly region: string;
  readonly type: Maybe<"SINGLE" | "GROUP" | "CHILD" | "ARN">;
  /** The group a CHILD belongs to: shares and associations name the group. */
  readonly groupId?: Maybe<string>;
  /** A CHILD that AWS made of an ARN configuration, its `groupId`, for one of the database's names. */
  readonly amazonManaged?: boolean;
  /** None for a GROUP. */
  readonly target?: Maybe<ConfigurationTarget>;
  /** `5432` or `5432-5440`. Ignored for type ARN, which follows the database. */
  readonly portRanges: Maybe<readonly string[]>;
  /** Of a CHILD its group's counts. */
  readonly gatewayId: Maybe<string>;
  readonly allowAssociationToShareableServiceNetwork: Maybe<boolean>;
  readonly customDomainName?: Maybe<string>;
  /** Whether the custom domain is verified. */
  readonly domainVerified?: Maybe<boolean>;
  readonly active: Maybe<boolean>;
}

/** `databaseId` beside `arn` for previews, where the ARN is not known yet but the dependency is. */
type ConfigurationTarget =
  | { readonly databaseArn: string }
  | { readonly databaseId: string }
  | { readonly domainName: string }
  | { readonly ipAddress: string };

export interface ServiceNetwork {
  readonly id: string;
  readonly arn: Maybe<string>;
  readonly account: string;
  readonly region: string;
  /** AWS's `sharingConfig.enabled`. */
  readonly shareable: Maybe<boolean>;
}

/** Puts a resource configuration into a service network. */
export interface ResourceAssociation {
  readonly id: string;
  readonly networkId: Maybe<string>;
  readonly configurationId: Maybe<string>;
  /** VPC Lattice's name for it; none for a configuration of type ARN. */
  readonly dnsName?: Maybe<string>;
  readonly privateDnsEnabled?: Maybe<boolean>;
  /** The association beside which AWS keeps this one, of a child of an ARN configuration. */
  readonly managedFor?: string;
  readonly active: Maybe<boolean>;
  /** It exists already, so AWS keeps it even when the share it was made under is gone. False for one that is planned. */
  readonly established: boolean;
}

/** Lets the clients of a VPC into a service network. */
export interface VpcAssociation {
  readonly id: string;
  readonly account: string;
  readonly networkId: Maybe<string>;
  readonly vpcId: Maybe<string>;
  /** None: every client in the VPC. */
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly privateDns?: PrivateDns;
  readonly active: Maybe<boolean>;
  /** As of `ResourceAssociation`. */
  readonly established: boolean;
}

/** A VPC endpoint to a service network or to one resource configuration. */
export interface Endpoint {
  readonly id: string;
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly subnetIds: Maybe<readonly string[]>;
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly target: Maybe<{ readonly networkId: string } | { readonly configurationId: string }>;
  /** Left out: AWS's default, ipv4. */
  readonly ipAddressType?: Maybe<"ipv4" | "dualstack" | "ipv6">;
  readonly privateDns?: PrivateDns;
  /** VPC Lattice's names for it, as `getEndpointAssociations` lists them. */
  readonly dnsNames?: Maybe<readonly EndpointName[]>;
  readonly active: Maybe<boolean>;
  /** As of `ResourceAssociation`. */
  readonly established: boolean;
}

interface EndpointName {
  readonly name: string;
  /** What it leads to; for a child that AWS keeps, the ARN configuration. */
  readonly configurationId: string;
}

/** A RAM resource share. */
export interface Share {
  readonly arn: string;
  readonly account: string;
  /** Ids of the resource configurations and service networks it carries. */
  readonly resourceIds: Maybe<readonly string[]>;
  readonly principals: Maybe<readonly SharePrincipal[]>;
  /** RAM's `retainSharingOnAccountLeaveOrganization`: who leaves the organisation keeps the share. Left out: false. */
  readonly keepsLeavers?: Maybe<boolean>;
}

export interface SharePrincipal {
  /** 12 digits, or the ARN of an organisation or organizational unit. */
  readonly principal: Maybe<string>;
  /** False while an invitation waits; true where none is needed. */
  readonly accepted: Maybe<boolean>;
  /** What became of an invitation that is not accepted; left out: it waits. RAM lets it expire after 12 hours. */
  readonly invitation?: Maybe<"PENDING" | "EXPIRED" | "REJECTED">;
}
