import { includesTcp, portsOfRule } from "../aws/ports";
import { addressesOf, cut, holds, type Addresses, type Span } from "./address-cells";
import { isUnknown, known, type Maybe } from "./maybe";
import type { NetworkAclRule } from "./network-topology";

/** What becomes of some packets that all rules treat alike. */
export interface Outcome {
  readonly ports: Span<number>;
  /** Undefined where that is not known yet. */
  readonly allowed: boolean | undefined;
  /** The rule that decides; none where the last, `*`, does. */
  readonly rule?: NetworkAclRule;
  /** Why it is not known: the end of a sentence. */
  readonly until?: string;
}

/** Whether a rule matches; undefined where that is not known yet. */
type Match = boolean | undefined;

/**
 * What the rules of one direction do with TCP packets of a range of addresses and of ports: for each set of addresses
 * that all rules treat alike, the outcome of each such set of ports. The lowest number that matches decides, whatever
 * comes after it; what no rule matches is denied (VPC user guide, Network ACL rules). No set where `range` is none.
 * @param apart Ports that no set of ports may hold only part of.
 */
export function outcomes(
  rules: readonly NetworkAclRule[],
  range: string,
  ports: Span<number>,
  apart: readonly Span<number>[] = [],
): readonly (readonly Outcome[])[] {
  const addresses = addressesOf(range);
  if (addresses === undefined) return [];
  const read = rules.map((rule) => ({ rule, range: rangeOf(rule), ports: portsOf(rule) }));
  const ranges = read.map((it) => it.range).filter((it) => it !== undefined);
  const sameFamily = ranges.filter(({ family }) => family === addresses.family);
  const portCells = cut(ports, [...apart, ...read.map((it) => it.ports).filter((it) => it !== undefined)]);
  return cut(addresses, sameFamily).map((cell) => {
    const here = read.map((it) => ({ ...it, inRange: inRange(it.range, { ...cell, family: addresses.family }) }));
    return portCells.map((some) => ({
      ports: some,
      ...decide(here.map((it) => ({ rule: it.rule, matches: both(it.inRange, onPorts(it, some)) }))),
    }));
  });
}

/** Undefined where it is not known yet. */
function rangeOf({ cidr }: NetworkAclRule): Addresses | undefined {
  return isUnknown(cidr) ? undefined : (addressesOf(cidr) ?? { family: 4, from: 0n, end: 0n });
}

function inRange(range: Addresses | undefined, cell: Addresses): Match {
  return range === undefined ? undefined : range.family === cell.family && holds(range, cell);
}

export const everyPort: Span<number> = { from: 0, end: 65536 };
const noPort: Span<number> = { from: 0, end: 0 };

/** The TCP ports of a rule; undefined where they are not known yet. */
function portsOf({ protocol, fromPort, toPort }: NetworkAclRule): Span<number> | undefined {
  if (isUnknown(protocol)) return undefined;
  if (!includesTcp(protocol)) return noPort;
  const ports = portsOfRule(protocol, known(fromPort), known(toPort));
  if (typeof ports === "object") return { from: ports.from, end: ports.to + 1 };
  return ports === undefined ? undefined : everyPort;
}

function onPorts({ ports }: { readonly ports: Span<number> | undefined }, some: Span<number>): Match {
  return ports === undefined ? undefined : holds(ports, some);
}

function both(one: Match, other: Match): Match {
  if (one === false || other === false) return false;
  return one === undefined || other === undefined ? undefined : true;
}

/** The outcome over every order and value that may turn out. */
function decide(rules: readonly { readonly rule: NetworkAclRule; readonly matches: Match }[]): Omit<Outcome, "ports"> {
  const may = rules.filter(({ matches }) => matches !== false);
  const placed = may
    .flatMap((it) => (isUnknown(it.rule.number) ? [] : [{ ...it, number: it.rule.number }]))
    .sort((a, b) => a.number - b.number);
  const anywhere = may.filter(({ rule }) => isUnknown(rule.number));
  const sure = placed.findIndex(({ matches }) => matches === true);
  const possible = [...(sure < 0 ? placed : placed.slice(0, sure + 1)), ...anywhere];
  const isDecided = possible.some(({ matches }) => matches === true);
  const actions = possible.map(({ rule }) => rule.action);
  const mayAllow = actions.some((action) => action !== "deny");
  const mayDeny = !isDecided || actions.some((action) => action !== "allow");
  const rule = (placed[sure] ?? (isDecided ? possible[0] : undefined))?.rule;
  if (mayAllow && mayDeny) return { allowed: undefined, until: reasonOf(possible.map((it) => it.rule)) };
  return rule === undefined ? { allowed: mayAllow } : { allowed: mayAllow, rule };
}

function reasonOf(rules: readonly NetworkAclRule[]): string {
  const facts = rules.flatMap(({ number, action, protocol, fromPort, toPort, cidr }): Maybe<unknown>[] => [
    number,
    action,
    protocol,
    fromPort,
    toPort,
    cidr,
  ]);
  return facts.find(isUnknown)?.unknownUntil ?? "its rules are known";
}
