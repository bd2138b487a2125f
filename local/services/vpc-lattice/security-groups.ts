import type { Reads } from "../../state/store";
import { securityGroupKind } from "../ec2/entities";
import { owned } from "../owned";
import type { Caller } from "../services";
import { invalid } from "./errors";

/** VPC Lattice's quota of security groups on a gateway or a VPC association; it cannot be raised. */
const QUOTA = 5;

/** Refuses more than five security groups, and any that is not the caller's and of this VPC. */
export function checkSecurityGroups(reads: Reads, caller: Caller, vpcId: string, ids: readonly string[]): void {
  if (ids.length > QUOTA) throw invalid(`At most ${QUOTA} security groups are allowed, got ${ids.length}`);
  for (const id of ids) {
    const group = owned(reads, securityGroupKind, id, caller);
    if (group === undefined) throw invalid(`Security group ${id} does not exist`);
    if (group.data.vpcId !== vpcId) {
      throw invalid(`Security group ${id} belongs to ${group.data.vpcId}, not to ${vpcId}`);
    }
  }
}
