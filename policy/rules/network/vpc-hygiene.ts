import { hasPort, portsOfRule } from "../../../aws/ports";
import { cidrOf, isWorldBlock } from "../../../resources/cidr-of";
import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { type Route, routeReads, routesIn } from "../../../resources/route-tables";
import type { Stack } from "../../../resources/stack";
import { flowLogTypes, subnetTypes, vpcTypes } from "../../../resources/type-pairs";
import { boolean } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

const peerings = ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "aws-native:ec2:VpcPeeringConnection"] as const;
const aclRule = "aws:ec2/networkAclRule:NetworkAclRule";
const acls = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"] as const;

export const vpcHygiene = rule({
  id: "vpc-hygiene",
  sentence: "VPCs are made on purpose, log their traffic, and are joined by Lattice rather than by peering.",
  why: "Default VPCs are public, traffic that is not logged cannot be traced, and peering joins whole networks.",
  fix: "Make a VPC of its own with a flow log, narrow the network ACL, and share through Lattice.",
  severity: "medium",
  level: "advisory",
  surroundings: true,
  controls: [
    "FSBP EC2.6",
    "FSBP EC2.21",
    "CIS 3.7",
    "CIS 5.2",
    "CIS 5.6",
    "checkov CKV2_AWS_11",
    "checkov CKV2_AWS_44",
    "checkov CKV_AWS_148",
    "trivy AWS-0178",
    "trivy AWS-0101",
    "trivy AWS-0105",
    "cdk-nag VPC7",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html",
  knobs: { allowPeering: boolean(false, "Whether VPC peering is allowed.") },
  reads: {
    ...routeReads,
    [vpcTypes[0]]: [],
    [vpcTypes[1]]: [],
    [subnetTypes[0]]: ["vpcId"],
    [subnetTypes[1]]: ["vpcId"],
    [flowLogTypes[0]]: ["vpcId", "subnetId"],
    [flowLogTypes[1]]: ["resourceId"],
    [peerings[0]]: [],
    [peerings[1]]: [],
    [aclRule]: ["egress", "ruleAction", "cidrBlock", "ipv6CidrBlock", "protocol", "fromPort", "toPort"],
    [acls[0]]: ["ingress"],
    [acls[1]]: ["ingress"],
    "aws:ec2/defaultVpc:DefaultVpc": [],
  },
  check(resource, { knobs }) {
    if (resource.type === "aws:ec2/defaultVpc:DefaultVpc") return [{ at: "this VPC", what: "is the default one" }];
    if (resource.type === aclRule) return ruleFindings(resource);
    const entries = resource.get("ingress").items();
    const acl = entries.flatMap((it) => aclFinding(it, it.get("action"), (name) => it.get(name)));
    if (knobs.allowPeering) return acl;
    const peering = (peerings as readonly string[]).includes(resource.type);
    return [
      ...acl,
      ...(peering ? [{ at: "this connection", what: "joins two whole networks" }] : []),
      ...routesIn(resource)
        .filter(leadsToWholePeer)
        .map(({ at }) => ({ at, what: "leads into a peered network" })),
    ];
  },
  checkStack: (stack) =>
    stack.ofType(...vpcTypes).flatMap((vpc) => {
      const parts = subnetTypes.flatMap((type) => stack.referrers(vpc, "vpcId", type));
      const logged = isLogged(stack, vpc) || (parts.length > 0 && parts.every((subnet) => isLogged(stack, subnet)));
      return logged || mayBeLogged(stack) ? [] : [{ resource: vpc, at: "FlowLog", what: "is missing for this VPC" }];
    }),
});

/** Flow logs of a VPC or a subnet. */
const isLogged = (stack: Stack, target: Resource): boolean =>
  ["vpcId", "subnetId"].some((property) => stack.referrers(target, property, flowLogTypes[0]).length > 0) ||
  stack.referrers(target, "resourceId", flowLogTypes[1]).length > 0;

/** A flow log of something the stack does not show yet may be the one that seems missing. */
const mayBeLogged = (stack: Stack): boolean =>
  stack.ofType(...flowLogTypes).some((log) =>
    ["vpcId", "subnetId", "resourceId"].some((property) => {
      return !stack.follow(log, log.get(property), ...vpcTypes, ...subnetTypes).certain;
    }),
  );

const ruleFindings = (acl: Resource): Finding[] =>
  acl.get("egress").isNotTrue() ? aclFinding("this entry", acl.get("ruleAction"), (name) => acl.get(name)) : [];

/** SSH, RDP and the common databases: what an ACL open to everyone should at least keep shut. */
const guardedPorts = [22, 3389, 3306, 5432, 1433, 1521];

function aclFinding(at: Field | string, action: Field, get: (name: string) => Field): Finding[] {
  if (action.text()?.toLowerCase() !== "allow") return [];
  const open = [get("cidrBlock"), get("ipv6CidrBlock")].some(isWorldBlock);
  const ports = portsOfRule(get("protocol").text(), get("fromPort").number(), get("toPort").number()) ?? "none";
  const guarded = guardedPorts.some((port) => hasPort(ports, port));
  return open && guarded ? [{ at, what: "admits the internet to databases or administration" }] : [];
}

const leadsToWholePeer = ({ peering, destinations }: Route): boolean =>
  peering.present &&
  destinations.some((destination) => {
    const cidr = cidrOf(destination);
    return cidr !== undefined && cidr.prefix < (cidr.family === 4 ? 24 : 64);
  });
