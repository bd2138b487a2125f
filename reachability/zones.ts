import { isUnknown, unknown, type Maybe } from "./maybe";
import { subnetById } from "./by-id";
import type { Topology } from "./topology";

/** The zones of subnets, as ids; unknown as soon as one of them is. */
export function zonesOf(topology: Topology, subnetIds: Maybe<readonly string[]>): Maybe<readonly string[]> {
  if (isUnknown(subnetIds)) return subnetIds;
  const zones: string[] = [];
  for (const id of subnetIds) {
    const zone = subnetById(topology, id)?.zoneId ?? unknown(`the zone of ${id} is known`);
    if (isUnknown(zone)) return zone;
    zones.push(zone);
  }
  return zones;
}
