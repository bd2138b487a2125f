import type { Schema } from "./schema";

/** What CloudFormation calls a resource of Pulumi's, as far as it calls it otherwise. */
export interface Counterpart {
  /** The CloudFormation type. */
  readonly type: string;
  /** Where the resource is one part of it: what else is required is another resource's. */
  readonly isPart?: true;
  /** Properties by Pulumi's names: CloudFormation's name, or what the value becomes. Others differ in capitals only. */
  readonly names?: Readonly<Record<string, string | ((value: any) => object)>>;
  /** Properties that CloudFormation has not, each with what the API takes. */
  readonly apiOnly?: Readonly<Record<string, Schema>>;
}

const yesOrNo: Schema = { type: "boolean" };
/** FinalDBSnapshotIdentifier (API reference, DeleteDBInstance and DeleteDBCluster). */
const snapshotName: Schema = { type: "string", maxLength: 255, pattern: "^[A-Za-z](?:-?[A-Za-z0-9])*$" };
const policy = (name: string) => (text: string) => ({ [name]: JSON.parse(text) as object });
const list = (name: string) => (value: unknown) => ({ [name]: [value] });
const text = (name: string) => (value: unknown) => ({ [name]: String(value) });
const secretKey = (value: string) => ({ MasterUserSecret: { KmsKeyId: value } });
const parameters = (all: readonly { readonly name: string; readonly value: string }[]) => ({
  Parameters: Object.fromEntries(all.map(({ name, value }) => [name, value])),
});

/** Of the parameter groups of instances and of clusters. */
const GROUP = { family: "Family", description: "Description", parameters };
const RULE = { securityGroupId: "GroupId", cidrIpv4: "CidrIp", cidrIpv6: "CidrIpv6" };

const INSTANCE: Counterpart = {
  type: "AWS::RDS::DBInstance",
  names: {
    identifier: "DBInstanceIdentifier",
    instanceClass: "DBInstanceClass",
    clusterIdentifier: "DBClusterIdentifier",
    allocatedStorage: text("AllocatedStorage"),
    port: text("Port"),
    username: "MasterUsername",
    passwordWo: "MasterUserPassword",
    masterUserSecretKmsKeyId: secretKey,
    iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
    parameterGroupName: "DBParameterGroupName",
    vpcSecurityGroupIds: "VPCSecurityGroups",
    backupWindow: "PreferredBackupWindow",
    maintenanceWindow: "PreferredMaintenanceWindow",
    caCertIdentifier: "CACertificateIdentifier",
    enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
    performanceInsightsEnabled: "EnablePerformanceInsights",
    replicateSourceDb: "SourceDBInstanceIdentifier",
    snapshotIdentifier: "DBSnapshotIdentifier",
    restoreToPointInTime: ({ sourceDbInstanceIdentifier, restoreTime, useLatestRestorableTime }) => ({
      SourceDBInstanceIdentifier: sourceDbInstanceIdentifier,
      ...(restoreTime !== undefined && { RestoreTime: restoreTime }),
      ...(useLatestRestorableTime !== undefined && { UseLatestRestorableTime: useLatestRestorableTime }),
    }),
  },
  apiOnly: {
    skipFinalSnapshot: yesOrNo,
    finalSnapshotIdentifier: snapshotName,
    // What makes the provider write a write-only password anew.
    passwordWoVersion: { type: "integer", minimum: 1 },
  },
};

const CLUSTER: Counterpart = {
  type: "AWS::RDS::DBCluster",
  names: {
    clusterIdentifier: "DBClusterIdentifier",
    iamDatabaseAuthenticationEnabled: "EnableIAMDatabaseAuthentication",
    enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
    masterUserSecretKmsKeyId: secretKey,
    serverlessv2ScalingConfiguration: "ServerlessV2ScalingConfiguration",
    restoreToPointInTime: ({ sourceClusterIdentifier, restoreType, useLatestRestorableTime }) => ({
      SourceDBClusterIdentifier: sourceClusterIdentifier,
      RestoreType: restoreType,
      UseLatestRestorableTime: useLatestRestorableTime,
    }),
  },
  apiOnly: {
    skipFinalSnapshot: yesOrNo,
    finalSnapshotIdentifier: snapshotName,
    // Both of ModifyDBCluster.
    allowMajorVersionUpgrade: yesOrNo,
    applyImmediately: yesOrNo,
  },
};

