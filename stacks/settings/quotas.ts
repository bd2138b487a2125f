/** A quota of AWS's, as an account has it before it asks for more. */
export interface Quota {
  /** As Service Quotas calls it. */
  readonly name: string;
  /** `SERVICE/L-…`, by which more is asked for. */
  readonly service: string;
  readonly code: string;
  /** The default, in a Region. */
  readonly most: (region: string) => number;
}

/**
 * Those that a stack of this program can pass by itself; with 60 databases and 50 accounts each it comes nowhere near
 * the others (2,000 resource configurations, 500 gateways in a VPC, 1,000 roles, 100,000 keys). Source: AWS General
 * Reference, service endpoints and quotas of RDS, VPC and VPC Lattice, as of 2026. The local cloud has limits of its own,
 * so that a mistake here shows there.
 */
export const QUOTAS = {
  instances: quota("rds", "L-7B6409FD", "DB instances", 40),
  subnetGroups: {
    ...quota("rds", "L-48C6BF61", "DB subnet groups", 50),
    most: (region) => (region === "ap-south-1" ? 20 : 50),
  },
  parameterGroups: quota("rds", "L-DE55804A", "Parameter groups", 50),
  securityGroupRules: quota("vpc", "L-0EA8095F", "Inbound or outbound rules per security group", 60),
  configurationsInNetwork: quota("vpc-lattice", "L-6095700C", "Resource Configurations per service network", 500),
} satisfies Readonly<Record<string, Quota>>;

function quota(service: string, code: string, name: string, most: number): Quota {
  return { service, code, name, most: () => most };
}
