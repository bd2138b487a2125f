import { latticeGatewaySecurityGroups } from "../../../../policy/rules/lattice/lattice-gateway-security-groups";
import { node, unknown } from "../../judge";
import { type Table, judges, judgesStack } from "../../tables";

const table: Table = {
  base: { securityGroupIds: ["sg-1"] },
  passes: { "a group known only after the update": { securityGroupIds: [unknown] } },
  finds: {
    "no list": [{ securityGroupIds: undefined }, "securityGroupIds is left out"],
    "an empty list": [{ securityGroupIds: [] }, "securityGroupIds is empty"],
  },
  undecided: { "an unknown list": { securityGroupIds: unknown } },
};

judges(latticeGatewaySecurityGroups, "aws:vpclattice/resourceGateway:ResourceGateway", table);
judges(latticeGatewaySecurityGroups, "aws-native:vpclattice:ResourceGateway", table);

const group = node("aws:ec2/securityGroup:SecurityGroup", "own", { id: "sg-1" });
const vpc = node("aws:ec2/vpc:Vpc", "vpc", { id: "vpc-1", defaultSecurityGroupId: "sg-default" });
const gateway = (securityGroupIds: unknown, ...dependsOn: readonly string[]) =>
  node(
    "aws:vpclattice/resourceGateway:ResourceGateway",
    "gateway",
    { securityGroupIds },
    { securityGroupIds: dependsOn },
  );
const found = "gateway: securityGroupIds has the VPC's default group";

judgesStack(latticeGatewaySecurityGroups, {
  passes: {
    "a group of its own": [vpc, group, gateway(["sg-1"])],
    "a group of its own, not made yet": [vpc, group, gateway([unknown], "own")],
    "a group of another stack": [vpc, gateway(["sg-9"])],
  },
  finds: {
    "the VPC's default group": [[vpc, group, gateway(["sg-1", "sg-default"])], found],
    "the VPC's default group, not known yet": [[vpc, gateway([unknown], "vpc")], found],
    "the default group under management": [
      [node("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default"), gateway(unknown, "default")],
      found,
    ],
    "the same in aws-native": [
      [
        node("aws-native:ec2:Vpc", "vpc", { defaultSecurityGroup: "sg-default" }),
        node("aws-native:vpclattice:ResourceGateway", "gateway", { securityGroupIds: ["sg-default"] }),
      ],
      found,
    ],
  },
  undecided: { "a group that may be the default one": [vpc, group, gateway([unknown], "vpc", "own")] },
});