const RDS: Readonly<Record<string, Counterpart>> = {
  "aws:rds/instance:Instance": INSTANCE,
  "aws:rds/clusterInstance:ClusterInstance": INSTANCE,
  "aws:rds/cluster:Cluster": CLUSTER,
  "aws:rds/parameterGroup:ParameterGroup": {
    type: "AWS::RDS::DBParameterGroup",
    names: { ...GROUP, name: "DBParameterGroupName" },
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    type: "AWS::RDS::DBClusterParameterGroup",
    names: { ...GROUP, name: "DBClusterParameterGroupName" },
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    type: "AWS::RDS::DBSubnetGroup",
    names: { name: "DBSubnetGroupName", description: "DBSubnetGroupDescription" },
  },
  "aws:rds/proxy:Proxy": { type: "AWS::RDS::DBProxy", names: { name: "DBProxyName" } },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    type: "AWS::RDS::DBProxyTargetGroup",
    isPart: true,
    names: { connectionPoolConfig: "ConnectionPoolConfigurationInfo" },
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    type: "AWS::RDS::DBProxyTargetGroup",
    isPart: true,
    names: {
      dbInstanceIdentifier: list("DBInstanceIdentifiers"),
      dbClusterIdentifier: list("DBClusterIdentifiers"),
    },
  },
};

const AROUND: Readonly<Record<string, Counterpart>> = {
  "aws:backup/plan:Plan": {
    type: "AWS::Backup::BackupPlan",
    names: {
      name: (name: string) => ({ BackupPlan: { BackupPlanName: name } }),
      rules: (rules: Record<string, any>[]) => ({ BackupPlan: { BackupPlanRule: rules.map(backupRule) } }),
      tags: "BackupPlanTags",
    },
  },
  "aws:backup/selection:Selection": {
    type: "AWS::Backup::BackupSelection",
    names: {
      planId: "BackupPlanId",
      name: (name: string) => ({ BackupSelection: { SelectionName: name } }),
      iamRoleArn: (arn: string) => ({ BackupSelection: { IamRoleArn: arn } }),
      resources: (arns: string[]) => ({ BackupSelection: { Resources: arns } }),
      selectionTags: (tags: { type: string; key: string; value: string }[]) => ({
        BackupSelection: {
          ListOfTags: tags.map(({ type, key, value }) => {
            return { ConditionType: type, ConditionKey: key, ConditionValue: value };
          }),
        },
      }),
    },
  },
  "aws:backup/vault:Vault": {
    type: "AWS::Backup::BackupVault",
    names: { name: "BackupVaultName", kmsKeyArn: "EncryptionKeyArn", tags: "BackupVaultTags" },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    type: "AWS::Backup::BackupVault",
    names: {
      minRetentionDays: (days: number) => ({ LockConfiguration: { MinRetentionDays: days } }),
      maxRetentionDays: (days: number) => ({ LockConfiguration: { MaxRetentionDays: days } }),
    },
  },
  "aws:cloudwatch/logGroup:LogGroup": { type: "AWS::Logs::LogGroup", names: { name: "LogGroupName" } },
  "aws:iam/role:Role": {
    type: "AWS::IAM::Role",
    names: { name: "RoleName", assumeRolePolicy: policy("AssumeRolePolicyDocument") },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    type: "AWS::IAM::RolePolicy",
    names: { name: "PolicyName", role: "RoleName", policy: policy("PolicyDocument") },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    type: "AWS::IAM::Role",
    isPart: true,
    names: { role: "RoleName", policyArn: list("ManagedPolicyArns") },
  },
  "aws:kms/alias:Alias": { type: "AWS::KMS::Alias", names: { name: "AliasName" } },
  "aws:kms/key:Key": {
    type: "AWS::KMS::Key",
    names: { policy: policy("KeyPolicy"), deletionWindowInDays: "PendingWindowInDays" },
  },
  "aws:secretsmanager/secret:Secret": {
    type: "AWS::SecretsManager::Secret",
    // RecoveryWindowInDays of DeleteSecret.
    apiOnly: { recoveryWindowInDays: { type: "integer", minimum: 7, maximum: 30 } },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    type: "AWS::SecretsManager::Secret",
    isPart: true,
    apiOnly: { secretId: { type: "string", minLength: 1, maxLength: 2048 } },
  },
};

function backupRule({ ruleName, targetVaultName, schedule, startWindow, completionWindow, lifecycle, ...rest }: any) {
  if (Object.keys(rest).length > 0)
    throw new Error(`no counterpart of ${Object.keys(rest).join()} in a rule of a plan`);
  const { deleteAfter, coldStorageAfter } = lifecycle ?? {};
  return given({
    RuleName: ruleName,
    TargetBackupVault: targetVaultName,
    ScheduleExpression: schedule,
    StartWindowMinutes: startWindow,
    CompletionWindowMinutes: completionWindow,
    Lifecycle: given({ DeleteAfterDays: deleteAfter, MoveToColdStorageAfterDays: coldStorageAfter }),
  });
}

function given(all: object): object {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A rule of a network ACL (API reference, CreateNetworkAclEntry), which is a resource of its own in CloudFormation. */
const aclRules: Schema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["ruleNo", "protocol", "action", "fromPort", "toPort"],
    requiredXor: ["cidrBlock", "ipv6CidrBlock"],
    properties: {
      ruleNo: { type: "integer", minimum: 1, maximum: 32_766 },
      protocol: { enum: ["tcp"] },
      action: { enum: ["allow", "deny"] },
      fromPort: { type: "integer", minimum: 0, maximum: 65_535 },
      toPort: { type: "integer", minimum: 0, maximum: 65_535 },
      cidrBlock: { format: "ipv4-network", type: "string" },
      ipv6CidrBlock: { format: "ipv6-network", type: "string" },
    },
  },
};
const subnets: Schema = { type: "array", items: { type: "string", format: "AWS::EC2::Subnet.Id" } };

