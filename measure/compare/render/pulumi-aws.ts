import type { Case } from "../case";
import { isRecord } from "./intrinsic";
import { camelCased } from "./pulumi-native";
import type { Rendered } from "./rendered";

type Properties = Readonly<Record<string, unknown>>;

/** How a CloudFormation type is written in Terraform's provider, and so in `@pulumi/aws`. */
interface Form {
  readonly type: string;
  /** Terraform's name of it. */
  readonly terraform: string;
  /** From the properties in camel case to those of the type. */
  readonly properties?: (properties: Properties) => Properties;
  /** What CloudFormation has inline and Terraform as resources beside it. */
  readonly beside?: (properties: Properties, id: string) => readonly Beside[];
}

interface Beside {
  readonly name: string;
  readonly type: string;
  readonly properties: Properties;
}

/** Takes some names for others; a name for nothing drops the property. */
const renamed =
  (names: Readonly<Record<string, string | undefined>>, change: (properties: Properties) => Properties = (it) => it) =>
  (properties: Properties): Properties => {
    const entries = Object.entries(change(properties)).map(([key, value]) => [key in names ? names[key] : key, value]);
    return Object.fromEntries(entries.filter(([key]) => key !== undefined)) as Properties;
  };

const json =
  (key: string) =>
  (properties: Properties): Properties => ({
    ...properties,
    [key]: JSON.stringify(properties[key]),
  });

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const records = (value: unknown): readonly Properties[] => list(value).filter(isRecord);

const secretKey = ({ masterUserSecret, ...rest }: Properties): Properties => ({
  ...rest,
  ...(isRecord(masterUserSecret) && { masterUserSecretKmsKeyId: masterUserSecret.kmsKeyId }),
});

const groupRule = (rule: Properties): Properties => {
  const { ipProtocol, fromPort, toPort, description } = rule;
  const group = rule.sourceSecurityGroupId ?? rule.destinationSecurityGroupId;
  const prefixList = rule.sourcePrefixListId ?? rule.destinationPrefixListId;
  return {
    protocol: ipProtocol,
    // Every protocol takes no ports; Terraform wants zeros there.
    fromPort: fromPort ?? 0,
    toPort: toPort ?? 0,
    description,
    ...(rule.cidrIp !== undefined && { cidrBlocks: [rule.cidrIp] }),
    ...(rule.cidrIpv6 !== undefined && { ipv6CidrBlocks: [rule.cidrIpv6] }),
    ...(group !== undefined && { securityGroups: [group] }),
    ...(prefixList !== undefined && { prefixListIds: [prefixList] }),
  };
};

