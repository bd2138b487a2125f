import type { Span } from "./address-cells";
import { isUnknown, type Maybe } from "./maybe";
import { everyPort, outcomes, type Outcome } from "./network-acl-rules";
import type { NetworkAcl, NetworkAclRule } from "./network-topology";
import { later } from "./pending";
import { blocked, open, undecided, type Finding, type Verdict } from "./verdict";

/** What passes a network ACL on its way to or from some addresses. */
export interface Traffic {
  readonly direction: "ingress" | "egress";
  /** The database's, or `answers`: what goes back to the port a client has chosen for itself. */
  readonly port: Maybe<number> | "answers";
  /** For sentences: whom it comes from or goes to. */
  readonly other: string;
  /** `other` tells its ranges already. */
  readonly isNamed: boolean;
  /** Every address of the packets' kind. */
  readonly anywhere: string;
  /** Empty where they are not known. */
  readonly ranges: readonly string[];
  /** Traffic with `one` address of the ranges, or with `every` one. */
  readonly span: "one" | "every";
}

/** Where a client's port may lie, and where most choose it (VPC user guide, Ephemeral ports). */
const clientPorts: Span<number> = { from: 1024, end: 65536 };
const usualClientPorts: Span<number> = { from: 32768, end: 61000 };

interface Cell {
  readonly verdict: Verdict;
  /** What is not sure to be allowed. */
  readonly obstacle?: Outcome | undefined;
}

/** Whether a network ACL lets the traffic of a subnet pass. */
export function aclFinding(acl: NetworkAcl, where: string, traffic: Traffic): Finding {
  const rules = acl[traffic.direction];
  if (isUnknown(rules)) return later(`what ${acl.id} (${where}) lets pass`, rules);
  const ranges = traffic.ranges.length === 0 ? [traffic.anywhere] : traffic.ranges;
  const cells = ranges.flatMap((range) => cellsOf(rules, range, traffic.port));
  const worst = cells.find(({ verdict }) => verdict === "blocked") ?? cells.find(({ verdict }) => verdict !== "open");
  const text = textOf(traffic);
  if (worst === undefined) return open(`${acl.id} (${where}) lets ${text} pass`);
  const isOne = traffic.span === "one" || traffic.ranges.length === 0;
  const isAll = cells.every(({ verdict }) => verdict === "blocked");
  const fix = `add an ${wordOf(traffic)} rule to ${acl.id} that allows ${text}${beforeRule(worst.obstacle?.rule)}`;
  if (worst.verdict === "blocked" && (isAll || !isOne)) return blocked(denial(acl, where, text, worst.obstacle), fix);
  return undecided(doubt(acl, where, text, worst), fix);
}

function cellsOf(rules: readonly NetworkAclRule[], range: string, port: Traffic["port"]): readonly Cell[] {
  const ports = port === "answers" ? clientPorts : isUnknown(port) ? everyPort : { from: port, end: port + 1 };
  const needed = port === "answers" ? usualClientPorts : ports;
  return outcomes(rules, range, ports, [needed]).map((cell): Cell => {
    const obstacle = cell.find(({ allowed }) => allowed === false) ?? cell.find(({ allowed }) => allowed !== true);
    if (obstacle === undefined) return { verdict: "open" };
    const usual = cell.filter((some) => needed.from <= some.ports.from && some.ports.end <= needed.end);
    return { verdict: usual.every(({ allowed }) => allowed === false) ? "blocked" : "unknown", obstacle };
  });
}

function wordOf({ direction }: Traffic): string {
  return direction === "ingress" ? "inbound" : "outbound";
}

function textOf({ direction, port, other, ranges, isNamed }: Traffic): string {
  const ports =
    port === "answers" ? `answers (TCP 1024-65535)` : isUnknown(port) ? "TCP on the database's port" : `TCP ${port}`;
  const whom =
    isNamed || ranges.length === 0 || other.includes(ranges.join()) ? other : `${other} (${ranges.join(", ")})`;
  return `${ports} ${direction === "ingress" ? "in from" : "out to"} ${whom}`;
}

function denial({ id }: NetworkAcl, where: string, text: string, obstacle: Outcome | undefined): string {
  const number = obstacle?.rule?.number;
  if (number === undefined || isUnknown(number)) return `no rule of ${id} (${where}) lets ${text} pass`;
  return `rule ${number} of ${id} (${where}) denies ${text}`;
}

function doubt({ id }: NetworkAcl, where: string, text: string, { obstacle }: Cell): string {
  if (obstacle?.until !== undefined) {
    return `whether ${id} (${where}) lets ${text} pass is unknown until ${obstacle.until}`;
  }
  return `${id} (${where}) lets only part of ${text} pass`;
}

function beforeRule(rule: NetworkAclRule | undefined): string {
  return rule === undefined || isUnknown(rule.number) ? "" : `, with a number below ${rule.number}`;
}
