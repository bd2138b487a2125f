import { isWorldBlock } from "../../../resources/cidr-of";
import type { Resource } from "../../../resources/resource";
import { type TrafficRule, egressReads, portsOf, trafficRules } from "../../../resources/security-group-rules";
import type { Stack } from "../../../resources/stack";
import { integers } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { hasDatabasePort } from "./database-ports";

const nativeGroup = "aws-native:ec2:SecurityGroup";
const nativeRule = "aws-native:ec2:SecurityGroupEgress";

export const sgNoOpenEgress = rule({
  id: "sg-no-open-egress",
  sentence: "A security group lets traffic out to named places, not to the internet at large.",
  why: "Open egress is the way data leaves: a stolen query result needs one connection to anywhere.",
  fix: "Name the other side's security group, prefix list or block, and the port.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["cfn-guard EC2_SECURITY_GROUP_EGRESS_OPEN_TO_WORLD_RULE", "checkov CKV_AWS_382", "trivy AWS-0104"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  knobs: { worldEgressPorts: integers([443], "TCP ports that may be reached anywhere.") },
  reads: egressReads,
  check(resource, { knobs }) {
    return trafficRules(resource, "egress").flatMap((traffic) => findings(traffic, knobs.worldEgressPorts));
  },
  checkStack: (stack) =>
    stack.ofType(nativeGroup).flatMap((resource) => {
      const at = resource.input("securityGroupEgress");
      if (at.unknown || at.items().length > 0 || mayHaveRule(stack, resource)) return [];
      return [{ resource, at, what: "is left out, which allows everything to everywhere" }];
    }),
});

/**
 * CloudFormation keeps EC2's rule "everything to everywhere" until an egress rule is written, in the group or as a
 * resource of its own; the aws provider removes it.
 */
const mayHaveRule = (stack: Stack, group: Resource): boolean =>
  stack.ofType(nativeRule).some((each) => {
    const { resources, certain } = stack.follow(each, each.get("groupId"), nativeGroup);
    return !certain || resources.includes(group);
  });

function findings(traffic: TrafficRule, allowed: readonly number[]): Finding[] {
  const open = traffic.blocks.filter(isWorldBlock);
  const ports = open.length === 0 ? undefined : portsOf(traffic);
  if (ports === undefined || ports === "none") return [];
  const what = (ports_: string): string => `lets ${ports_} out to the internet`;
  if (ports === "all") return open.map((at) => ({ at, what: what("every port") }));
  const { from, to } = ports;
  if (from === to && allowed.includes(from)) return [];
  const range = what(from === to ? `port ${from}` : `ports ${from} to ${to}`);
  return open.map((at) => (hasDatabasePort(ports) ? { at, what: range } : { at, what: range, advisory: true }));
}
