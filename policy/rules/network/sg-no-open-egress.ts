import { isWorldBlock } from "../../../resources/cidr-of";
import { type TrafficRule, egressReads, portsOf, trafficRules } from "../../../resources/security-group-rules";
import { integers } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

/** MySQL and MariaDB, PostgreSQL, SQL Server, Oracle, Redshift, MongoDB, Redis. */
const databasePorts = [3306, 5432, 1433, 1521, 5439, 27017, 6379];

const nativeGroup = "aws-native:ec2:SecurityGroup";

export const sgNoOpenEgress = rule({
  id: "sg-no-open-egress",
  sentence: "A security group lets traffic out to named places, not to the internet at large.",
  why: "Open egress is the way data leaves: a stolen query result needs one connection to anywhere.",
  fix: "Name the other side's security group, prefix list or block, and the port.",
  severity: "high",
  level: "mandatory",
  controls: ["cfn-guard EC2_SECURITY_GROUP_EGRESS_OPEN_TO_WORLD_RULE", "checkov CKV_AWS_382", "trivy AWS-0104"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  knobs: { worldEgressPorts: integers([443], "TCP ports that may be reached anywhere.") },
  reads: egressReads,
  check(resource, { knobs }) {
    const rules = trafficRules(resource, "egress");
    const list = resource.get("securityGroupEgress");
    // CloudFormation keeps EC2's rule "everything to everywhere" until one egress rule is written here; the aws
    // provider removes it.
    if (resource.type === nativeGroup && rules.length === 0 && !list.unknown) {
      return [{ at: list, what: "is left out, which allows everything to everywhere" }];
    }
    return rules.flatMap((traffic) => findings(traffic, knobs.worldEgressPorts));
  },
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
  const hasDatabase = databasePorts.some((port) => from <= port && port <= to);
  return open.map((at) => (hasDatabase ? { at, what: range } : { at, what: range, advisory: true }));
}