const forms: Readonly<Record<string, Form>> = {
  "AWS::RDS::DBInstance": {
    type: "aws:rds/instance:Instance",
    terraform: "aws_db_instance",
    properties: renamed({
      dbInstanceClass: "instanceClass",
      dbInstanceIdentifier: "identifier",
      masterUsername: "username",
      masterUserPassword: "password",
      vpcSecurityGroups: "vpcSecurityGroupIds",
      enableIamDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
      enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
      sourceDbInstanceIdentifier: "replicateSourceDb",
      dbParameterGroupName: "parameterGroupName",
      enablePerformanceInsights: "performanceInsightsEnabled",
    }),
  },
  "AWS::RDS::DBCluster": {
    type: "aws:rds/cluster:Cluster",
    terraform: "aws_rds_cluster",
    properties: renamed(
      {
        masterUserPassword: "masterPassword",
        enableIamDatabaseAuthentication: "iamDatabaseAuthenticationEnabled",
        enableCloudwatchLogsExports: "enabledCloudwatchLogsExports",
      },
      secretKey,
    ),
  },
  "AWS::RDS::DBSubnetGroup": {
    type: "aws:rds/subnetGroup:SubnetGroup",
    terraform: "aws_db_subnet_group",
    properties: renamed({ dbSubnetGroupDescription: "description" }),
  },
  "AWS::RDS::DBParameterGroup": {
    type: "aws:rds/parameterGroup:ParameterGroup",
    terraform: "aws_db_parameter_group",
    properties: ({ parameters, ...rest }) => ({
      ...rest,
      parameters: Object.entries(isRecord(parameters) ? parameters : {}).map(([name, value]) => ({ name, value })),
    }),
  },
  "AWS::RDS::DBProxy": {
    type: "aws:rds/proxy:Proxy",
    terraform: "aws_db_proxy",
    properties: renamed({ dbProxyName: "name", auth: "auths" }),
  },
  "AWS::EC2::VPC": { type: "aws:ec2/vpc:Vpc", terraform: "aws_vpc" },
  "AWS::EC2::Subnet": { type: "aws:ec2/subnet:Subnet", terraform: "aws_subnet" },
  "AWS::EC2::RouteTable": { type: "aws:ec2/routeTable:RouteTable", terraform: "aws_route_table" },
  "AWS::EC2::SubnetRouteTableAssociation": {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    terraform: "aws_route_table_association",
  },
  "AWS::EC2::Route": {
    type: "aws:ec2/route:Route",
    terraform: "aws_route",
    properties: renamed({ egressOnlyInternetGatewayId: "egressOnlyGatewayId" }),
  },
  "AWS::EC2::InternetGateway": { type: "aws:ec2/internetGateway:InternetGateway", terraform: "aws_internet_gateway" },
  "AWS::EC2::VPCGatewayAttachment": {
    type: "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
    terraform: "aws_internet_gateway_attachment",
  },
  "AWS::EC2::FlowLog": {
    type: "aws:ec2/flowLog:FlowLog",
    terraform: "aws_flow_log",
    properties: (properties) => {
      const target = properties.resourceType === "VPC" ? "vpcId" : "subnetId";
      return renamed({ resourceId: target, resourceType: undefined, deliverLogsPermissionArn: "iamRoleArn" })(
        properties,
      );
    },
  },
  "AWS::EC2::NetworkAclEntry": {
    type: "aws:ec2/networkAclRule:NetworkAclRule",
    terraform: "aws_network_acl_rule",
    properties: ({ portRange, protocol, ...rest }) => ({
      ...rest,
      protocol: String(protocol),
      ...(isRecord(portRange) && { fromPort: portRange.from, toPort: portRange.to }),
    }),
  },
  "AWS::EC2::Instance": {
    type: "aws:ec2/instance:Instance",
    terraform: "aws_instance",
    // The first interface's settings are the instance's own there.
    properties: ({ networkInterfaces, imageId, ...rest }) => {
      const { subnetId, associatePublicIpAddress } = records(networkInterfaces)[0] ?? {};
      return { ...rest, ami: imageId, subnetId, associatePublicIpAddress };
    },
  },
  "AWS::EC2::SecurityGroup": {
    type: "aws:ec2/securityGroup:SecurityGroup",
    terraform: "aws_security_group",
    properties: ({ groupDescription, securityGroupIngress, securityGroupEgress, ...rest }) => ({
      ...rest,
      description: groupDescription,
      ...(securityGroupIngress !== undefined && { ingress: records(securityGroupIngress).map(groupRule) }),
      ...(securityGroupEgress !== undefined && { egress: records(securityGroupEgress).map(groupRule) }),
    }),
  },
  "AWS::EC2::SecurityGroupIngress": {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    terraform: "aws_vpc_security_group_ingress_rule",
    properties: renamed({
      groupId: "securityGroupId",
      cidrIp: "cidrIpv4",
      sourceSecurityGroupId: "referencedSecurityGroupId",
    }),
  },
  "AWS::KMS::Key": {
    type: "aws:kms/key:Key",
    terraform: "aws_kms_key",
    // A key of imported material is a type of its own there, so Origin has no counterpart.
    properties: renamed(
      { keyPolicy: "policy", keySpec: "customerMasterKeySpec", pendingWindowInDays: "deletionWindowInDays" },
      json("keyPolicy"),
    ),
  },
  "AWS::SecretsManager::Secret": { type: "aws:secretsmanager/secret:Secret", terraform: "aws_secretsmanager_secret" },
  "AWS::SecretsManager::RotationSchedule": {
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    terraform: "aws_secretsmanager_secret_rotation",
    properties: renamed({ rotationLambdaArn: "rotationLambdaArn" }),
  },
  "AWS::SecretsManager::ResourcePolicy": {
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    terraform: "aws_secretsmanager_secret_policy",
    properties: renamed({ secretId: "secretArn", resourcePolicy: "policy" }, json("resourcePolicy")),
  },
  "AWS::IAM::Role": {
    type: "aws:iam/role:Role",
    terraform: "aws_iam_role",
    properties: renamed(
      { assumeRolePolicyDocument: "assumeRolePolicy", policies: undefined, managedPolicyArns: undefined },
      json("assumeRolePolicyDocument"),
    ),
    beside: ({ policies, managedPolicyArns }, id) => [
      ...records(policies).map(({ policyName, policyDocument }) => ({
        name: `${id}-policy`,
        type: "aws:iam/rolePolicy:RolePolicy",
        properties: { name: policyName, role: { Ref: id }, policy: JSON.stringify(policyDocument) },
      })),
      ...list(managedPolicyArns).map((policyArn) => ({
        name: `${id}-attachment`,
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        properties: { role: { Ref: id }, policyArn },
      })),
    ],
  },
  "AWS::IAM::UserPolicy": {
    type: "aws:iam/userPolicy:UserPolicy",
    terraform: "aws_iam_user_policy",
    properties: renamed({ userName: "user", policyName: "name", policyDocument: "policy" }, json("policyDocument")),
  },
  "AWS::VpcLattice::ServiceNetwork": {
    type: "aws:vpclattice/serviceNetwork:ServiceNetwork",
    terraform: "aws_vpclattice_service_network",
  },
  "AWS::VpcLattice::AuthPolicy": {
    type: "aws:vpclattice/authPolicy:AuthPolicy",
    terraform: "aws_vpclattice_auth_policy",
    properties: json("policy"),
  },
  "AWS::VpcLattice::ResourcePolicy": {
    type: "aws:vpclattice/resourcePolicy:ResourcePolicy",
    terraform: "aws_vpclattice_resource_policy",
    properties: json("policy"),
  },
  "AWS::VpcLattice::ResourceGateway": {
    type: "aws:vpclattice/resourceGateway:ResourceGateway",
    terraform: "aws_vpclattice_resource_gateway",
    properties: renamed({ vpcIdentifier: "vpcId" }),
  },
  "AWS::VpcLattice::ResourceConfiguration": {
    type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    terraform: "aws_vpclattice_resource_configuration",
    properties: renamed(
      {
        resourceConfigurationType: "type",
        resourceGatewayId: "resourceGatewayIdentifier",
        protocolType: "protocol",
        // In Terraform the sharable one is spelt with an "e".
        allowAssociationToSharableServiceNetwork: "allowAssociationToShareableServiceNetwork",
      },
      ({ resourceConfigurationDefinition: definition, ...rest }) => ({
        ...rest,
        resourceConfigurationDefinition:
          isRecord(definition) && "arnResource" in definition
            ? { arnResource: { arn: definition.arnResource } }
            : definition,
      }),
    ),
  },
  "AWS::VpcLattice::ServiceNetworkVpcAssociation": {
    type: "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
    terraform: "aws_vpclattice_service_network_vpc_association",
  },
  "AWS::VpcLattice::ServiceNetworkServiceAssociation": {
    type: "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
    terraform: "aws_vpclattice_service_network_service_association",
  },
  "AWS::VpcLattice::ServiceNetworkResourceAssociation": {
    type: "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
    terraform: "aws_vpclattice_service_network_resource_association",
    properties: renamed({
      serviceNetworkId: "serviceNetworkIdentifier",
      resourceConfigurationId: "resourceConfigurationIdentifier",
    }),
  },
  "AWS::VpcLattice::AccessLogSubscription": {
    type: "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
    terraform: "aws_vpclattice_access_log_subscription",
  },
  "AWS::Backup::BackupPlan": {
    type: "aws:backup/plan:Plan",
    terraform: "aws_backup_plan",
    properties: ({ backupPlan }) => {
      const plan = isRecord(backupPlan) ? backupPlan : {};
      const rules = records(plan.backupPlanRule).map(
        renamed({ targetBackupVault: "targetVaultName", scheduleExpression: "schedule" }),
      );
      return { name: plan.backupPlanName, rules };
    },
  },
  "AWS::Backup::BackupSelection": {
    type: "aws:backup/selection:Selection",
    terraform: "aws_backup_selection",
    properties: ({ backupPlanId, backupSelection }) => ({
      planId: backupPlanId,
      ...renamed({ selectionName: "name" })(isRecord(backupSelection) ? backupSelection : {}),
    }),
  },
  "AWS::RAM::ResourceShare": {
    type: "aws:ram/resourceShare:ResourceShare",
    terraform: "aws_ram_resource_share",
    properties: renamed({ principals: undefined, resourceArns: undefined }),
    beside: ({ principals, resourceArns }, id) => [
      ...list(principals).map((principal) => ({
        name: `${id}-principal`,
        type: "aws:ram/principalAssociation:PrincipalAssociation",
        properties: { principal, resourceShareArn: { "Fn::GetAtt": [id, "Arn"] } },
      })),
      ...list(resourceArns).map((resourceArn) => ({
        name: `${id}-resource`,
        type: "aws:ram/resourceAssociation:ResourceAssociation",
        properties: { resourceArn, resourceShareArn: { "Fn::GetAtt": [id, "Arn"] } },
      })),
    ],
  },
};

