import type { Schema } from "./schema";

const port = { type: "integer", minimum: 1150, maximum: 65_535 };
const window = { type: "string", pattern: "^\\d\\d:\\d\\d-\\d\\d:\\d\\d$" };
const day = "(?:mon|tue|wed|thu|fri|sat|sun)";
const weekly = { type: "string", pattern: `^${day}:\\d\\d:\\d\\d-${day}:\\d\\d:\\d\\d$` };
/** 7 days, whole months to 23, or two years. */
const insights = { enum: [7, 731, 465, ...Array.from({ length: 23 }, (_, index) => 31 * (index + 1))] };
const monitoring = { enum: [0, 1, 5, 10, 15, 30, 60] };
const identifier = { type: "string", maxLength: 63, pattern: "^[a-z](?:-?[a-z0-9])*$" };

/**
 * What the APIs ask beyond CloudFormation's schemas, by type (API references of RDS, EC2, IAM, AWS Backup and VPC Lattice,
 * of CreateDBInstance, CreateDBCluster, CreateDBProxy, ConnectionPoolConfiguration, CreateDBParameterGroup,
 * CreateSecurityGroup, CreateRole, CreateResourceConfiguration).
 */
export const API_LIMITS: Readonly<Record<string, Schema>> = {
  "AWS::RDS::DBInstance": {
    properties: {
      DBInstanceIdentifier: identifier,
      DBInstanceClass: { pattern: "^db\\.[a-z0-9]+(?:\\.[a-z0-9]+)?$" },
      DBName: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,62}$" },
      Engine: { enum: ["postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql"] },
      EngineLifecycleSupport: {
        enum: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      },
      AllocatedStorage: { pattern: "^\\d{2,5}$" },
      MaxAllocatedStorage: { minimum: 22, maximum: 65_536 },
      StorageType: { enum: ["gp2", "gp3", "io1", "io2", "standard", "aurora", "aurora-iopt1"] },
      MasterUsername: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,15}$" },
      MasterUserPassword: { minLength: 8, maxLength: 41, pattern: "^[^/'\"@ ]*$" },
      BackupRetentionPeriod: { minimum: 0, maximum: 35 },
      Port: { pattern: "^\\d{4,5}$" },
      PreferredBackupWindow: window,
      PreferredMaintenanceWindow: weekly,
      MonitoringInterval: monitoring,
      PerformanceInsightsRetentionPeriod: insights,
      PromotionTier: { minimum: 0, maximum: 15 },
      CACertificateIdentifier: { pattern: "^rds-ca-(?:rsa2048|rsa4096|ecc384)-g1$" },
      EnableCloudwatchLogsExports: {
        items: { enum: ["postgresql", "upgrade", "audit", "error", "general", "slowquery", "iam-db-auth-error"] },
      },
      DatabaseInsightsMode: { enum: ["standard", "advanced"] },
    },
  },
  "AWS::RDS::DBCluster": {
    required: ["Engine"],
    properties: {
      DBClusterIdentifier: identifier,
      DatabaseName: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,62}$" },
      Engine: { enum: ["aurora-postgresql", "aurora-mysql"] },
      EngineMode: { enum: ["provisioned"] },
      MasterUsername: { pattern: "^[A-Za-z][A-Za-z0-9_]{0,15}$" },
      BackupRetentionPeriod: { minimum: 1, maximum: 35 },
      BacktrackWindow: { minimum: 0, maximum: 259_200 },
      Port: port,
      EnableCloudwatchLogsExports: {
        items: { enum: ["postgresql", "audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"] },
      },
    },
  },
  "AWS::RDS::DBProxy": {
    properties: {
      DBProxyName: { maxLength: 63, pattern: "^[A-Za-z](?:-?[A-Za-z0-9])*$" },
      IdleClientTimeout: { minimum: 1, maximum: 28_800 },
    },
  },
  "AWS::RDS::DBProxyTargetGroup": {
    properties: {
      ConnectionPoolConfigurationInfo: {
        properties: {
          ConnectionBorrowTimeout: { minimum: 0, maximum: 300 },
          MaxConnectionsPercent: { minimum: 1, maximum: 100 },
          MaxIdleConnectionsPercent: { minimum: 0, maximum: 100 },
        },
      },
      DBInstanceIdentifiers: { maxItems: 1 },
      DBClusterIdentifiers: { maxItems: 1 },
    },
  },
  "AWS::RDS::DBParameterGroup": {
    properties: {
      DBParameterGroupName: { maxLength: 255, pattern: "^[a-z](?:-?[a-z0-9])*$" },
      Family: { pattern: "^(?:postgres\\d{2}|mysql\\d\\.\\d|mariadb\\d{2}\\.\\d{1,2})$" },
    },
  },
  "AWS::RDS::DBClusterParameterGroup": {
    properties: {
      DBClusterParameterGroupName: { maxLength: 255, pattern: "^[a-z](?:-?[a-z0-9])*$" },
      Family: { pattern: "^(?:aurora-postgresql\\d{2}|aurora-mysql\\d\\.\\d)$" },
    },
  },
  "AWS::RDS::DBSubnetGroup": { properties: { SubnetIds: { minItems: 2 } } },
  "AWS::EC2::SecurityGroup": {
    properties: { GroupDescription: { maxLength: 255, pattern: "^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$" } },
  },
  "AWS::EC2::SecurityGroupIngress": {
    required: ["GroupId", "FromPort", "ToPort"],
    requiredXor: ["CidrIp", "CidrIpv6", "SourceSecurityGroupId", "SourcePrefixListId"],
    properties: { Description: { maxLength: 255, pattern: "^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$" } },
  },
  "AWS::EC2::SecurityGroupEgress": {
    required: ["FromPort", "ToPort"],
    requiredXor: ["CidrIp", "CidrIpv6", "DestinationSecurityGroupId", "DestinationPrefixListId"],
    properties: { Description: { maxLength: 255, pattern: "^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$" } },
  },
  "AWS::IAM::Role": {
    properties: { RoleName: { maxLength: 64, pattern: "^[\\w+=,.@-]+$" }, Description: { maxLength: 1000 } },
  },
  "AWS::VpcLattice::ResourceConfiguration": {
    properties: { PortRanges: { items: { pattern: "^\\d{1,5}(?:-\\d{1,5})?$" } } },
  },
};
