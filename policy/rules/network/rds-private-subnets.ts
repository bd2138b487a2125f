import { allSubnetTypes, publicReason, publicSubnetReads } from "../../../resources/public-subnet";
import { rule } from "../../framework/rule";

/** What stands in subnets, with the property that names them. */
const places = {
  "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
  "aws-native:rds:DbSubnetGroup": "subnetIds",
  "aws:rds/proxy:Proxy": "vpcSubnetIds",
  "aws-native:rds:DbProxy": "vpcSubnetIds",
} as const;
const types = Object.keys(places) as readonly (keyof typeof places)[];

export const rdsPrivateSubnets = rule({
  id: "rds-private-subnets",
  sentence: "Databases and their proxies stand in subnets without a way to or from the internet.",
  why: "A database in a public subnet is one setting away from being reachable by everyone.",
  fix: "Put the subnet group on subnets whose route table has no internet gateway and that give out no public addresses.",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.46", "Config rds-instance-subnet-igw-check"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  reads: {
    ...publicSubnetReads,
    "aws:rds/subnetGroup:SubnetGroup": ["subnetIds"],
    "aws-native:rds:DbSubnetGroup": ["subnetIds"],
    "aws:rds/proxy:Proxy": ["vpcSubnetIds"],
    "aws-native:rds:DbProxy": ["vpcSubnetIds"],
  },
  checkStack: (stack) =>
    stack.ofType(...types).flatMap((resource) => {
      const at = resource.get(places[resource.type as keyof typeof places]);
      const { resources, certain } = stack.follow(resource, at, ...allSubnetTypes);
      const open = resources.flatMap((subnet) => {
        const reason = publicReason(stack, subnet);
        return reason === undefined ? [] : [{ resource, at, what: `has ${subnet.name}, which ${reason}` }];
      });
      // While it is open which of the candidates are meant, only a verdict on all of them is one.
      return certain || open.length === resources.length ? open : [];
    }),
});