/** A member of an Aurora cluster is a type of its own. */
const clusterInstance: Form = {
  type: "aws:rds/clusterInstance:ClusterInstance",
  terraform: "aws_rds_cluster_instance",
  properties: renamed({ dbClusterIdentifier: "clusterIdentifier", dbInstanceClass: "instanceClass" }),
};

const besides: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
  "aws:ram/principalAssociation:PrincipalAssociation": "aws_ram_principal_association",
  "aws:ram/resourceAssociation:ResourceAssociation": "aws_ram_resource_association",
};

/** The case as resources of `@pulumi/aws`; `undefined` where it has no counterpart there. */
export function pulumiAws({ resources, cloudFormationOnly }: Case): readonly Rendered[] | undefined {
  const entries = Object.entries(resources);
  if (cloudFormationOnly || entries.some(([, { type, properties }]) => formOf(type, properties) === undefined)) {
    return undefined;
  }
  return entries.flatMap(([id, { type, properties }]): Rendered[] => {
    const form = formOf(type, properties);
    if (form === undefined) return [];
    const camel = camelCased(properties);
    const own = { id, name: id, type: form.type, properties: form.properties?.(camel) ?? camel };
    return [own, ...(form.beside?.(camel, id) ?? []).map((beside) => ({ id, ...beside }))];
  });
}

function formOf(type: string, properties: Properties): Form | undefined {
  if (type === "AWS::RDS::DBInstance" && "DBClusterIdentifier" in properties) return clusterInstance;
  if (type === "AWS::KMS::Key" && "Origin" in properties) return undefined;
  return forms[type];
}

/** Terraform's name of a type of `@pulumi/aws`. */
export function terraformType(token: string): string {
  const form = [...Object.values(forms), clusterInstance].find(({ type }) => type === token);
  return form?.terraform ?? besides[token] ?? token;
}
