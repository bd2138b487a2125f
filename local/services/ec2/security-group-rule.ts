import { isCidr } from "../../../aws/address-ranges";
import type { Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller } from "../services";
import { securityGroupKind, type SecurityGroup, type SecurityGroupRule } from "./entities";

/** A rule as a caller writes it. Ports are left out for every protocol (`-1`). */
export type RuleRequest = Omit<SecurityGroupRule, "securityGroupRuleId" | "groupId" | "fromPort" | "toPort"> & {
  readonly fromPort?: number;
  readonly toPort?: number;
};

const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedGroupId"] as const;
const protocolNames: Readonly<Record<string, string>> = { 1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6", all: "-1" };

/** The rule in AWS's own spelling, after every rule of AuthorizeSecurityGroupIngress and …Egress but the duplicate's. */
export function checkedRule(
  reads: Reads,
  caller: Caller,
  group: SecurityGroup,
  request: RuleRequest,
): Omit<SecurityGroupRule, "securityGroupRuleId"> {
  const ipProtocol = protocolOf(request.ipProtocol);
  const ports = portsOf(ipProtocol, request);
  checkPeer(reads, caller, group, request);
  if (
    (request.description ?? "").length > 255 ||
    !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/.test(request.description ?? "")
  ) {
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid rule description. Valid descriptions are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
    );
  }
  return { ...request, ...ports, groupId: group.groupId, ipProtocol };
}

/** `tcp` for `TCP` and `6`; `-1` for `all`. */
export function protocolOf(protocol: string): string {
  const lower = protocol.toLowerCase();
  return protocolNames[lower] ?? lower;
}

/** What makes two rules the same one to AWS; the description is no part of it. */
export function ruleKey(
  rule: Omit<SecurityGroupRule, "securityGroupRuleId" | "groupId" | "tags" | "description">,
): string {
  const direction = rule.isEgress ? "egress" : "ingress";
  return [direction, rule.ipProtocol, rule.fromPort, rule.toPort, peerOf(rule)].join(" ");
}

/** The error for a rule the group has already. */
export function duplicateRule(rule: Omit<SecurityGroupRule, "securityGroupRuleId">): AwsError {
  const ports = rule.ipProtocol === "-1" ? "" : ` from port: ${rule.fromPort}, to port: ${rule.toPort},`;
  const protocol = rule.ipProtocol === "-1" ? "ALL" : rule.ipProtocol.toUpperCase();
  return new AwsError(
    "InvalidPermission.Duplicate",
    `the specified rule "peer: ${peerOf(rule)}, ${protocol},${ports} ALLOW" already exists`,
  );
}

/** Which of the four kinds of peer a rule names: what ModifySecurityGroupRules cannot change. */
export function peerKind(rule: Pick<RuleRequest, (typeof peers)[number]>): string {
  return peers.find((key) => rule[key] !== undefined) ?? "";
}

function peerOf(rule: Pick<RuleRequest, (typeof peers)[number]>): string {
  return peers.map((key) => rule[key]).find((it) => it !== undefined) ?? "";
}

function portsOf(ipProtocol: string, { fromPort, toPort }: RuleRequest): { fromPort: number; toPort: number } {
  if (ipProtocol === "-1") return { fromPort: -1, toPort: -1 };
  if (fromPort === undefined || toPort === undefined) {
    throw new AwsError("InvalidParameterValue", `Invalid value 'Must specify both from and to ports with TCP/UDP.'`);
  }
  if (ipProtocol === "icmp" || ipProtocol === "icmpv6") return { fromPort, toPort };
  for (const port of [fromPort, toPort]) {
    if (port < 0 || port > 65535) throw new AwsError("InvalidParameterValue", `TCP/UDP port (${port}) out of range`);
  }
  if (fromPort > toPort) {
    throw new AwsError("InvalidParameterValue", `Invalid TCP/UDP port range (${fromPort}-${toPort})`);
  }
  return { fromPort, toPort };
}

function checkPeer(reads: Reads, caller: Caller, group: SecurityGroup, request: RuleRequest): void {
  const given = peers.filter((key) => request[key] !== undefined);
  if (given.length !== 1) {
    const message = `Exactly one of ${peers.join(", ")} must be specified, got ${given.join(", ") || "none"}.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  const cidr = request.cidrIpv4 ?? request.cidrIpv6;
  if (
    cidr !== undefined &&
    (!isCidr(cidr) || !cidr.includes("/") || cidr.includes(":") !== ("cidrIpv6" === given[0]))
  ) {
    throw new AwsError("InvalidParameterValue", `CIDR block ${cidr} is malformed`);
  }
  if (request.prefixListId !== undefined) {
    const message = `The prefix list ID '${request.prefixListId}' does not exist`;
    throw new AwsError("InvalidPrefixListID.NotFound", message);
  }
  if (request.referencedGroupId === undefined) return;
  const referenced = owned(reads, securityGroupKind, request.referencedGroupId, caller);
  if (referenced === undefined) {
    throw new AwsError("InvalidGroup.NotFound", `The security group '${request.referencedGroupId}' does not exist`);
  }
  if (referenced.data.vpcId !== group.vpcId) {
    throw new AwsError("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
  }
}
