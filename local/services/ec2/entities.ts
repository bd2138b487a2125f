/**
 * EC2's networking entities as the store keeps them: AWS's own field names in camelCase.
 * A description of one is what `Describe…` would answer, less what the local cloud does not model.
 */

import { kind } from "../../state/store";
import type { PrivateDnsPreference } from "../vpc-lattice/entities";

export type Tags = Readonly<Record<string, string>>;

/** Entity id: `vpc-…`. Every VPC has a main route table, a default security group and a default network ACL. */
export interface Vpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly instanceTenancy: "default" | "dedicated";
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly enableNetworkAddressUsageMetrics: boolean;
  readonly dhcpOptionsId: string;
  readonly isDefault: boolean;
  readonly mainRouteTableId: string;
  readonly defaultSecurityGroupId: string;
  readonly defaultNetworkAclId: string;
  /** Amazon's own /56, where it was asked for; with `ipv6AssociationId`, `vpc-cidr-assoc-…`. */
  readonly ipv6CidrBlock?: string;
  readonly ipv6AssociationId?: string;
  readonly tags: Tags;
}

/** Entity id: `subnet-…`. */
export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly cidrBlock: string;
  /** Name in the owner's account, such as `eu-west-1a`. */
  readonly availabilityZone: string;
  /** The same zone's id, such as `euw1-az1`: what two accounts compare. */
  readonly availabilityZoneId: string;
  readonly mapPublicIpOnLaunch: boolean;
  readonly enableResourceNameDnsARecordOnLaunch: boolean;
  readonly privateDnsHostnameTypeOnLaunch: "ip-name" | "resource-name";
  /** A /64 of the VPC's; with `ipv6CidrBlockAssociationId`, `subnet-cidr-assoc-…`. */
  readonly ipv6CidrBlock?: string;
  readonly ipv6CidrBlockAssociationId?: string;
  /** Left out: no. */
  readonly assignIpv6AddressOnCreation?: boolean;
  readonly tags: Tags;
}

/** Entity id: `rtb-…`. The main route table of a VPC is `Vpc.mainRouteTableId`. */
export interface RouteTable {
  readonly routeTableId: string;
  readonly vpcId: string;
  /** The first route is always the VPC's own, with `gatewayId: "local"`. */
  readonly routes: readonly Route[];
  readonly tags: Tags;
}

/** One destination (exactly one of the three) and one target (exactly one of the others). */
export interface Route {
  readonly destinationCidrBlock?: string;
  readonly destinationIpv6CidrBlock?: string;
  readonly destinationPrefixListId?: string;
  /** `local`, `igw-…` or a gateway endpoint's `vpce-…`. */
  readonly gatewayId?: string;
  readonly natGatewayId?: string;
  readonly networkInterfaceId?: string;
  readonly transitGatewayId?: string;
  readonly vpcPeeringConnectionId?: string;
  readonly vpcEndpointId?: string;
  readonly origin: "CreateRouteTable" | "CreateRoute";
  readonly state: "active" | "blackhole";
}

/** Entity id: `rtbassoc-…`. A subnet has at most one; a subnet without one follows the VPC's main route table. */
export interface RouteTableAssociation {
  readonly routeTableAssociationId: string;
  readonly routeTableId: string;
  readonly subnetId: string;
}

/** Entity id: `igw-…`. Nothing passes through it here: it is kept so that what it would open can be judged. */
export interface InternetGateway {
  readonly internetGatewayId: string;
  /** The VPC it is attached to, or undefined. A VPC has at most one. */
  readonly vpcId: string | undefined;
  readonly tags: Tags;
}

/** Entity id: `sg-…`. Its rules are entities of their own, whichever resource wrote them. */
export interface SecurityGroup {
  readonly groupId: string;
  readonly groupName: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
}

