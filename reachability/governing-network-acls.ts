import { idsOf, indexed } from "./indexed";
import { isComplete, mayBeSame } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import type { NetworkAcl } from "./network-topology";
import type { Subnet, Topology } from "./topology";

/** Which network ACLs may govern a subnet: exactly one does. */
export interface Governing {
  readonly acls: readonly NetworkAcl[];
  /** It may also be the one that AWS makes with a VPC, which lets everything pass. */
  readonly orAwsDefault: boolean;
  /** It may also be one that is not listed. */
  readonly orUnlisted: boolean;
}

/**
 * A subnet that no network ACL names has its VPC's default one (VPC user guide, Network ACL basics).
 * @param subnetId Undefined: some subnet of the VPC, nobody knows which.
 */
export function governing(topology: Topology, subnetId: string | undefined, place: Maybe<string>): Governing {
  const { named, loose, all } = aclIndex(topology.networkAcls);
  const naming = subnetId === undefined ? undefined : named.get(subnetId);
  if (naming !== undefined) return { acls: [naming], orAwsDefault: false, orUnlisted: false };
  const subnet = subnetId === undefined ? undefined : subnetById(topology, subnetId);
  const vpcId = subnet?.vpcId ?? place;
  const isListed = isComplete(topology, ownerOf(topology, subnet, vpcId));
  const candidates = (subnetId === undefined ? all : loose).filter((acl) => mayBeSame(acl.vpcId, vpcId));
  const defaults = all.filter((acl) => acl.isDefault !== false && mayBeSame(acl.vpcId, vpcId));
  const hasDefault = !isUnknown(vpcId) && defaults.some((acl) => acl.isDefault === true && acl.vpcId === vpcId);
  return {
    acls: [...new Set([...candidates, ...defaults])],
    orAwsDefault: isListed && !hasDefault,
    orUnlisted: !isListed,
  };
}

const aclIndex = indexed((all: readonly NetworkAcl[]) => {
  const named = new Map<string, NetworkAcl>();
  for (const acl of all) {
    for (const id of isUnknown(acl.subnetIds) ? [] : acl.subnetIds) if (!named.has(id)) named.set(id, acl);
  }
  return { all, named, loose: all.filter((acl) => isUnknown(acl.subnetIds)) };
});

const subnetIndex = idsOf<Subnet>();
const vpcIndex = idsOf<Topology["vpcs"][number]>();

export function subnetById(topology: Topology, id: string): Subnet | undefined {
  return subnetIndex(topology.subnets).get(id);
}

/** Network ACLs belong to the owner of the VPC; so do its subnets, also those that are shared. */
function ownerOf(topology: Topology, subnet: Subnet | undefined, vpcId: Maybe<string>): string {
  const vpc = isUnknown(vpcId) ? undefined : vpcIndex(topology.vpcs).get(vpcId);
  return vpc?.account ?? subnet?.account ?? "";
}

/** The range of a subnet. */
export function rangeOfSubnet(topology: Topology, id: string): Maybe<string> {
  return subnetById(topology, id)?.cidr ?? unknown(`the range of ${id} is known`);
}
