import type { Field } from "../../../resources/field";
import { egressReads, ingressReads, trafficRules } from "../../../resources/security-group-rules";
import { type Finding, rule } from "../../framework/rule";

const group = "aws:ec2/securityGroup:SecurityGroup";
const nativeGroup = "aws-native:ec2:SecurityGroup";

export const sgDescribed = rule({
  id: "sg-described",
  sentence: "Security groups and their rules say what they are for.",
  why: "A rule nobody can explain is a rule nobody dares to remove.",
  fix: "Write a description: who connects to what, and why.",
  severity: "low",
  level: "advisory",
  surroundings: true,
  controls: ["checkov CKV_AWS_23", "trivy AWS-0099", "trivy AWS-0124"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  reads: {
    ...ingressReads,
    ...egressReads,
    [group]: ["description", "ingress", "egress"],
    [nativeGroup]: ["groupDescription", "securityGroupIngress", "securityGroupEgress"],
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress", "egress"],
  },
  check(resource) {
    const own: readonly Field[] =
      resource.type === group
        ? [resource.get("description")]
        : resource.type === nativeGroup
          ? [resource.get("groupDescription")]
          : [];
    const rules = [...trafficRules(resource, "ingress"), ...trafficRules(resource, "egress")];
    return [...own, ...rules.map(({ description }) => description)].flatMap(undescribed);
  },
});

function undescribed(at: Field): Finding[] {
  const text = at.known ? (at.text() ?? "").trim() : "";
  if (at.unknown) return [];
  // What the provider writes when nobody did.
  const said = text !== "" && !/^Managed by (Pulumi|Terraform)$/.test(text);
  return said ? [] : [{ at, what: "says nothing" }];
}
