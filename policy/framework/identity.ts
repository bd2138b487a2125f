import type { Token } from "./tokens";

/**
 * The outputs by which other resources name one, beside `id` and `arn`: the engine tells a policy pack no resource
 * id, and `@pulumi/aws-native` has none among its outputs.
 */
const others: { readonly [T in Token]?: readonly string[] } = {
  "aws-native:ec2:InternetGateway": ["internetGatewayId"],
  "aws-native:ec2:RouteTable": ["routeTableId"],
  "aws-native:ec2:SecurityGroup": ["groupId"],
  "aws-native:ec2:Subnet": ["subnetId"],
  "aws-native:ec2:Vpc": ["vpcId"],
  "aws-native:ec2:VpcEndpoint": ["awsId"],
  "aws-native:kms:Key": ["keyId"],
  "aws-native:rds:DbCluster": ["dbClusterIdentifier"],
  "aws-native:rds:DbClusterParameterGroup": ["dbClusterParameterGroupName"],
  "aws-native:rds:DbInstance": ["dbInstanceIdentifier"],
  "aws-native:rds:DbParameterGroup": ["dbParameterGroupName"],
  "aws-native:rds:DbSubnetGroup": ["dbSubnetGroupName"],
  "aws-native:vpclattice:ResourceConfiguration": ["awsId"],
  "aws-native:vpclattice:ResourceGateway": ["awsId"],
  "aws-native:vpclattice:Service": ["awsId"],
  "aws-native:vpclattice:ServiceNetwork": ["awsId"],
  "aws:kms/key:Key": ["keyId"],
  "aws:rds/cluster:Cluster": ["clusterIdentifier"],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": ["name"],
  "aws:rds/instance:Instance": ["identifier"],
  "aws:rds/parameterGroup:ParameterGroup": ["name"],
  "aws:rds/subnetGroup:SubnetGroup": ["name"],
};

export const identityProperties = (type: string): readonly string[] => [
  "id",
  "arn",
  ...((others as Readonly<Record<string, readonly string[] | undefined>>)[type] ?? []),
];
