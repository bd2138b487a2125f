/**
 * Where clients find resources behind a VPC association: addresses VPC Lattice answers for resource configurations,
 * routed inside the VPC only, in no subnet of anybody's. The managed prefix list com.amazonaws.REGION.vpc-lattice may
 * also hold them, but holds the addresses of Lattice services too, which a database client has no business with; AWS's
 * pages differ on its content (docs/unsure-about-aws.md).
 */
export const latticeResourcesCidr = "129.224.0.0/17";

/** The same by IPv6, as deployments of others have seen it (docs/unsure-about-aws.md). */
export const latticeResourcesIpv6Cidr = "fd00:ec2:80::/64";

/**
 * Ids of the zones without VPC Lattice, as its guide says of the whole service (quotas page). It is certain of
 * gateways; what it means for clients whose subnets are there is not said. Their letters differ between accounts.
 */
export const zonesWithoutLattice: readonly string[] = [
  "use1-az3",
  "usw1-az2",
  "apne1-az3",
  "apne2-az2",
  "euc1-az2",
  "euw1-az4",
  "cac1-az3",
  "ilc1-az2",
];
