import { rangesOverlap } from "../aws/address-ranges";
import { prefixListById, securityGroupById, vpcById } from "./by-id";
import { isUnknown, type Maybe } from "./maybe";
import { admits, type Peer } from "./security-groups";
import type { RulePeer, SecurityGroupRule, Topology } from "./topology";
import type { Verdict } from "./verdict";

/** Which clients of a VPC are let in. */
export type Source = "every client" | "unknown clients" | RulePeer;

export interface Admittance {
  readonly source: Source;
  readonly verdict: Exclude<Verdict, "blocked">;
}

/** Everyone whom the ingress rules of some security groups admit to a port, rule by rule. */
export function admittances(
  topology: Topology,
  groupIds: Maybe<readonly string[]>,
  port: Maybe<number>,
  vpcId: string,
): readonly Admittance[] {
  if (isUnknown(groupIds)) return [{ source: "unknown clients", verdict: "unknown" }];
  const range = vpcById(topology, vpcId)?.cidr;
  return groupIds.flatMap((id) => {
    const rules = securityGroupById(topology, id)?.ingress;
    if (rules === undefined && topology.complete === "all") return [];
    if (rules === undefined || isUnknown(rules)) return [{ source: "unknown clients", verdict: "unknown" } as const];
    return rules.flatMap((rule) => admittance(topology, rule, port, range));
  });
}

function admittance(
  topology: Topology,
  rule: SecurityGroupRule,
  port: Maybe<number>,
  range: Maybe<string> | undefined,
): readonly Admittance[] {
  const source = isUnknown(rule.peer) ? "unknown clients" : rule.peer;
  if (typeof source === "object" && "cidr" in source && range !== undefined && !isUnknown(range)) {
    if (!rangesOverlap(source.cidr, range)) return [];
  }
  const alone = { id: "", account: "", vpcId: "", ingress: [rule], egress: [] };
  const { verdict } = admits({ ...topology, securityGroups: [alone] }, [""], "ingress", port, peerOf(topology, source));
  return verdict === "blocked" ? [] : [{ source, verdict }];
}

/** A client that is exactly what the rule names, so that only protocol and port decide. */
function peerOf(topology: Topology, source: Source): Peer {
  const nowhere = { name: "", securityGroupIds: [], cidrs: ["0.0.0.0/32"], span: "one" } as const;
  if (typeof source === "string") return nowhere;
  if ("securityGroupId" in source) return { ...nowhere, securityGroupIds: [source.securityGroupId] };
  if ("cidr" in source) return { ...nowhere, cidrs: [source.cidr] };
  const cidrs = prefixListById(topology, source.prefixListId)?.cidrs;
  return cidrs === undefined ? nowhere : { ...nowhere, cidrs };
}
