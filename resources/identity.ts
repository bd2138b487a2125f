import type { Token } from "./tokens";

/**
 * The outputs by which other resources name one, beside `id` and `arn`: the engine tells a policy pack no resource
 * id, and `@pulumi/aws-native` has none among its outputs.
 */
const others: { readonly [T in Token]?: readonly string[] } = {
  "aws-native:backup:BackupVault": ["backupVaultName", "backupVaultArn"],
  "aws-native:ec2:InternetGateway": ["internetGatewayId"],
  "aws-native:ec2:PrefixList": ["prefixListId"],
  "aws-native:ec2:RouteTable": ["routeTableId"],
  "aws-native:ec2:SecurityGroup": ["groupId"],
  "aws-native:ec2:Subnet": ["subnetId"],
  "aws-native:ec2:NetworkAcl": ["awsId"],
  "aws-native:ec2:TransitGateway": ["awsId", "associationDefaultRouteTableId", "propagationDefaultRouteTableId"],
  "aws-native:ec2:TransitGatewayAttachment": ["awsId"],
  "aws-native:ec2:TransitGatewayConnect": ["transitGatewayAttachmentId"],
  "aws-native:ec2:TransitGatewayRouteTable": ["transitGatewayRouteTableId"],
  "aws-native:ec2:TransitGatewayVpcAttachment": ["awsId"],
  "aws-native:ec2:Vpc": ["vpcId", "defaultSecurityGroup", "defaultNetworkAcl"],
  "aws-native:ec2:VpcPeeringConnection": ["awsId"],
  "aws-native:ec2:VpcEndpoint": ["awsId"],
  "aws-native:ec2:VpnConnection": ["vpnConnectionId"],
  "aws-native:ec2:VpnGateway": ["vpnGatewayId"],
  "aws-native:iam:ManagedPolicy": ["policyArn"],
  "aws-native:iam:Role": ["roleName"],
  "aws-native:kms:Key": ["keyId"],
  "aws-native:rds:DbCluster": ["dbClusterIdentifier", "dbClusterArn"],
  "aws-native:rds:DbClusterParameterGroup": ["dbClusterParameterGroupName"],
  "aws-native:rds:DbInstance": ["dbInstanceIdentifier", "dbInstanceArn"],
  "aws-native:rds:DbParameterGroup": ["dbParameterGroupName"],
  "aws-native:rds:DbSubnetGroup": ["dbSubnetGroupName"],
  "aws-native:s3:Bucket": ["bucketName"],
  "aws-native:secretsmanager:Secret": ["awsId", "name"],
  "aws-native:vpclattice:ResourceConfiguration": ["awsId"],
  "aws-native:vpclattice:ResourceGateway": ["awsId"],
  "aws-native:vpclattice:Service": ["awsId"],
  "aws-native:vpclattice:ServiceNetwork": ["awsId"],
  "aws:backup/vault:Vault": ["name"],
  // The VPC's main table, default group and default network ACL are named through the VPC; so is a transit gateway's table.
  "aws:ec2/vpc:Vpc": ["defaultRouteTableId", "mainRouteTableId", "defaultSecurityGroupId", "defaultNetworkAclId"],
  "aws:ec2/defaultVpc:DefaultVpc": [
    "defaultRouteTableId",
    "mainRouteTableId",
    "defaultSecurityGroupId",
    "defaultNetworkAclId",
  ],
  "aws:directconnect/gatewayAssociation:GatewayAssociation": ["transitGatewayAttachmentId"],
  "aws:ec2/vpnConnection:VpnConnection": ["transitGatewayAttachmentId"],
  "aws:ec2transitgateway/transitGateway:TransitGateway": [
    "associationDefaultRouteTableId",
    "propagationDefaultRouteTableId",
  ],
  "aws:iam/role:Role": ["name"],
  "aws:kms/key:Key": ["keyId"],
  "aws:rds/cluster:Cluster": ["clusterIdentifier", "endpoint", "readerEndpoint"],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": ["name"],
  "aws:rds/instance:Instance": ["identifier", "address"],
  "aws:rds/parameterGroup:ParameterGroup": ["name"],
  "aws:rds/proxy:Proxy": ["endpoint", "name"],
  "aws:rds/proxyEndpoint:ProxyEndpoint": ["endpoint"],
  "aws-native:rds:DbProxy": ["endpoint", "dbProxyName", "dbProxyArn"],
  "aws-native:rds:DbProxyEndpoint": ["endpoint", "dbProxyEndpointArn"],
  "aws:rds/subnetGroup:SubnetGroup": ["name"],
  "aws:s3/bucket:Bucket": ["bucket"],
  "aws:s3/bucketV2:BucketV2": ["bucket"],
  "aws:secretsmanager/secret:Secret": ["name"],
};

export const identityProperties = (type: string): readonly string[] => [
  "id",
  "arn",
  ...((others as Readonly<Record<string, readonly string[] | undefined>>)[type] ?? []),
];
