import type { HopCode } from "./hop-code";

/**
 * Where AWS says what a hop's rule rests on: the guide and its page. Of `client` and `name` AWS has no rule to cite:
 * they say that the question names things that do not exist.
 */
export const hopSources: Readonly<Record<HopCode, string>> = {
  client: "VPC user guide, VPC basics",
  name: "VPC Lattice user guide, Resource configurations",
  "share-names-account": "VPC Lattice user guide, Share your VPC Lattice entities",
  "address-family": "VPC user guide, IP addressing for your VPCs and subnets",
  "client-egress": "VPC user guide, Security groups",
  "client-route": "VPC user guide, How route priority works",
  "gateway-route": "VPC user guide, How route priority works",
  "peering-connection": "VPC peering guide, VPC peering limitations",
  "transit-gateway": "Transit Gateways guide, How transit gateways work",
  "vpn-gateway": "Site-to-Site VPN user guide, Edit static routes for a Site-to-Site VPN connection",
  "internet-gateway": "Amazon RDS API reference, ModifyDBInstance (PubliclyAccessible)",
  "client-network-acl": "VPC user guide, Network ACLs",
  "endpoint-network-acl": "VPC user guide, Network ACLs",
  "gateway-network-acl": "VPC user guide, Network ACLs",
  "database-network-acl": "VPC user guide, Network ACLs",
  "vpc-association": "VPC Lattice user guide, Manage the associations for a VPC Lattice service network",
  endpoint: "AWS PrivateLink guide, Access VPC resources",
  "resource-association": "VPC Lattice user guide, Manage associations of a resource configuration",
  "resource-configuration": "VPC Lattice user guide, Resource configurations",
  gateway: "VPC Lattice user guide, Resource gateways",
  "database-ingress": "VPC Lattice user guide, Resource gateways (Security groups)",
  "database-available": "VPC Lattice user guide, Resource configurations (ARN type)",
  "proxy-to-database": "Amazon RDS user guide, RDS Proxy (network prerequisites)",
  "login-role": "IAM user guide, Cross-account resource access (roles)",
  "login-permission": "Amazon RDS user guide, Creating and using an IAM policy for IAM database access",
  "login-enabled": "Amazon RDS user guide, Enabling and disabling IAM database authentication",
  "login-tls": "Amazon RDS user guide, Using SSL/TLS to encrypt a connection",
};
