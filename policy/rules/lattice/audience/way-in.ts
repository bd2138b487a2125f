import type { Client } from "../../../../reachability/client";
import { explain, type Explanation } from "../../../../reachability/explain";
import { isUnknown, known, onlyKnown } from "../../../../reachability/maybe";
import type { RulePeer, Topology } from "../../../../reachability/topology";
import type { ForeignDatabase } from "./foreign-databases";
import type { Proof } from "./proof";

type Vpc = Topology["vpcs"][number];

/**
 * What stops every client of the stack's VPCs on this side of the way; undefined where one may get through, or where the
 * stack has no VPC with a way in, for another stack may have.
 */
export function blockedWay(proof: Proof, { database, configuration }: ForeignDatabase): Explanation | undefined {
  const { topology } = proof;
  const attached = [...topology.vpcAssociations, ...topology.endpoints];
  if (attached.length === 0 || attached.some(({ vpcId }) => isUnknown(vpcId))) return undefined;
  const ids = new Set(onlyKnown(attached.map(({ vpcId }) => vpcId)));
  const vpcs = topology.vpcs.filter(({ id }) => ids.has(id));
  if (vpcs.length < ids.size) return undefined;
  const own = { ...topology, configurations: [configuration], databases: [database] };
  const all = vpcs.flatMap((vpc) => clientsIn(proof, vpc)).map((client) => explain(own, client, database));
  return all.every(({ verdict }) => verdict === "blocked") ? all[0] : undefined;
}

/**
 * Whoever may come: something of which nothing is known and, where a way in names groups of this stack alone, what carries
 * all of the VPC's groups instead: whatever that cannot do, no client of this stack can.
 */
function clientsIn({ topology, resourceOf }: Proof, { id: vpcId, account, region }: Vpc): readonly Client[] {
  // A VPC's default group, which lets everything out, is nobody's who carries one on purpose.
  const written = topology.securityGroups.filter(({ id }) => /ecurityGroup$/.test(resourceOf(id)?.type ?? ""));
  const groups = written.filter((group) => group.vpcId === vpcId).map(({ id }) => id);
  const carriers = { account, region, vpcId, securityGroupIds: groups };
  return namesOwnGroups(topology, vpcId, groups) ? [carriers] : [{ ...carriers, securityGroupIds: [] }];
}

function namesOwnGroups(topology: Topology, vpcId: string, groups: readonly string[]): boolean {
  const attached = [...topology.vpcAssociations, ...topology.endpoints].filter((it) => it.vpcId === vpcId);
  const doors = attached.map(({ securityGroupIds }) => known(securityGroupIds) ?? []);
  const peers = doors.flat().flatMap((id) => peersOf(topology, id));
  const own = peers.every(
    (peer) => peer !== undefined && "securityGroupId" in peer && groups.includes(peer.securityGroupId),
  );
  return doors.every((door) => door.length > 0) && peers.length > 0 && own;
}

/** Whom a group admits; undefined stands for what is not known. */
function peersOf(topology: Topology, id: string): readonly (RulePeer | undefined)[] {
  const ingress = topology.securityGroups.find((group) => group.id === id)?.ingress;
  return ingress === undefined || isUnknown(ingress) ? [undefined] : ingress.map(({ peer }) => known(peer));
}