const NETWORK: Readonly<Record<string, Counterpart>> = {
  // VPCCidrBlock's in CloudFormation.
  "aws:ec2/vpc:Vpc": { type: "AWS::EC2::VPC", apiOnly: { assignGeneratedIpv6CidrBlock: yesOrNo } },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { type: "AWS::EC2::VPCEndpoint", names: { policy: policy("PolicyDocument") } },
  "aws:ec2/networkAcl:NetworkAcl": {
    type: "AWS::EC2::NetworkAcl",
    apiOnly: { ingress: aclRules, egress: aclRules, subnetIds: subnets },
  },
  "aws:ec2/subnet:Subnet": { type: "AWS::EC2::Subnet" },
  "aws:ec2/routeTable:RouteTable": { type: "AWS::EC2::RouteTable" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { type: "AWS::EC2::SubnetRouteTableAssociation" },
  "aws:ec2/flowLog:FlowLog": {
    type: "AWS::EC2::FlowLog",
    names: {
      vpcId: (id: string) => ({ ResourceId: id, ResourceType: "VPC" }),
      iamRoleArn: "DeliverLogsPermissionArn",
    },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    type: "AWS::EC2::SecurityGroup",
    names: { name: "GroupName", description: "GroupDescription" },
  },
  // The group that AWS makes with a VPC, emptied.
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { type: "AWS::EC2::SecurityGroup", isPart: true },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    type: "AWS::EC2::SecurityGroupIngress",
    names: { ...RULE, referencedSecurityGroupId: "SourceSecurityGroupId" },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    type: "AWS::EC2::SecurityGroupEgress",
    names: { ...RULE, referencedSecurityGroupId: "DestinationSecurityGroupId" },
  },
};

const SHARING: Readonly<Record<string, Counterpart>> = {
  "aws:ram/resourceShare:ResourceShare": { type: "AWS::RAM::ResourceShare" },
  "aws:ram/principalAssociation:PrincipalAssociation": {
    type: "AWS::RAM::ResourceShare",
    isPart: true,
    names: { principal: list("Principals"), resourceShareArn: "Arn" },
  },
  "aws:ram/resourceAssociation:ResourceAssociation": {
    type: "AWS::RAM::ResourceShare",
    isPart: true,
    names: { resourceArn: list("ResourceArns"), resourceShareArn: "Arn" },
  },
  "aws:vpclattice/accessLogSubscription:AccessLogSubscription": { type: "AWS::VpcLattice::AccessLogSubscription" },
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration": {
    type: "AWS::VpcLattice::ResourceConfiguration",
    names: {
      type: "ResourceConfigurationType",
      resourceGatewayIdentifier: "ResourceGatewayId",
      protocol: "ProtocolType",
      allowAssociationToShareableServiceNetwork: "AllowAssociationToSharableServiceNetwork",
      resourceConfigurationDefinition: ({ arnResource, ...others }) =>
        arnResource === undefined ? { ResourceConfigurationDefinition: others } : arnDefinition(arnResource),
    },
  },
  "aws:vpclattice/resourceGateway:ResourceGateway": {
    type: "AWS::VpcLattice::ResourceGateway",
    names: { vpcId: "VpcIdentifier" },
  },
  "aws-native:vpclattice:ServiceNetwork": { type: "AWS::VpcLattice::ServiceNetwork" },
  "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation": {
    type: "AWS::VpcLattice::ServiceNetworkResourceAssociation",
    names: { resourceConfigurationIdentifier: "ResourceConfigurationId", serviceNetworkIdentifier: "ServiceNetworkId" },
  },
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
    type: "AWS::VpcLattice::ServiceNetworkVpcAssociation",
  },
};

function arnDefinition({ arn }: { readonly arn: string }) {
  return { ResourceConfigurationDefinition: { ArnResource: arn } };
}

/** By Pulumi's type. */
export const COUNTERPARTS: Readonly<Record<string, Counterpart>> = { ...RDS, ...AROUND, ...NETWORK, ...SHARING };

/** What CloudFormation has nothing of, each with the reason. */
export const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  "aws:ram/resourceShareAccepter:ResourceShareAccepter": "CloudFormation accepts no shares",
  "aws:rds/snapshotCopy:SnapshotCopy": "CloudFormation copies no snapshots",
  "random:index/randomId:RandomId": "no AWS resource",
  "random:index/randomPassword:RandomPassword": "no AWS resource",
  "random:index/randomUuid:RandomUuid": "no AWS resource",
  "pulumi:providers:aws-native": "no AWS resource",
};
