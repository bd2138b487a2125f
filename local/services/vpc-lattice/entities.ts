import { kind } from "../../state/store";

/**
 * Entities of VPC Lattice, in the words of its API (vpc-lattice 2022-11-30). Ids such as `sn-…`, never ARNs, link them.
 */
type Tags = Readonly<Record<string, string>>;

export interface ServiceNetwork {
  readonly name: string;
  readonly authType: "NONE" | "AWS_IAM";
  /**
   * Whether RAM may share it; cannot be changed later. AWS documents no default: networks made without it can be shared
   * and take resource configurations that do not allow sharable networks.
   */
  readonly sharingConfig?: { readonly enabled: boolean };
  readonly createdAt: string;
  readonly tags: Tags;
}

export interface ResourceGateway {
  readonly name: string;
  readonly vpcIdentifier: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly ipAddressType: "IPV4" | "IPV6" | "DUALSTACK";
  /** 1-62, fixed when the gateway is made. */
  readonly ipv4AddressesPerEni: number;
  readonly resourceConfigDnsResolution: "PUBLIC" | "IN_VPC";
  readonly status: "ACTIVE";
  readonly createdAt: string;
  readonly tags: Tags;
}

export type ResourceConfigurationDefinition =
  | { readonly arnResource: { readonly arn: string } }
  | { readonly dnsResource: { readonly domainName: string; readonly ipAddressType: "IPV4" | "IPV6" } }
  | { readonly ipResource: { readonly ipAddress: string } };

export interface ResourceConfiguration {
  readonly name: string;
  readonly type: "SINGLE" | "GROUP" | "CHILD" | "ARN";
  /** `rgw-…`; a CHILD has its group's. */
  readonly resourceGatewayId: string;
  /** `rcfg-…` of the GROUP a CHILD belongs to; of the ARN configuration, for the child AWS made of it. */
  readonly resourceConfigurationGroupId?: string;
  /** Made by AWS: the child of a configuration of type ARN. */
  readonly amazonManaged?: true;
  /** None for a GROUP. */
  readonly resourceConfigurationDefinition?: ResourceConfigurationDefinition;
  /** `5432` or `5432-5440`; for type ARN the port of the database. */
  readonly portRanges: readonly string[];
  readonly protocol: "TCP";
  readonly allowAssociationToShareableServiceNetwork: boolean;
  readonly customDomainName?: string;
  readonly groupDomain?: string;
  readonly status: "ACTIVE";
  readonly createdAt: string;
  readonly tags: Tags;
}

/** A Lattice DNS name: public, answering private addresses. */
export interface DnsEntry {
  readonly domainName: string;
  readonly hostedZoneId: string;
}

export interface ServiceNetworkResourceAssociation {
  readonly serviceNetworkId: string;
  readonly resourceConfigurationId: string;
  /**
   * `snra-….rcfg-….<hash>.vpc-lattice-rsc.<region>.on.aws`; a new association has a new name. That of a configuration
   * of type ARN has none: the association of its child has.
   */
  readonly dnsEntry?: DnsEntry;
  /** `snra-…`: the association beside which AWS keeps this one, of the child ("isManagedAssociation"). */
  readonly managedFor?: string;
  readonly privateDnsEnabled: boolean;
  /** The database's own name (ARN type) or the custom domain name, when private DNS is on. */
  readonly privateDnsEntry?: DnsEntry;
  readonly status: "ACTIVE";
  readonly createdAt: string;
  readonly tags: Tags;
}

export type PrivateDnsPreference =
  "VERIFIED_DOMAINS_ONLY" | "ALL_DOMAINS" | "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS" | "SPECIFIED_DOMAINS_ONLY";

export interface ServiceNetworkVpcAssociation {
  readonly serviceNetworkId: string;
  readonly vpcId: string;
  /** They filter the clients: inbound from the client to the database's port. */
  readonly securityGroupIds: readonly string[];
  readonly privateDnsEnabled: boolean;
  readonly dnsOptions?: {
    readonly privateDnsPreference: PrivateDnsPreference;
    readonly privateDnsSpecifiedDomains: readonly string[];
  };
  readonly status: "ACTIVE";
  readonly createdAt: string;
  readonly tags: Tags;
}

export interface AccessLogSubscription {
  /** `sn-…` or `rcfg-…`. */
  readonly resourceId: string;
  readonly resourceArn: string;
  /** A log group, bucket or delivery stream. */
  readonly destinationArn: string;
  /** Of a service network: which of the two kinds of traffic. A resource configuration has RESOURCE traffic only. */
  readonly serviceNetworkLogType?: "SERVICE" | "RESOURCE";
  readonly createdAt: string;
  readonly tags: Tags;
}

/** Governs Lattice services only: AWS does not apply auth policies to resource configurations. */
export interface AuthPolicy {
  /** `sn-…`. */
  readonly resourceId: string;
  /** One line of JSON. */
  readonly policy: string;
  readonly state: "Active" | "Inactive";
}

export const serviceNetworkKind = kind<ServiceNetwork>("vpc-lattice:service-network");
export const resourceGatewayKind = kind<ResourceGateway>("vpc-lattice:resource-gateway");
export const resourceConfigurationKind = kind<ResourceConfiguration>("vpc-lattice:resource-configuration");
export const resourceAssociationKind = kind<ServiceNetworkResourceAssociation>("vpc-lattice:resource-association");
export const vpcAssociationKind = kind<ServiceNetworkVpcAssociation>("vpc-lattice:vpc-association");
export const accessLogSubscriptionKind = kind<AccessLogSubscription>("vpc-lattice:access-log-subscription");
export const authPolicyKind = kind<AuthPolicy>("vpc-lattice:auth-policy");
