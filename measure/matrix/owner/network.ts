import * as ec2 from "@pulumi/aws/ec2";

/** Subnets by purpose and zone letter, in a VPC without a way out. */
const RANGES = {
  database: { a: "10.0.0.0/25", b: "10.0.0.128/25" },
  gateway: { a: "10.0.1.0/25", b: "10.0.1.128/25" },
};

/** The owner's VPC. */
export function ownersNetwork(region: string) {
  const vpc = new ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const vpcId = vpc.id;
  const subnets = (purpose: keyof typeof RANGES) =>
    Object.entries(RANGES[purpose]).map(([zone, cidrBlock]) => {
      return new ec2.Subnet(`shop-${purpose}-${zone}`, { vpcId, cidrBlock, availabilityZone: `${region}${zone}` }).id;
    });
  const client = new ec2.SecurityGroup("shop-client", {
    vpcId,
    egress: [{ protocol: "tcp", fromPort: 3306, toPort: 5432, cidrBlocks: ["10.0.0.0/16"] }],
  });
  return {
    vpcId,
    databaseSubnetIds: subnets("database"),
    gatewaySubnetIds: subnets("gateway"),
    clientSecurityGroupId: client.id,
  };
}
