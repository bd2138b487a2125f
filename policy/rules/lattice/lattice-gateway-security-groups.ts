import { rule } from "../../framework/rule";

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
    "aws:vpclattice/resourceGateway:ResourceGateway": ["securityGroupIds"],
    "aws-native:vpclattice:ResourceGateway": ["securityGroupIds"],
  },
  check(gateway) {
    const groups = gateway.get("securityGroupIds");
    if (groups.unknown || groups.items().length > 0) return [];
    return [{ at: groups, what: groups.absent ? "is left out" : "is empty" }];
  },
});
