/**
 * CloudFormation types of services that the local cloud models for `@pulumi/aws` only, and what to use for each. Kept
 * generically they would be lifeless doubles: a database that no gateway finds, a policy that nobody obeys.
 */
export const elsewhere: Readonly<Record<string, string>> = {
  "AWS::Backup::BackupPlan": "aws.backup.Plan",
  "AWS::Backup::BackupSelection": "aws.backup.Selection",
  "AWS::Backup::BackupVault": "aws.backup.Vault",
  "AWS::EC2::FlowLog": "aws.ec2.FlowLog",
  "AWS::EC2::InternetGateway": "aws.ec2.InternetGateway",
  "AWS::EC2::NetworkInterface": "the resource that needs it",
  "AWS::EC2::Route": "aws.ec2.RouteTable",
  "AWS::EC2::RouteTable": "aws.ec2.RouteTable",
  "AWS::EC2::SecurityGroup": "aws.ec2.SecurityGroup",
  "AWS::EC2::SecurityGroupEgress": "aws.vpc.SecurityGroupEgressRule",
  "AWS::EC2::SecurityGroupIngress": "aws.vpc.SecurityGroupIngressRule",
  "AWS::EC2::Subnet": "aws.ec2.Subnet",
  "AWS::EC2::SubnetRouteTableAssociation": "aws.ec2.RouteTableAssociation",
  "AWS::EC2::VPC": "aws.ec2.Vpc",
  "AWS::EC2::VPCEndpoint": "aws.ec2.VpcEndpoint",
  "AWS::EC2::VPCGatewayAttachment": "aws.ec2.InternetGateway",
  "AWS::IAM::ManagedPolicy": "aws.iam.RolePolicy",
  "AWS::IAM::Role": "aws.iam.Role",
  "AWS::IAM::RolePolicy": "aws.iam.RolePolicy",
  "AWS::KMS::Alias": "aws.kms.Alias",
  "AWS::KMS::Key": "aws.kms.Key",
  "AWS::Logs::LogGroup": "aws.cloudwatch.LogGroup",
  "AWS::RDS::DBCluster": "aws.rds.Instance",
  "AWS::RDS::DBInstance": "aws.rds.Instance",
  "AWS::RDS::DBParameterGroup": "aws.rds.ParameterGroup",
  "AWS::RDS::DBSubnetGroup": "aws.rds.SubnetGroup",
  "AWS::SecretsManager::Secret": "aws.secretsmanager.Secret",
  "AWS::VpcLattice::ResourcePolicy": "aws.ram.ResourceShare, which writes the sharing policy",
};
