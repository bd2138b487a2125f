import { covered, rangesOverlap } from "../aws/address-ranges";
import { hasPort, includesTcp, portsOfRule } from "../aws/ports";
import { prefixListById, securityGroupById } from "./by-id";
import { anywhere } from "./ipv6";
import { isUnknown, known, type Maybe } from "./maybe";
import type { SecurityGroupRule, Topology } from "./topology";
import { blocked, open, undecided, type Finding, type Verdict } from "./verdict";

/** The other side of the traffic a security group judges. */
export interface Peer {
  /** For sentences: `the client in vpc-1`. */
  readonly name: string;
  /** Groups it carries and that may be referred to from here (same VPC). */
  readonly securityGroupIds: Maybe<readonly string[]>;
  /** Where its addresses lie. */
  readonly cidrs: Maybe<readonly string[]>;
  /** `one` address somewhere in the ranges, or traffic with `every` range (a gateway's zones, a database's failover). */
  readonly span: "one" | "every";
}

export type Direction = "ingress" | "egress";

const everywhere = ["0.0.0.0/0", "::/0"] as const;

/** What a rule lets through for sure, and what it may let through once more is known. */
interface Passage {
  readonly sure: readonly string[];
  readonly possible: readonly string[];
  readonly until?: string;
}

const nothing: Passage = { sure: [], possible: [] };

/** Whether the union of some security groups lets TCP on `port` pass from (ingress) or to (egress) the peer. */
export function admits(
  topology: Topology,
  groupIds: readonly string[],
  direction: Direction,
  port: Maybe<number>,
  peer: Peer,
): Finding {
  const passages = groupIds.flatMap((id) => groupPassages(topology, id, direction, port, peer));
  const traffic = `TCP ${isUnknown(port) ? "on the database's port" : port} ${direction === "ingress" ? "from" : "to"} ${peer.name}`;
  const groups = groupIds.join(", ");
  const sure = passages.flatMap((passage) => passage.sure);
  const all = anywhere(topology);
  const verdict = passes(sure, peer, all);
  if (verdict === "open") return open(`${groups} ${groupIds.length === 1 ? "allows" : "allow"} ${traffic}`);
  const until = passages.find((passage) => passage.until !== undefined)?.until;
  const best = passes([...sure, ...passages.flatMap((passage) => passage.possible)], peer, all);
  const fix = `add an ${direction} rule to ${groupIds[0] ?? "the security group"} that allows ${traffic}${hint(peer)}`;
  if (verdict === "unknown" || best !== "blocked") {
    const why = until === undefined ? "its rules cover only part of the addresses" : `unknown until ${until}`;
    return undecided(
      `whether ${groups} allows ${traffic} cannot be said: ${why}`,
      until === undefined ? fix : `wait until ${until}, or ${fix}`,
      until,
    );
  }
  return blocked(`no ${direction} rule of ${groups} allows ${traffic}${leftOut(sure, peer)}`, fix);
}

function groupPassages(
  topology: Topology,
  id: string,
  direction: Direction,
  port: Maybe<number>,
  peer: Peer,
): readonly Passage[] {
  const group = securityGroupById(topology, id);
  if (group === undefined) {
    return topology.complete === "all" ? [] : [doubtful(everywhere, `the rules of ${id} are known`)];
  }
  const rules = group[direction];
  if (isUnknown(rules)) return [doubtful(everywhere, rules.unknownUntil)];
  return rules.map((rule) => rulePassage(topology, rule, port, peer));
}

function rulePassage(topology: Topology, rule: SecurityGroupRule, port: Maybe<number>, peer: Peer): Passage {
  const portMatch = matchesPort(rule, port);
  if (portMatch === false) return nothing;
  const reach = peerReach(topology, rule, peer);
  return portMatch === true ? reach : doubtful([...reach.sure, ...reach.possible], portMatch.unknownUntil);
}

function matchesPort({ protocol, fromPort, toPort }: SecurityGroupRule, port: Maybe<number>): Maybe<boolean> {
  if (isUnknown(protocol)) return protocol;
  if (!includesTcp(protocol)) return false;
  const ports = portsOfRule(protocol, known(fromPort), known(toPort));
  if (ports === undefined) return [fromPort, toPort].find(isUnknown) ?? false;
  if (ports === "all") return true;
  return isUnknown(port) ? port : hasPort(ports, port);
}

function peerReach(topology: Topology, rule: SecurityGroupRule, peer: Peer): Passage {
  const admitted = rule.peer;
  if (isUnknown(admitted)) return doubtful(everywhere, admitted.unknownUntil);
  if ("cidr" in admitted) return { sure: [admitted.cidr], possible: [] };
  if ("prefixListId" in admitted) {
    const cidrs = prefixListById(topology, admitted.prefixListId)?.cidrs;
    if (cidrs === undefined) return doubtful(everywhere, `the ranges of ${admitted.prefixListId} are known`);
    return isUnknown(cidrs) ? doubtful(everywhere, cidrs.unknownUntil) : { sure: cidrs, possible: [] };
  }
  if (isUnknown(peer.securityGroupIds)) return doubtful(everywhere, peer.securityGroupIds.unknownUntil);
  return peer.securityGroupIds.includes(admitted.securityGroupId) ? { sure: everywhere, possible: [] } : nothing;
}

function doubtful(possible: readonly string[], until: string): Passage {
  return { sure: [], possible, until };
}

/** @param all Every address of the packets' kind. */
function passes(covers: readonly string[], peer: Peer, all: string): Verdict {
  if (isUnknown(peer.cidrs) || peer.cidrs.length === 0) {
    if (covered(all, covers)) return "open";
    return covers.length === 0 ? "blocked" : "unknown";
  }
  if (peer.cidrs.every((range) => covered(range, covers))) return "open";
  const touched = peer.cidrs.some((range) => covers.some((cover) => rangesOverlap(range, cover)));
  return peer.span === "one" && touched ? "unknown" : "blocked";
}

function leftOut(covers: readonly string[], peer: Peer): string {
  if (isUnknown(peer.cidrs) || covers.length === 0) return "";
  const missing = peer.cidrs.filter((range) => !covered(range, covers));
  return missing.length < peer.cidrs.length ? ` in ${missing.join(", ")}` : "";
}

function hint(peer: Peer): string {
  if (!isUnknown(peer.securityGroupIds) && peer.securityGroupIds[0] !== undefined)
    return ` (${peer.securityGroupIds[0]})`;
  const ranges = isUnknown(peer.cidrs) ? "" : peer.cidrs.join(", ");
  return ranges === "" || peer.name.includes(ranges) ? "" : ` (${ranges})`;
}