/** Entity id: `sgr-…`. Exactly one of cidrIpv4, cidrIpv6, prefixListId and referencedGroupId is set. */
export interface SecurityGroupRule {
  readonly securityGroupRuleId: string;
  readonly groupId: string;
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` (every protocol, every port) or another protocol's number. */
  readonly ipProtocol: string;
  /** -1 for every port (and with protocol -1). For ICMP the type. */
  readonly fromPort: number;
  /** -1 for every port (and with protocol -1). For ICMP the code. */
  readonly toPort: number;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  /** A security group of the same VPC, possibly the group itself. */
  readonly referencedGroupId?: string;
  readonly description?: string;
  readonly tags: Tags;
}

/** Entity id: `acl-…`. A VPC's default one governs every subnet that no other names. */
export interface NetworkAcl {
  readonly networkAclId: string;
  readonly vpcId: string;
  readonly isDefault: boolean;
  /** Left out of a default one. */
  readonly subnetIds?: readonly string[];
  readonly entries: readonly NetworkAclEntry[];
  readonly tags?: Tags;
}

/** Entries are judged by ascending rule number; 32767 is the final denial. One of the two ranges. */
export interface NetworkAclEntry {
  readonly ruleNumber: number;
  readonly egress: boolean;
  readonly protocol: string;
  readonly ruleAction: "allow" | "deny";
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
  readonly portRange?: { readonly from: number; readonly to: number };
}

/**
 * Entity id: `eni-…`. Made only on behalf of another resource; takes addresses of its subnet and holds its groups in
 * use.
 */
export interface NetworkInterface {
  readonly networkInterfaceId: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly privateIpAddresses: readonly string[];
  readonly groups: readonly string[];
  readonly interfaceType: "interface" | "vpc_endpoint" | "vpc_lattice";
  /** For people, such as `RDSNetworkInterface`. */
  readonly description: string;
  /** The ARN of the resource that holds it: a database, a resource gateway, an endpoint, a client. */
  readonly requester: string;
}

/** Entity id: `fl-…`. Kept and described; no flow is written to its destination. */
export interface FlowLog {
  readonly flowLogId: string;
  readonly resourceId: string;
  readonly trafficType: "ACCEPT" | "REJECT" | "ALL";
  readonly logDestinationType: "cloud-watch-logs" | "s3" | "kinesis-data-firehose";
  readonly logDestination: string;
  readonly deliverLogsPermissionArn?: string;
  readonly maxAggregationInterval: 60 | 600;
  readonly logFormat: string;
  readonly tags: Tags;
}

/** Entity id: `vpce-…`. */
export interface VpcEndpoint {
  readonly vpcEndpointId: string;
  readonly vpcEndpointType: "Resource" | "ServiceNetwork" | "Interface" | "Gateway";
  readonly vpcId: string;
  readonly state: "available";
  /** Set for type Resource. */
  readonly resourceConfigurationArn?: string;
  /** Set for type ServiceNetwork. */
  readonly serviceNetworkArn?: string;
  /** Set for types Interface and Gateway: `com.amazonaws.<region>.<service>`. Nothing answers there. */
  readonly serviceName?: string;
  /** Of the same types, JSON. Nobody calls through them, so that it decides nothing. */
  readonly policy?: string;
  /** Of type Gateway, `pl-…`: what its routes lead to. */
  readonly prefixListId?: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  /** Of type Gateway alone. */
  readonly routeTableIds: readonly string[];
  readonly privateDnsEnabled: boolean;
  readonly dnsOptions?: {
    readonly privateDnsPreference?: PrivateDnsPreference;
    readonly privateDnsSpecifiedDomains?: readonly string[];
  };
  readonly ipAddressType: "ipv4";
  readonly tags: Tags;
}

export const vpcKind = kind<Vpc>("ec2:vpc");
export const subnetKind = kind<Subnet>("ec2:subnet");
export const routeTableKind = kind<RouteTable>("ec2:route-table");
export const routeTableAssociationKind = kind<RouteTableAssociation>("ec2:route-table-association");
export const internetGatewayKind = kind<InternetGateway>("ec2:internet-gateway");
export const securityGroupKind = kind<SecurityGroup>("ec2:security-group");
export const securityGroupRuleKind = kind<SecurityGroupRule>("ec2:security-group-rule");
export const networkAclKind = kind<NetworkAcl>("ec2:network-acl");
export const networkInterfaceKind = kind<NetworkInterface>("ec2:network-interface");
export const flowLogKind = kind<FlowLog>("ec2:vpc-flow-log");
export const vpcEndpointKind = kind<VpcEndpoint>("ec2:vpc-endpoint");
