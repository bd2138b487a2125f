import { subnetById, vpcById } from "./by-id";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { Topology } from "./topology";

/** The range of a subnet. */
export function rangeOfSubnet(topology: Topology, id: string): Maybe<string> {
  return subnetById(topology, id)?.cidr ?? unknown(`the range of ${id} is known`);
}

/** The ranges of subnets; unknown as soon as one of them is. */
export function subnetRanges(topology: Topology, subnetIds: Maybe<readonly string[]>): Maybe<readonly string[]> {
  if (isUnknown(subnetIds)) return subnetIds;
  const ranges: string[] = [];
  for (const id of subnetIds) {
    const range = rangeOfSubnet(topology, id);
    if (isUnknown(range)) return range;
    ranges.push(range);
  }
  return ranges;
}

/** The range of a VPC. */
export function rangeOfVpc(topology: Topology, id: Maybe<string>): Maybe<string> {
  return isUnknown(id) ? id : (vpcById(topology, id)?.cidr ?? unknown(`${id} is listed`));
}
