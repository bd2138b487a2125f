import { onlyPort, portsOfRule, type Ports } from "../aws/ports";
import type { Field } from "./field";
import type { Resource } from "./resource";

/** One rule of a security group, in whichever of the eight ways it is written. */
export interface TrafficRule {
  /** The rule as a whole, for findings that concern no single field: a list's element, or the type's own name. */
  readonly at: Field | string;
  /** CIDR blocks of both families. */
  readonly blocks: readonly Field[];
  /** Security groups on the other side. */
  readonly groups: readonly Field[];
  readonly prefixLists: readonly Field[];
  /** Set when the group itself is the other side. */
  readonly self: Field;
  readonly protocol: Field;
  readonly fromPort: Field;
  readonly toPort: Field;
  readonly description: Field;
  /** The group a separate rule belongs to; an inline rule has none. */
  readonly owner: Field | undefined;
}

export type Direction = "ingress" | "egress";

type Get = (property: string) => Field;

const separateRule = [
  "cidrIpv4",
  "cidrIpv6",
  "referencedSecurityGroupId",
  "prefixListId",
  "ipProtocol",
  "fromPort",
  "toPort",
  "description",
  "securityGroupId",
] as const;

const oldSeparateRule = [
  "type",
  "cidrBlocks",
  "ipv6CidrBlocks",
  "sourceSecurityGroupId",
  "prefixListIds",
  "self",
  "protocol",
  "fromPort",
  "toPort",
  "description",
  "securityGroupId",
] as const;

const nativeRule = ["cidrIp", "cidrIpv6", "ipProtocol", "fromPort", "toPort", "description", "groupId"] as const;

/** Where ingress rules are written. */
export const ingressReads = {
  "aws:ec2/securityGroup:SecurityGroup": ["ingress"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress"],
  "aws:ec2/securityGroupRule:SecurityGroupRule": oldSeparateRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": separateRule,
  "aws-native:ec2:SecurityGroup": ["securityGroupIngress"],
  "aws-native:ec2:SecurityGroupIngress": [...nativeRule, "sourceSecurityGroupId", "sourcePrefixListId"],
} as const;

/** Where egress rules are written. */
export const egressReads = {
  "aws:ec2/securityGroup:SecurityGroup": ["egress"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["egress"],
  "aws:ec2/securityGroupRule:SecurityGroupRule": oldSeparateRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": separateRule,
  "aws-native:ec2:SecurityGroup": ["securityGroupEgress"],
  "aws-native:ec2:SecurityGroupEgress": [...nativeRule, "destinationSecurityGroupId", "destinationPrefixListId"],
} as const;

/** The rules of one direction that a resource holds; none for another type. */
export function trafficRules(resource: Resource, direction: Direction): readonly TrafficRule[] {
  const get: Get = (property) => resource.get(property);
  switch (resource.type) {
    case "aws:ec2/securityGroup:SecurityGroup":
    case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
      return get(direction)
        .items()
        .map((item) => inlineRule(item));
    case "aws-native:ec2:SecurityGroup":
      return get(direction === "ingress" ? "securityGroupIngress" : "securityGroupEgress")
        .items()
        .map((item) => nativeSide(item, (property) => item.get(property), undefined));
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return get("type").text() === direction ? [oldRule(get)] : [];
    case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
      return direction === "ingress" ? [newRule(get)] : [];
    case "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":
      return direction === "egress" ? [newRule(get)] : [];
    case "aws-native:ec2:SecurityGroupIngress":
      return direction === "ingress" ? [nativeSide("this rule", get, get("groupId"))] : [];
    case "aws-native:ec2:SecurityGroupEgress":
      return direction === "egress" ? [nativeSide("this rule", get, get("groupId"))] : [];
    default:
      return [];
  }
}

function inlineRule(item: Field): TrafficRule {
  return {
    at: item,
    blocks: [...each(item.get("cidrBlocks")), ...each(item.get("ipv6CidrBlocks"))],
    groups: each(item.get("securityGroups")),
    prefixLists: each(item.get("prefixListIds")),
    self: item.get("self"),
    protocol: item.get("protocol"),
    fromPort: item.get("fromPort"),
    toPort: item.get("toPort"),
    description: item.get("description"),
    owner: undefined,
  };
}

function oldRule(get: Get): TrafficRule {
  return {
    at: "this rule",
    blocks: [...each(get("cidrBlocks")), ...each(get("ipv6CidrBlocks"))],
    groups: each(get("sourceSecurityGroupId")),
    prefixLists: each(get("prefixListIds")),
    self: get("self"),
    protocol: get("protocol"),
    fromPort: get("fromPort"),
    toPort: get("toPort"),
    description: get("description"),
    owner: get("securityGroupId"),
  };
}

function newRule(get: Get): TrafficRule {
  return {
    at: "this rule",
    blocks: [...each(get("cidrIpv4")), ...each(get("cidrIpv6"))],
    groups: each(get("referencedSecurityGroupId")),
    prefixLists: each(get("prefixListId")),
    self: get("self"),
    protocol: get("ipProtocol"),
    fromPort: get("fromPort"),
    toPort: get("toPort"),
    description: get("description"),
    owner: get("securityGroupId"),
  };
}

function nativeSide(at: Field | string, get: Get, owner: Field | undefined): TrafficRule {
  return {
    at,
    blocks: [...each(get("cidrIp")), ...each(get("cidrIpv6"))],
    groups: [...each(get("sourceSecurityGroupId")), ...each(get("destinationSecurityGroupId"))],
    prefixLists: [...each(get("sourcePrefixListId")), ...each(get("destinationPrefixListId"))],
    self: get("self"),
    protocol: get("ipProtocol"),
    fromPort: get("fromPort"),
    toPort: get("toPort"),
    description: get("description"),
    owner,
  };
}

/** The elements of a list, or the list itself while it is unknown. */
const each = (field: Field): readonly Field[] => (field.known ? field.items() : field.absent ? [] : [field]);

/** The ports a rule opens; `undefined` while that is not known. */
export function portsOf({ protocol, fromPort, toPort }: TrafficRule): Ports | undefined {
  return portsOfRule(protocol.text(), fromPort.number(), toPort.number());
}

/** Whether a rule opens one of these ports and no other, or may do so once its ports are known. */
export function mayOpenOnly(rule: TrafficRule, allowed: readonly number[]): boolean {
  if (allowed.length === 0) return false;
  const ports = portsOf(rule);
  if (ports === undefined) return true;
  const port = onlyPort(ports);
  return port !== undefined && allowed.includes(port);
}
