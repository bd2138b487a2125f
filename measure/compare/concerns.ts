/** What each tool calls a concern. A check counts if its id stands here; an id may stand under several concerns. */
export interface Checks {
  readonly title: string;
  /** Rules of this pack. */
  readonly ours: readonly string[];
  /** Checks of checkov, for CloudFormation and for Terraform; `*` stands for the rest of an id. */
  readonly checkov: readonly string[];
  /** Rules of cdk-nag, by the names of its rule functions; every one it has is run, whatever pack it is in. */
  readonly cdkNag: readonly string[];
}

const iamUnbounded = ["CKV_AWS_109", "CKV_AWS_111", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356"];
const iamEscalation = ["CKV_AWS_110", "CKV_AWS_286", "CKV2_AWS_40", ...iamUnbounded];

export const concerns = {
  "rds-public": {
    title: "database with a public address",
    ours: ["rds-no-public-access"],
    checkov: ["CKV_AWS_17"],
    cdkNag: ["RDSInstancePublicAccess"],
  },
  "rds-public-subnet": {
    title: "database in a public subnet",
    ours: ["rds-private-subnets"],
    checkov: [],
    cdkNag: ["VPCNoUnrestrictedRouteToIGW"],
  },
  "rds-encryption": {
    title: "database storage encrypted",
    ours: ["rds-storage-encrypted"],
    checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140", "CKV_AWS_327"],
    cdkNag: ["RDSStorageEncrypted"],
  },
  "rds-backups": {
    title: "database backups",
    ours: ["rds-backup-retention"],
    checkov: ["CKV_AWS_133"],
    cdkNag: ["RDSInstanceBackupEnabled"],
  },
  "rds-deletion": {
    title: "database deletion protection",
    ours: ["rds-deletion-protection"],
    checkov: ["CKV_AWS_139", "CKV_AWS_293"],
    cdkNag: ["RDSInstanceDeletionProtectionEnabled"],
  },
  "rds-password": {
    title: "master password managed",
    ours: ["rds-managed-master-secret"],
    checkov: ["CKV_SECRET_*"],
    cdkNag: [],
  },
  "rds-tls": { title: "TLS forced", ours: ["rds-tls-parameter"], checkov: ["CKV2_AWS_69"], cdkNag: [] },
  "rds-iam-login": {
    title: "IAM login",
    ours: ["rds-iam-auth"],
    checkov: ["CKV_AWS_161", "CKV_AWS_162"],
    cdkNag: ["AuroraMySQLPostgresIAMAuth"],
  },
  "rds-multi-az": {
    title: "database in several zones",
    ours: ["rds-multi-az"],
    checkov: ["CKV_AWS_157"],
    cdkNag: ["RDSMultiAZSupport"],
  },
  "rds-logs": {
    title: "database logs exported",
    ours: ["rds-logs-exported"],
    checkov: ["CKV_AWS_129", "CKV_AWS_324"],
    cdkNag: ["RDSLoggingEnabled", "AuroraMySQLLogging"],
  },
  "rds-proxy": { title: "RDS Proxy asks for TLS", ours: ["rds-proxy-tls-iam"], checkov: [], cdkNag: [] },
  "rds-own-key": {
    title: "database under a key of one's own",
    ours: ["rds-customer-key"],
    checkov: ["CKV_AWS_327"],
    cdkNag: [],
  },
  "rds-monitoring": {
    title: "database monitored",
    ours: ["rds-monitoring"],
    checkov: ["CKV_AWS_118", "CKV_AWS_353"],
    cdkNag: ["RDSEnhancedMonitoringEnabled"],
  },
  "rds-minor-upgrade": {
    title: "database patched",
    ours: ["rds-minor-upgrade"],
    checkov: ["CKV_AWS_226"],
    cdkNag: ["RDSAutomaticMinorVersionUpgradeEnabled"],
  },
  "rds-backup-plan": {
    title: "database in a backup plan",
    ours: ["backup-covered"],
    checkov: ["CKV2_AWS_8"],
    cdkNag: ["RDSInBackupPlan"],
  },
  "sg-world": {
    title: "security group open to the world",
    ours: ["sg-no-world-ingress"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277"],
    cdkNag: ["EC2RestrictedInbound", "EC2RestrictedCommonPorts", "EC2RestrictedSSH", "RDSRestrictedInbound"],
  },
  "sg-wide": {
    title: "security group open to a wide range",
    ours: ["sg-no-wide-private-ingress"],
    checkov: [],
    cdkNag: ["EC2RestrictedInbound", "RDSRestrictedInbound"],
  },
  "sg-all-ports": {
    title: "security group open on every port",
    ours: ["sg-no-all-ports-ingress"],
    checkov: ["CKV_AWS_277"],
    cdkNag: ["EC2RestrictedCommonPorts"],
  },
  "sg-egress": { title: "egress to anywhere", ours: ["sg-no-open-egress"], checkov: ["CKV_AWS_382"], cdkNag: [] },
  "sg-described": {
    title: "security group rules described",
    ours: ["sg-described"],
    checkov: ["CKV_AWS_23"],
    cdkNag: ["EC2SecurityGroupDescription"],
  },
  nacl: {
    title: "network ACL open to the world",
    ours: ["vpc-hygiene"],
    checkov: ["CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"],
    cdkNag: [],
  },
  "instance-public": {
    title: "instance with a public address",
    ours: ["subnet-no-public-ip"],
    checkov: ["CKV_AWS_88"],
    cdkNag: ["EC2InstanceNoPublicIp"],
  },
  "subnet-public": {
    title: "subnet that gives out public addresses",
    ours: ["subnet-no-public-ip"],
    checkov: ["CKV_AWS_130"],
    cdkNag: ["VPCSubnetAutoAssignPublicIpDisabled"],
  },
  "route-public": {
    title: "default route to an internet gateway",
    ours: ["no-default-route-to-igw"],
    checkov: [],
    cdkNag: ["VPCNoUnrestrictedRouteToIGW"],
  },
  "flow-logs": {
    title: "VPC flow logs",
    ours: ["vpc-hygiene"],
    checkov: ["CKV2_AWS_11"],
    cdkNag: ["VPCFlowLogsEnabled"],
  },
  "kms-rotation": {
    title: "key rotation",
    ours: ["kms-rotation"],
    checkov: ["CKV_AWS_7"],
    cdkNag: ["KMSBackingKeyRotationEnabled"],
  },
  "kms-policy": { title: "key open to everyone", ours: ["kms-no-open-policy"], checkov: ["CKV_AWS_33"], cdkNag: [] },
  "kms-lockout": {
    title: "key that can lock out or vanish",
    ours: ["kms-lockout-window"],
    checkov: ["CKV_AWS_227"],
    cdkNag: [],
  },
  "secret-policy": { title: "secret open to everyone", ours: ["secret-no-open-policy"], checkov: [], cdkNag: [] },
  "secret-key": {
    title: "secret under a key of one's own",
    ours: ["secret-customer-key"],
    checkov: ["CKV_AWS_149"],
    cdkNag: ["SecretsManagerUsingKMSKey"],
  },
  "secret-rotation": {
    title: "database secret rotates",
    ours: ["secret-rotation"],
    checkov: ["CKV2_AWS_57", "CKV_AWS_304"],
    cdkNag: ["SecretsManagerRotationEnabled"],
  },
  "iam-admin": {
    title: "administrator policy",
    ours: ["iam-no-admin"],
    checkov: ["CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40", ...iamUnbounded],
    cdkNag: ["IAMPolicyNoStatementsWithAdminAccess", "IAMPolicyNoStatementsWithFullAccess", "IAMNoWildcardPermissions"],
  },
  "iam-wildcard": {
    title: "every action of a guarded service",
    ours: ["iam-no-service-wildcard"],
    checkov: ["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_287", "CKV_AWS_288", ...iamEscalation],
    cdkNag: ["IAMPolicyNoStatementsWithFullAccess", "IAMNoWildcardPermissions"],
  },
  "iam-passrole": {
    title: "passing every role",
    ours: ["iam-passrole-scoped"],
    checkov: iamEscalation,
    cdkNag: ["IAMNoWildcardPermissions"],
  },
  "iam-escalation": {
    title: "raising one's own rights",
    ours: ["iam-no-escalation"],
    checkov: iamEscalation,
    cdkNag: ["IAMNoWildcardPermissions"],
  },
  "iam-data": {
    title: "reading every secret, key or database",
    ours: ["iam-data-read-scoped"],
    checkov: ["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_287", "CKV_AWS_288", ...iamUnbounded],
    cdkNag: ["IAMNoWildcardPermissions"],
  },
  "iam-managed-admin": {
    title: "AWS's administrator policies",
    ours: ["iam-no-admin-managed-policy"],
    checkov: ["CKV_AWS_274", "CKV2_AWS_56"],
    cdkNag: ["IAMNoManagedPolicies"],
  },
  "iam-trust": {
    title: "role open to everyone",
    ours: ["iam-trust-no-wildcard"],
    checkov: ["CKV_AWS_60"],
    cdkNag: [],
  },
  "iam-trust-account": {
    title: "role open to a whole account",
    ours: ["iam-trust-cross-account-bound"],
    checkov: ["CKV_AWS_61"],
    cdkNag: [],
  },
  "iam-federated": {
    title: "role open to anybody of an identity provider",
    ours: ["iam-trust-no-wildcard"],
    checkov: ["CKV_AWS_358", "CKV_AWS_393"],
    cdkNag: [],
  },
  "iam-users": {
    title: "policies on users",
    ours: ["iam-no-long-lived-users"],
    checkov: ["CKV_AWS_40"],
    cdkNag: ["IAMUserNoPolicies", "IAMNoInlinePolicy"],
  },
  "lattice-auth-type": {
    title: "service network without auth type",
    ours: ["lattice-auth-type-iam"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-auth-policy": {
    title: "Lattice auth policy open to everyone",
    ours: ["lattice-no-open-auth-policy"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-false-comfort": {
    title: "auth policy relied on for a database",
    ours: ["lattice-auth-policy-is-not-database-protection"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-resource-policy": {
    title: "Lattice resource policy open to everyone",
    ours: ["lattice-no-open-resource-policy"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-gateway": {
    title: "resource gateway without security group",
    ours: ["lattice-gateway-security-groups"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-gateway-egress": {
    title: "resource gateway reaches more than the database",
    ours: ["lattice-gateway-egress-to-database-only"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-ports": {
    title: "resource configuration with more than the database's port",
    ours: ["lattice-config-ports"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-target": {
    title: "resource configuration to something else",
    ours: ["lattice-config-target"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-association": {
    title: "VPC association without security group",
    ours: ["lattice-association-security-groups"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-dns": {
    title: "private DNS for any domain",
    ours: ["lattice-private-dns-scope"],
    checkov: [],
    cdkNag: [],
  },
  "lattice-logs": {
    title: "database traffic through Lattice logged",
    ours: ["lattice-access-logs"],
    checkov: [],
    cdkNag: [],
  },
  "ram-external": {
    title: "share open to other organisations",
    ours: ["ram-no-external-principals"],
    checkov: [],
    cdkNag: [],
  },
  "ram-principals": { title: "share with anybody", ours: ["ram-principals-allowed"], checkov: [], cdkNag: [] },
  "ram-types": { title: "share of something else", ours: ["ram-shared-types"], checkov: [], cdkNag: [] },
  "ram-retain": {
    title: "share kept by who left the organisation",
    ours: ["ram-no-retain-on-leave"],
    checkov: [],
    cdkNag: [],
  },
} satisfies Record<string, Checks>;

export type Concern = keyof typeof concerns;
