/** A quota of AWS's, as an account has it before it asks for more. */
export interface Quota {
  /** As Service Quotas calls it. */
  readonly name: string;
  /** `SERVICE/L-…`, by which more is asked for. */
  readonly service: string;
  readonly code: string;
  /** The default, in a Region. */
  readonly most: (region: string) => number;
  /** Whether what is counted may be fewer, so that nothing is refused for it. */
  readonly isUpTo?: true;
}

/**
 * Those that stand on the way of a stack of this program; AWS raises each of them on request. Source: AWS General
 * Reference, service endpoints and quotas of RDS, VPC, VPC Lattice, RAM, IAM and KMS, as of 2026. What no account can
 * have more of is checked with the settings it is about: five security groups of an association, the characters of a
 * trust policy, the addresses of a subnet.
 */
export const QUOTAS = {
  instances: quota("rds", "L-7B6409FD", "DB instances", 40, 20),
  clusters: quota("rds", "L-952B80B8", "DB clusters", 40, 20),
  clusterParameterGroups: quota("rds", "L-E4C808A8", "DB cluster parameter groups", 50, 20),
  proxies: quota("rds", "L-D94C7EA3", "Proxies", 20),
  subnetGroups: quota("rds", "L-48C6BF61", "DB subnet groups", 50, 20),
  parameterGroups: quota("rds", "L-DE55804A", "Parameter groups", 50, 20),
  storage: quota("rds", "L-7ADDB58A", "Total storage for all DB instances", 100_000),
  securityGroups: quota("vpc", "L-E79EC296", "VPC security groups per Region", 2500),
  securityGroupRules: quota("vpc", "L-0EA8095F", "Inbound or outbound rules per security group", 60),
  networkAclRules: quota("vpc", "L-2AEEBF1A", "Rules per network ACL", 20),
  configurations: quota("vpc-lattice", "L-5FF8F9B9", "Resource configurations per AWS Region", 2000),
  configurationsInNetwork: quota("vpc-lattice", "L-6095700C", "Resource Configurations per service network", 500),
  shares: quota("ram", "L-595828F9", "Number of resource shares", 25_000),
  principals: quota("ram", "L-8491BF81", "Number of principal associations", 25_000),
  // Of accounts outside the organisation alone, until they accept; nobody can tell how many of them are.
  invitations: { ...quota("ram", "L-238C96EE", "Number of pending invitations", 20), isUpTo: true },
  roles: quota("iam", "L-FE177D64", "Roles per account", 1000),
  keys: quota("kms", "L-C2F1777E", "Customer master keys (CMKs)", 100_000),
} satisfies Readonly<Record<string, Quota>>;

/** @param inMumbai Where AWS gives less in ap-south-1. */
function quota(service: string, code: string, name: string, most: number, inMumbai = most): Quota {
  return { service, code, name, most: (region) => (region === "ap-south-1" ? inMumbai : most) };
}
