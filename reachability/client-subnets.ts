import { covered } from "../aws/address-ranges";
import type { Client } from "./client";
import { indexed } from "./indexed";
import { isComplete } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { Subnet, Topology } from "./topology";

/** The subnets the client may be in: the one it names, the one its address lies in, or all of its VPC. */
export function clientSubnets(topology: Topology, client: Client): Maybe<readonly string[]> {
  const { subnetId, sourceIp, vpcId, account } = client;
  if (subnetId !== undefined) return [subnetId];
  const until = unknown("the client's subnet is given");
  if (vpcId === undefined) return until;
  const { byVpc, hasLoose } = subnetsByVpc(topology.subnets);
  const known = byVpc.get(vpcId) ?? [];
  const around = sourceIp === undefined ? [] : known.filter((subnet) => mayHold(subnet, sourceIp));
  const [one] = around;
  if (around.length === 1 && one !== undefined && !isUnknown(one.cidr)) return [one.id];
  if (hasLoose || !isComplete(topology, account)) return until;
  const candidates = sourceIp === undefined ? known : around;
  return candidates.length === 0 ? until : candidates.map(({ id }) => id);
}

function mayHold({ cidr }: Subnet, address: string): boolean {
  return isUnknown(cidr) || covered(address, [cidr]);
}

const subnetsByVpc = indexed((subnets: readonly Subnet[]) => {
  const byVpc = new Map<string, Subnet[]>();
  for (const subnet of subnets) {
    if (isUnknown(subnet.vpcId)) continue;
    const others = byVpc.get(subnet.vpcId);
    if (others === undefined) byVpc.set(subnet.vpcId, [subnet]);
    else others.push(subnet);
  }
  return { byVpc, hasLoose: subnets.some(({ vpcId }) => isUnknown(vpcId)) };
});
