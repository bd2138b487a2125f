/**
 * Where clients find resources behind a VPC association: addresses VPC Lattice answers for resource configurations,
 * routed inside the VPC only, in no subnet of anybody's. The managed prefix list com.amazonaws.REGION.vpc-lattice is
 * wider: it also holds the addresses of Lattice services.
 */
export const latticeResourcesCidr = "129.224.0.0/17";

/** Ids of the zones without VPC Lattice (its quotas page): no resource gateways there. Their letters differ between accounts. */
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
