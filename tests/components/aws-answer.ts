const LATTICE = "arn:aws:vpc-lattice:eu-west-1:111122223333";

/** What AWS adds to a resource's inputs, as far as the program reads it. */
export function awsAnswer(type: string, name: string): Record<string, unknown> {
  const arn = `arn:aws:mock:eu-west-1:111122223333:${name}`;
  switch (type) {
    case "aws:rds/instance:Instance":
      return {
        arn: `arn:aws:rds:eu-west-1:111122223333:db:${name}`,
        address: `${name}.abc.eu-west-1.rds.amazonaws.com`,
        resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      };
    case "aws:rds/cluster:Cluster":
      return {
        arn: `arn:aws:rds:eu-west-1:111122223333:cluster:${name}`,
        endpoint: `${name}.cluster-abc.eu-west-1.rds.amazonaws.com`,
        readerEndpoint: `${name}.cluster-ro-abc.eu-west-1.rds.amazonaws.com`,
        clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      };
    case "aws:rds/proxy:Proxy":
      return {
        arn: "arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0",
        endpoint: `${name}.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com`,
      };
    case "aws:vpclattice/resourceConfiguration:ResourceConfiguration":
      return { arn: `${LATTICE}:resourceconfiguration/rcfg-0123456789abcdef0` };
    case "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation":
      // Of type ARN it is a child that AWS manages which has the name.
      return { arn, dnsEntries: [] };
    case "aws-native:vpclattice:ServiceNetwork":
      return { arn: `${LATTICE}:servicenetwork/sn-0123456789abcdef0`, awsId: "sn-0123456789abcdef0" };
    case "random:index/randomId:RandomId":
      return { hex: "0a1b2c3d" };
    case "random:index/randomUuid:RandomUuid":
      return { result: "11111111-2222-4333-8444-555555555555" };
    case "aws:ec2/vpc:Vpc":
      return { arn, name, ipv6CidrBlock: "2001:db8:0:100::/56" };
    case "aws:kms/key:Key":
      return { arn, keyId: `${name}-key-id` };
    default:
      // What AWS or Pulumi names by itself; an explicit name is among the inputs, and stays.
      return { arn, ...(type.endsWith("LogGroup") ? {} : { name }) };
  }
}
