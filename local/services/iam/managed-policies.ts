import { parsePolicy, type Statement } from "./policy-document";

const nothingHere: readonly Statement[] = [];
const allow = (...actions: readonly string[]): readonly Statement[] =>
  parsePolicy(JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }));

/**
 * AWS's own managed policies that can be attached here, by the name behind `policy/`: of each only what it says about
 * actions the local cloud decides (database login, secrets, keys, taking on roles).
 */
const known: Readonly<Record<string, readonly Statement[]>> = {
  AdministratorAccess: allow("*"),
  PowerUserAccess: parsePolicy(
    JSON.stringify({
      Statement: [
        { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
        { Effect: "Allow", Action: ["iam:ListRoles", "account:GetAccountInformation"], Resource: "*" },
      ],
    }),
  ),
  ReadOnlyAccess: nothingHere,
  SecurityAudit: nothingHere,
  "job-function/ViewOnlyAccess": nothingHere,
  SecretsManagerReadWrite: allow("secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys"),
  AmazonRDSFullAccess: nothingHere,
  AmazonRDSReadOnlyAccess: nothingHere,
  AmazonVPCFullAccess: nothingHere,
  VPCLatticeFullAccess: nothingHere,
  VPCLatticeReadOnlyAccess: nothingHere,
  VPCLatticeServicesInvokeAccess: nothingHere,
  CloudWatchLogsFullAccess: nothingHere,
  CloudWatchReadOnlyAccess: nothingHere,
  AmazonSSMManagedInstanceCore: nothingHere,
  "service-role/AmazonRDSEnhancedMonitoringRole": nothingHere,
  "service-role/AWSBackupServiceRolePolicyForBackup": nothingHere,
  "service-role/AWSBackupServiceRolePolicyForRestores": nothingHere,
  "service-role/AWSLambdaBasicExecutionRole": nothingHere,
  "service-role/AWSLambdaVPCAccessExecutionRole": nothingHere,
};

/** The statements of `arn:aws:iam::aws:policy/…`; undefined for one the local cloud does not have. */
export function managedPolicy(arn: string): readonly Statement[] | undefined {
  const [, name] = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  return name === undefined || !Object.hasOwn(known, name) ? undefined : known[name];
}

/** Whether the ARN names a policy of AWS's own, known here or not. */
export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::aws:policy\//.test(arn);
}
