import { rule } from "../../framework/rule";

export const sgDefaultClosed = rule({
  id: "sg-default-closed",
  sentence: "The default security group of a VPC admits nothing and lets nothing out.",
  why: "Whatever is started without a security group gets this one.",
  fix: "Leave ingress and egress out: the provider then removes every rule of the default group.",
  severity: "medium",
  level: "mandatory",
  surroundings: true,
  controls: ["FSBP EC2.2", "CIS 5.5", "checkov CKV2_AWS_12", "trivy AWS-0173"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  reads: { "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress", "egress"] },
  check(group) {
    const rules = [...group.get("ingress").items(), ...group.get("egress").items()];
    return rules.map((at) => ({ at, what: "is a rule in the default group" }));
  },
});
