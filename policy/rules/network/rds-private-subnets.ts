import { publicReason, publicSubnetReads, subnetTypes } from "../../framework/public-subnet";
import { rule } from "../../framework/rule";

const groups = ["aws:rds/subnetGroup:SubnetGroup", "aws-native:rds:DbSubnetGroup"] as const;

export const rdsPrivateSubnets = rule({
  id: "rds-private-subnets",
  sentence: "Databases stand in subnets without a way to or from the internet.",
  why: "A database in a public subnet is one setting away from being reachable by everyone.",
  fix: "Put the subnet group on subnets whose route table has no internet gateway and that give out no public addresses.",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.46", "Config rds-instance-subnet-igw-check"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  reads: { ...publicSubnetReads, [groups[0]]: ["subnetIds"], [groups[1]]: ["subnetIds"] },
  checkStack: (stack) =>
    stack.ofType(...groups).flatMap((group) => {
      const at = group.get("subnetIds");
      const { resources, certain } = stack.follow(group, at, ...subnetTypes);
      const open = resources.flatMap((subnet) => {
        const reason = publicReason(stack, subnet);
        return reason === undefined ? [] : [{ resource: group, at, what: `has ${subnet.name}, which ${reason}` }];
      });
      // While it is open which of the candidates are meant, only a verdict on all of them is one.
      return certain || open.length === resources.length ? open : [];
    }),
});
