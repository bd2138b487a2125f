import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

const types = [
  "aws:vpclattice/serviceNetwork:ServiceNetwork",
  "aws:vpclattice/service:Service",
  "aws-native:vpclattice:ServiceNetwork",
  "aws-native:vpclattice:Service",
] as const;

export const latticeAuthTypeIam = rule({
  id: "lattice-auth-type-iam",
  sentence: "Service networks and services let IAM decide who calls them.",
  why: "With AWS_IAM every request to a Lattice service is refused until a policy allows it, at no cost. It does not guard databases: their connections are not requests.",
  fix: 'Set authType to "AWS_IAM".',
  severity: "high",
  level: "mandatory",
  controls: ["ElectricEye VPC-Lattice.3", "ElectricEye VPC-Lattice.6"],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html",
  reads: { [types[0]]: ["authType"], [types[1]]: ["authType"], [types[2]]: ["authType"], [types[3]]: ["authType"] },
  check(resource) {
    const at = resource.get("authType");
    // Left out means NONE.
    if (at.unknown || at.text() === "AWS_IAM") return [];
    return [{ at, what: at.text() === "NONE" ? "is NONE" : stated(at) }];
  },
  mend: () => ({ authType: "AWS_IAM" }),
});
