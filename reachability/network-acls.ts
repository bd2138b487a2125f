import { governedBy, type Governing } from "./governing";
import { rangeOfSubnet } from "./subnets";
import { anywhere } from "./ipv6";
import { isUnknown, type Maybe } from "./maybe";
import type { NetworkAcl } from "./network-topology";
import { aclFinding, type Traffic } from "./network-acl-traffic";
import type { Topology } from "./topology";
import { firstObstacle, open, undecided, type Finding } from "./verdict";

/** One end of the traffic a network ACL judges. */
export interface Side {
  /** For sentences: `the client in vpc-1`. */
  readonly name: string;
  /** Undefined: in no subnet of anybody's. */
  readonly subnetIds?: Maybe<readonly string[]>;
  readonly vpcId: Maybe<string>;
  /** Where its addresses lie, if not in all of its subnets' ranges. */
  readonly ranges?: readonly string[];
  /** What these are called in sentences, where they are many. */
  readonly said?: string;
  /** `one` place somewhere in the subnets, or `every` of them (an endpoint's zones, a database's failover). */
  readonly span: "one" | "every";
}

/**
 * Whether the network ACLs of `side` let connections to `port` on `other` pass (or from it, where `side` is the one
 * that is connected to) and their answers back. They are stateless, and do not judge what stays in one subnet.
 */
export function passesAcls(
  topology: Topology,
  side: Side,
  other: Side,
  role: "client" | "server",
  port: Maybe<number>,
): Finding {
  if (topology.subnetsUnasked === true) return open("network ACLs are not asked about");
  return overSubnets(side, (subnetId) =>
    overSubnets(other, (otherId) => {
      if (subnetId !== undefined && subnetId === otherId)
        return open(`it stays in ${subnetId}, where no network ACL is asked`);
      const found = subnetFinding(topology, { side, subnetId, other, otherId, role, port });
      return found.verdict === "blocked" && mayShareSubnet(side, subnetId, other, otherId)
        ? undecided(found.reason, `name the subnet of ${side.name}`)
        : found;
    }),
  );
}

/** Judges for each subnet of a side; for none in particular where they are not known, or there are none. */
export function overSubnets(side: Side, judge: (subnetId: string | undefined) => Finding): Finding {
  const { subnetIds } = side;
  if (subnetIds === undefined || isUnknown(subnetIds)) return judge(undefined);
  const [first, ...rest] = subnetIds.map(judge);
  return first === undefined ? judge(undefined) : overPlaces([first, ...rest], side);
}

/** Of all places, or of the one place that is not known. */
export function overPlaces(findings: readonly [Finding, ...Finding[]], { name, span }: Side): Finding {
  const worst = firstObstacle(findings);
  if (span === "every" || worst.verdict === "open") return worst;
  return findings.every(({ verdict }) => verdict === "blocked")
    ? worst
    : undecided(`it depends on where ${name} is: ${worst.reason}`, worst.fix ?? `name the subnet of ${name}`);
}

function mayShareSubnet(one: Side, id: string | undefined, other: Side, otherId: string | undefined): boolean {
  const isSomewhere = one.subnetIds !== undefined && other.subnetIds !== undefined;
  if (!isSomewhere || (id !== undefined && otherId !== undefined)) return false;
  return isUnknown(one.vpcId) || isUnknown(other.vpcId) || one.vpcId === other.vpcId;
}

interface Pair {
  readonly side: Side;
  readonly subnetId: string | undefined;
  readonly other: Side;
  readonly otherId: string | undefined;
  readonly role: "client" | "server";
  readonly port: Maybe<number>;
}

/** A subnet that no network ACL names has its VPC's default one (VPC user guide, Network ACL basics). */
const governing = governedBy((acl: NetworkAcl) => acl.isDefault);

function subnetFinding(topology: Topology, pair: Pair): Finding {
  const { side, subnetId } = pair;
  const rules = governing(topology, topology.networkAcls, subnetId, side.vpcId);
  const where = subnetId ?? side.name;
  const findings = findingsOf(topology, rules, pair);
  const [first, ...rest] = findings;
  if (first === undefined) return open(`the network ACL of ${where} is the one AWS makes, which lets everything pass`);
  if (rest.length === 0) return first;
  const worst = firstObstacle([first, ...rest]);
  const isAgreed = findings.every(({ verdict }) => verdict === worst.verdict);
  return isAgreed
    ? worst
    : undecided(
        `which network ACL governs ${where} is not known: ${worst.reason}`,
        worst.fix ?? `list the network ACLs of ${where}`,
      );
}

function findingsOf(
  topology: Topology,
  { candidates, orOriginal, orUnlisted }: Governing<NetworkAcl>,
  pair: Pair,
): readonly Finding[] {
  const where = pair.subnetId ?? pair.side.name;
  const found = candidates.length === 0 ? [] : judged(topology, candidates, where, pair);
  if (orUnlisted) {
    const unlisted = `the network ACL of ${where} is not known here`;
    return [...found, undecided(unlisted, `list the network ACLs of ${where}`)];
  }
  return orOriginal && found.length > 0 ? [...found, open("")] : found;
}

function judged(topology: Topology, acls: readonly NetworkAcl[], where: string, pair: Pair): readonly Finding[] {
  const [there, back] = trafficOf(topology, pair);
  return acls.map((acl) => firstObstacle([aclFinding(acl, where, there), aclFinding(acl, where, back)]));
}

function trafficOf(topology: Topology, pair: Pair): readonly [Traffic, Traffic] {
  const { name, span, said } = pair.other;
  const ranges = remoteRanges(topology, pair);
  const traffic = { other: name, ranges, span, isNamed: said !== undefined, anywhere: anywhere(topology) };
  const isClient = pair.role === "client";
  return [
    { ...traffic, direction: isClient ? "egress" : "ingress", port: pair.port },
    { ...traffic, direction: isClient ? "ingress" : "egress", port: "answers" },
  ];
}

function remoteRanges(topology: Topology, { other, otherId }: Pair): readonly string[] {
  if (other.ranges !== undefined) return other.ranges;
  const range = otherId === undefined ? undefined : rangeOfSubnet(topology, otherId);
  return range === undefined || isUnknown(range) ? [] : [range];
}
