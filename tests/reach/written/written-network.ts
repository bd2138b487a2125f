import type { SecurityGroup, SecurityGroupRule, Topology } from "../../../reachability/topology";
import type { Choose, Values, Written } from "./written";
import { acls, defaultAclOf } from "./written-acls";
import { links } from "./written-links";
import { outside } from "./written-outside";
import { defaultTableOf, tables } from "./written-routes";

export function network(topology: Topology, choose: Choose): readonly Written[] {
  const vpcs = topology.vpcs.map(({ id, account, cidr }) => {
    const type = choose("aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc", "aws:ec2/defaultVpc:DefaultVpc");
    const acl = defaultAclOf(topology, id);
    const told = type.startsWith("aws-native:")
      ? { defaultNetworkAcl: acl }
      : { defaultNetworkAclId: acl, defaultRouteTableId: defaultTableOf(topology, id) };
    return { account, type, id, props: { cidrBlock: cidr }, told };
  });
  const ofType = (pattern: RegExp) => new Set(vpcs.filter(({ type }) => pattern.test(type)).map(({ id }) => id));
  const adopted = ofType(/DefaultVpc$/);
  const subnets = topology.subnets.map(({ id, account, vpcId, cidr, zoneId }) => {
    const type = choose("aws:ec2/subnet:Subnet", "aws-native:ec2:Subnet");
    return { account, type, id, props: { vpcId, cidrBlock: cidr }, told: { availabilityZoneId: zoneId } };
  });
  const between = [
    ...acls(topology, choose, adopted),
    ...tables(topology, choose, adopted, ofType(/^aws-native:/)),
    ...links(topology, choose),
    ...outside(topology, choose),
  ];
  return [...vpcs, ...subnets, ...between, ...topology.securityGroups.flatMap((group) => groupWritten(group, choose))];
}

function groupWritten(group: SecurityGroup, choose: Choose): readonly Written[] {
  const { id, account, vpcId } = group;
  const native = choose(true, false);
  const type = native
    ? "aws-native:ec2:SecurityGroup"
    : choose("aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
  const directions = (["ingress", "egress"] as const).map((direction) => {
    const rules = group[direction] as readonly SecurityGroupRule[];
    // CloudFormation keeps AWS's own egress where no rule is inline.
    const inline = choose(true, false) || (native && direction === "egress");
    const key = native ? `securityGroup${direction === "ingress" ? "Ingress" : "Egress"}` : direction;
    return inline
      ? { given: { [key]: rules.map((rule) => inlineRule(rule, id, native, direction, choose)) }, separate: [] }
      : { given: {}, separate: rules.map((rule) => ({ account, ...separateRule(rule, id, direction, choose) })) };
  });
  const [ingress, egress] = directions;
  const written = { account, type, id, props: { vpcId, ...ingress?.given, ...egress?.given } };
  return [written, ...directions.flatMap(({ separate }) => separate)];
}

type Direction = "ingress" | "egress";

function inlineRule(
  rule: SecurityGroupRule,
  own: string,
  native: boolean,
  direction: Direction,
  choose: Choose,
): Values {
  if (native) return nativeRule(rule, direction);
  const peer = rule.peer as { cidr: string } | { securityGroupId: string };
  const anyPort = rule.protocol === "-1";
  return {
    protocol: rule.protocol,
    fromPort: anyPort ? 0 : rule.fromPort,
    toPort: anyPort ? 0 : rule.toPort,
    ...("cidr" in peer
      ? { cidrBlocks: [peer.cidr] }
      : peer.securityGroupId === own
        ? choose<Values>({ self: true }, { securityGroups: [own] })
        : { securityGroups: [peer.securityGroupId] }),
  };
}

function nativeRule({ protocol, fromPort, toPort, peer }: SecurityGroupRule, direction: Direction): Values {
  const side = peer as { cidr: string } | { securityGroupId: string };
  const group = direction === "ingress" ? "sourceSecurityGroupId" : "destinationSecurityGroupId";
  return {
    ipProtocol: protocol,
    ...(protocol === "-1" ? {} : { fromPort, toPort }),
    ...("cidr" in side ? { cidrIp: side.cidr } : { [group]: side.securityGroupId }),
  };
}

let serial = 0;

function separateRule(
  rule: SecurityGroupRule,
  own: string,
  direction: Direction,
  choose: Choose,
): { type: string; id: string; props: Values } {
  const id = `sgr-${String(++serial).padStart(17, "0")}`;
  const upper = direction === "ingress" ? "Ingress" : "Egress";
  const peer = rule.peer as { cidr: string } | { securityGroupId: string };
  const { protocol, fromPort, toPort } = rule;
  const ports = protocol === "-1" ? {} : { fromPort, toPort };
  return choose(
    {
      type: `aws:vpc/securityGroup${upper}Rule:SecurityGroup${upper}Rule`,
      id,
      props: {
        securityGroupId: own,
        ipProtocol: protocol,
        ...ports,
        ...("cidr" in peer ? { cidrIpv4: peer.cidr } : { referencedSecurityGroupId: peer.securityGroupId }),
      },
    },
    {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      id: `sgrule-${id}`,
      props: {
        type: direction,
        securityGroupId: own,
        protocol: protocol === "-1" ? choose("-1", "all") : protocol,
        fromPort: protocol === "-1" ? 0 : fromPort,
        toPort: protocol === "-1" ? 0 : toPort,
        ...("cidr" in peer ? { cidrBlocks: [peer.cidr] } : { sourceSecurityGroupId: peer.securityGroupId }),
      },
    },
    { type: `aws-native:ec2:SecurityGroup${upper}`, id, props: { groupId: own, ...nativeRule(rule, direction) } },
  );
}
