/** The types of both packages by what they make: `@pulumi/aws` first, `@pulumi/aws-native` after. */
export const types = {
  vpc: ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc", "aws-native:ec2:Vpc"],
  subnet: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet", "aws-native:ec2:Subnet"],
  securityGroup: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws-native:ec2:SecurityGroup",
  ],
  ingressRule: [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws-native:ec2:SecurityGroupIngress",
  ],
  egressRule: [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws-native:ec2:SecurityGroupEgress",
  ],
  prefixList: ["aws:ec2/managedPrefixList:ManagedPrefixList", "aws-native:ec2:PrefixList"],
  prefixListEntry: ["aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"],
  subnetGroup: ["aws:rds/subnetGroup:SubnetGroup", "aws-native:rds:DbSubnetGroup"],
  instance: ["aws:rds/instance:Instance", "aws-native:rds:DbInstance"],
  cluster: ["aws:rds/cluster:Cluster", "aws-native:rds:DbCluster"],
  clusterInstance: ["aws:rds/clusterInstance:ClusterInstance", "aws-native:rds:DbInstance"],
  gateway: ["aws:vpclattice/resourceGateway:ResourceGateway", "aws-native:vpclattice:ResourceGateway"],
  configuration: [
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    "aws-native:vpclattice:ResourceConfiguration",
  ],
  network: ["aws:vpclattice/serviceNetwork:ServiceNetwork", "aws-native:vpclattice:ServiceNetwork"],
  resourceAssociation: [
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
    "aws-native:vpclattice:ServiceNetworkResourceAssociation",
  ],
  vpcAssociation: [
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
    "aws-native:vpclattice:ServiceNetworkVpcAssociation",
  ],
  endpoint: ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"],
  share: ["aws:ram/resourceShare:ResourceShare", "aws-native:ram:ResourceShare"],
  computer: ["aws:ec2/instance:Instance", "aws-native:ec2:Instance"],
  networkInterface: ["aws:ec2/networkInterface:NetworkInterface", "aws-native:ec2:NetworkInterface"],
  function: ["aws:lambda/function:Function", "aws-native:lambda:Function"],
  containerService: ["aws:ecs/service:Service", "aws-native:ecs:Service"],
} as const;
