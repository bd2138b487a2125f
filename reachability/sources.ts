import { rangesOverlap } from "../aws/address-ranges";
import { prefixListById, securityGroupById } from "./by-id";
import { groupsSeen } from "./link-groups";
import type { Link } from "./links";
import { refersTo } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import { admits, type Peer } from "./security-groups";
import type { RulePeer, SecurityGroupRule, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";

/** Which clients of a place are let in. */
export type Source = "every client" | "unknown clients" | RulePeer;

export interface Admittance {
  readonly source: Source;
  readonly verdict: Exclude<Verdict, "blocked">;
}

/** Where clients are: in a VPC, or some of its subnets. */
export interface Place {
  readonly vpcId: string;
  /** What leads from there; none inside the VPC they come into. */
  readonly link: Link | undefined;
  /** Where their addresses lie. */
  readonly ranges: Maybe<readonly string[]>;
}

/** What lets clients in: security groups, on a port. */
export interface Door {
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly port: Maybe<number>;
}

/** Everyone whom a door admits of those in a place, rule by rule. */
export function admittances(topology: Topology, door: Door, place: Place): readonly Admittance[] {
  return rulesOf(topology, door).flatMap((rule) => {
    if (isUnknown(rule)) return [{ source: "unknown clients", verdict: "unknown" } as const];
    const source = isUnknown(rule.peer) ? "unknown clients" : rule.peer;
    const verdict = allOf([ruleVerdict(topology, rule, door.port, source), presence(topology, source, place)]);
    return verdict === "blocked" ? [] : [{ source, verdict }];
  });
}

/** The ranges that a door admits, with those in its prefix lists; unknown among them for a rule that may admit any. */
export function rangesAdmitted(topology: Topology, door: Door): readonly Maybe<string>[] {
  return rulesOf(topology, door).flatMap((rule): readonly Maybe<string>[] => {
    if (isUnknown(rule)) return [rule];
    if (isUnknown(rule.peer)) return [rule.peer];
    if (ruleVerdict(topology, rule, door.port, rule.peer) === "blocked") return [];
    const ranges = rangesOf(topology, rule.peer);
    return isUnknown(ranges) ? [ranges] : ranges;
  });
}

function rulesOf(topology: Topology, { securityGroupIds }: Door): readonly Maybe<SecurityGroupRule>[] {
  if (isUnknown(securityGroupIds)) return [securityGroupIds];
  return securityGroupIds.flatMap((id): readonly Maybe<SecurityGroupRule>[] => {
    const rules = securityGroupById(topology, id)?.ingress;
    if (rules === undefined) return topology.complete === "all" ? [] : [unknown(`the rules of ${id} are known`)];
    return isUnknown(rules) ? [rules] : rules;
  });
}

/** The ranges that a peer stands for; none of a security group. */
function rangesOf(topology: Topology, peer: RulePeer): Maybe<readonly string[]> {
  if ("cidr" in peer) return [peer.cidr];
  if (!("prefixListId" in peer)) return [];
  return prefixListById(topology, peer.prefixListId)?.cidrs ?? unknown(`the ranges of ${peer.prefixListId} are known`);
}

/** Whether what a rule names is in a place, and may be named from the other side of what leads there. */
function presence(topology: Topology, source: Source, { vpcId, link, ranges }: Place): Verdict {
  if (typeof source === "string") return "open";
  if (!("securityGroupId" in source)) {
    const admitted = rangesOf(topology, source);
    if (isUnknown(admitted) || isUnknown(ranges)) return "open";
    return admitted.some((one) => ranges.some((other) => rangesOverlap(one, other))) ? "open" : "blocked";
  }
  const seen = groupsSeen(topology, link, [source.securityGroupId], "ingress");
  const group = securityGroupById(topology, source.securityGroupId);
  // A group that is not listed is one of the VPC itself, as far as anybody says.
  const isThere = group === undefined ? (link === undefined ? true : undefined) : refersTo(group.vpcId, vpcId);
  if (isThere === false || (!isUnknown(seen) && seen.length === 0)) return "blocked";
  return isThere === true && !isUnknown(seen) ? "open" : "unknown";
}

/** By protocol and port alone: of a client that is exactly what the rule names. */
function ruleVerdict(topology: Topology, rule: SecurityGroupRule, port: Maybe<number>, source: Source): Verdict {
  const alone = { id: "", account: "", vpcId: "", ingress: [rule], egress: [] };
  return admits({ ...topology, securityGroups: [alone] }, [""], "ingress", port, peerOf(topology, source)).verdict;
}

function peerOf(topology: Topology, source: Source): Peer {
  const nowhere = { name: "", securityGroupIds: [], cidrs: ["0.0.0.0/32"], span: "one" } as const;
  if (typeof source === "string") return nowhere;
  if ("securityGroupId" in source) return { ...nowhere, securityGroupIds: [source.securityGroupId] };
  const cidrs = rangesOf(topology, source);
  return isUnknown(cidrs) ? nowhere : { ...nowhere, cidrs };
}
