import { AwsError } from "../../ground/aws-error";
import type { Entity, Transaction } from "../../state/store";
import { defined } from "../defined";
import type { Ids } from "../services";
import { networkAclKind, subnetKind, type NetworkAclEntry, type Vpc } from "./entities";

/**
 * Gives a VPC an IPv6 range of Amazon's, or takes it away, which is refused while a subnet has part of it. The range is one
 * of those kept for documentation: nothing answers at its addresses.
 */
export function putIpv6(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  vpc: Entity<Vpc>,
  isWanted: boolean,
): Entity<Vpc> {
  if (isWanted === (vpc.data.ipv6CidrBlock !== undefined)) return vpc;
  if (isWanted) {
    const now = { ...vpc, data: { ...vpc.data, ...newRange(ids) } };
    openDefaultAcl(transaction, now, ipv6Entries);
    return now;
  }
  const user = transaction
    .list(subnetKind, ({ data }) => data.vpcId === vpc.id)
    .find(({ data }) => data.ipv6CidrBlock !== undefined);
  if (user !== undefined) {
    const message = `The vpc ${vpc.id} currently has a subnet within CIDR block ${vpc.data.ipv6CidrBlock ?? ""}`;
    throw new AwsError("InvalidCidrBlock.InUse", message);
  }
  openDefaultAcl(transaction, vpc, []);
  return { ...vpc, data: defined({ ...vpc.data, ipv6CidrBlock: undefined, ipv6AssociationId: undefined }) };
}

function newRange(ids: Pick<Ids, "hex">) {
  const digits = ids.hex(6).slice(-6);
  const [high, low] = [Number.parseInt(digits.slice(0, 4), 16), digits.slice(4)];
  // Never a run of zeros, which would be written shorter.
  const group = Number.parseInt(`${low}00`, 16);
  const tail = group === 0 ? "" : `:${group.toString(16)}`;
  const ipv6CidrBlock = `2001:db8:${(high === 0 ? 0x1000 : high).toString(16)}${tail}::/56`;
  return { ipv6CidrBlock, ipv6AssociationId: `vpc-cidr-assoc-${ids.hex(17)}` };
}

/** AWS opens a VPC's default network ACL to the other family as it does to IPv4. */
const ipv6Entries: readonly NetworkAclEntry[] = [false, true].flatMap((egress) => [
  { egress, protocol: "-1", ipv6CidrBlock: "::/0", ruleNumber: 101, ruleAction: "allow" as const },
  { egress, protocol: "-1", ipv6CidrBlock: "::/0", ruleNumber: 32768, ruleAction: "deny" as const },
]);

function openDefaultAcl(transaction: Transaction, { data }: Entity<Vpc>, added: readonly NetworkAclEntry[]): void {
  const acl = transaction.get(networkAclKind, data.defaultNetworkAclId);
  if (acl === undefined) return;
  const others = acl.data.entries.filter(({ ipv6CidrBlock }) => ipv6CidrBlock === undefined);
  transaction.put({ ...acl, data: { ...acl.data, entries: [...others, ...added] } });
}
