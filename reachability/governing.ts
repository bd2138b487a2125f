import { subnetById, vpcById } from "./by-id";
import { indexed, naming } from "./indexed";
import { isComplete } from "./lookup";
import { isUnknown, type Maybe } from "./maybe";
import type { Subnet, Topology } from "./topology";

/** A network ACL or a route table: each subnet has exactly one of its VPC's. */
interface OfSubnets {
  readonly vpcId: Maybe<string>;
  readonly subnetIds: Maybe<readonly string[]>;
}

/** Which of them may govern a subnet. */
export interface Governing<T> {
  readonly candidates: readonly T[];
  /** It may also be the one that AWS makes with a VPC, as AWS makes it. */
  readonly orOriginal: boolean;
  /** It may also be one that is not listed. */
  readonly orUnlisted: boolean;
}

/**
 * A look-up of what governs a subnet: what names it, else the default one of its VPC.
 * @param isDefault Whether it is the one that AWS makes with a VPC.
 */
export function governedBy<T extends OfSubnets>(isDefault: (item: T) => Maybe<boolean>) {
  const index = indexed((all: readonly T[]) => indexOf(all));
  const inVpc = naming(({ vpcId }: T) => [vpcId]);
  /** @param subnetId Undefined: some subnet of the VPC, nobody knows which. */
  return (topology: Topology, list: readonly T[], subnetId: string | undefined, place: Maybe<string>): Governing<T> => {
    const { named, loose } = index(list);
    const naming = subnetId === undefined ? undefined : named.get(subnetId);
    if (naming !== undefined) return { candidates: [naming], orOriginal: false, orUnlisted: false };
    const subnet = subnetById(topology, subnetId);
    const vpcId = subnet?.vpcId ?? place;
    const isListed = isComplete(topology, ownerOf(topology, subnet, vpcId));
    const possible = inVpc(subnetId === undefined ? list : loose, vpcId);
    const defaults = inVpc(list, vpcId).filter((item) => isDefault(item) !== false);
    const hasDefault = !isUnknown(vpcId) && defaults.some((item) => isDefault(item) === true && item.vpcId === vpcId);
    return {
      candidates: [...new Set([...possible, ...defaults])],
      orOriginal: isListed && !hasDefault,
      orUnlisted: !isListed,
    };
  };
}

function indexOf<T extends OfSubnets>(all: readonly T[]) {
  const named = new Map<string, T>();
  for (const item of all) {
    for (const id of isUnknown(item.subnetIds) ? [] : item.subnetIds) if (!named.has(id)) named.set(id, item);
  }
  return { named, loose: all.filter(({ subnetIds }) => isUnknown(subnetIds)) };
}

/** They belong to the owner of the VPC; so do its subnets, also those that are shared. */
function ownerOf(topology: Topology, subnet: Subnet | undefined, vpcId: Maybe<string>): string {
  return vpcById(topology, vpcId)?.account ?? subnet?.account ?? "";
}
