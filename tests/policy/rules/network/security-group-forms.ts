import type { Direction } from "../../../../resources/security-group-rules";
import type { Token } from "../../../../resources/tokens";
import type { Props } from "../../judge";

/** A security-group rule before it is written in one of the resource types' ways. */
export interface Traffic {
  readonly v4?: unknown;
  readonly v6?: unknown;
  readonly group?: unknown;
  readonly prefixList?: unknown;
  readonly protocol?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly description?: unknown;
}

/** One way to write a rule. */
export interface Form {
  readonly type: Token;
  readonly write: (traffic: Traffic) => Props;
  /** The paths under which findings show the rule, its IPv4 block, its IPv6 block and its description. */
  readonly at: string;
  readonly v4: string;
  readonly v6: string;
  readonly description: string;
}

export const forms = (direction: Direction): readonly Form[] => [
  inline("aws:ec2/securityGroup:SecurityGroup", direction),
  inline("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", direction),
  {
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    write: (traffic) => defined({ type: direction, ...listed(traffic), sourceSecurityGroupId: traffic.group }),
    at: "this rule",
    v4: "cidrBlocks[0]",
    v6: "ipv6CidrBlocks[0]",
    description: "description",
  },
  {
    type:
      direction === "ingress"
        ? "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
        : "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    write: ({ v4, v6, group, prefixList, protocol, ...rest }) =>
      defined({
        cidrIpv4: v4,
        cidrIpv6: v6,
        referencedSecurityGroupId: group,
        prefixListId: prefixList,
        ipProtocol: protocol,
        ...ports(rest),
      }),
    at: "this rule",
    v4: "cidrIpv4",
    v6: "cidrIpv6",
    description: "description",
  },
  nativeInline(direction),
  {
    type: direction === "ingress" ? "aws-native:ec2:SecurityGroupIngress" : "aws-native:ec2:SecurityGroupEgress",
    write: (traffic) => nativeRule(direction, traffic),
    at: "this rule",
    v4: "cidrIp",
    v6: "cidrIpv6",
    description: "description",
  },
];

function inline(type: Token, direction: Direction): Form {
  const write = (traffic: Traffic) => ({
    [direction]: [defined({ ...listed(traffic), securityGroups: list(traffic.group) })],
  });
  const at = `${direction}[0]`;
  return {
    type,
    write,
    at,
    v4: `${at}.cidrBlocks[0]`,
    v6: `${at}.ipv6CidrBlocks[0]`,
    description: `${at}.description`,
  };
}

function nativeInline(direction: Direction): Form {
  const property = direction === "ingress" ? "securityGroupIngress" : "securityGroupEgress";
  const at = `${property}[0]`;
  return {
    type: "aws-native:ec2:SecurityGroup",
    write: (traffic) => ({ [property]: [nativeRule(direction, traffic)] }),
    at,
    v4: `${at}.cidrIp`,
    v6: `${at}.cidrIpv6`,
    description: `${at}.description`,
  };
}

const nativeRule = (direction: Direction, { v4, v6, group, prefixList, protocol, ...rest }: Traffic): Props => {
  const side = direction === "ingress" ? "source" : "destination";
  return defined({
    cidrIp: v4,
    cidrIpv6: v6,
    [`${side}SecurityGroupId`]: group,
    [`${side}PrefixListId`]: prefixList,
    ipProtocol: protocol,
    ...ports(rest),
  });
};

const listed = ({ v4, v6, prefixList, protocol, ...rest }: Traffic): Props => ({
  cidrBlocks: list(v4),
  ipv6CidrBlocks: list(v6),
  prefixListIds: list(prefixList),
  protocol,
  ...ports(rest),
});

const ports = ({ from, to, description }: Traffic): Props => ({ fromPort: from, toPort: to, description });

const list = (value: unknown): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

const defined = (props: Props): Props =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
