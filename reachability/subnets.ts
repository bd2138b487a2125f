import { idsOf } from "./indexed";
import { unknown, type Maybe } from "./maybe";
import type { Subnet, Topology, Vpc } from "./topology";

const subnetIndex = idsOf<Subnet>();
const vpcIndex = idsOf<Vpc>();

export function subnetById(topology: Topology, id: string): Subnet | undefined {
  return subnetIndex(topology.subnets).get(id);
}

export function vpcById(topology: Topology, id: string): Vpc | undefined {
  return vpcIndex(topology.vpcs).get(id);
}

/** The range of a subnet. */
export function rangeOfSubnet(topology: Topology, id: string): Maybe<string> {
  return subnetById(topology, id)?.cidr ?? unknown(`the range of ${id} is known`);
}
