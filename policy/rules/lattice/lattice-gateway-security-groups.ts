import { gatewayTypes } from "../../../resources/type-pairs";
import { rule } from "../../framework/rule";

const groups = ["aws:ec2/securityGroup:SecurityGroup", "aws-native:ec2:SecurityGroup"] as const;
/** What the default group of a VPC may be named through. */
const defaults = [
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/vpc:Vpc",
  "aws-native:ec2:Vpc",
] as const;

export const latticeGatewaySecurityGroups = rule({
  id: "lattice-gateway-security-groups",
  sentence: "A resource gateway has security groups of its own.",
  why: "The gateway's security groups decide what it may reach in the VPC; without them it gets the VPC's default group.",
  fix: "Give the gateway a security group whose only egress is the database's port to the database's security group.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html",
  reads: {
    [gatewayTypes[0]]: ["securityGroupIds"],
    [gatewayTypes[1]]: ["securityGroupIds"],
    [defaults[0]]: [],
    [defaults[1]]: [],
    [defaults[2]]: [],
  },
  check(gateway) {
    if (!(gatewayTypes as readonly string[]).includes(gateway.type)) return [];
    const groups = gateway.get("securityGroupIds");
    if (groups.unknown || groups.items().length > 0) return [];
    return [{ at: groups, what: groups.absent ? "is left out" : "is empty" }];
  },
  checkStack: (stack) =>
    stack.ofType(...gatewayTypes).flatMap((gateway) => {
      const at = gateway.get("securityGroupIds");
      const { resources, certain } = stack.follow(gateway, at, ...defaults, ...groups);
      const own = resources.some(({ type }) => (defaults as readonly string[]).includes(type));
      return certain && own ? [{ resource: gateway, at, what: "has the VPC's default group" }] : [];
    }),
});
