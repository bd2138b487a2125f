import { parseCidr } from "../../../aws/cidr";
import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads, Transaction } from "../../state/store";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { networkAclKind, type NetworkAcl, type NetworkAclEntry, type Tags } from "./entities";
import { findSubnet, findVpc } from "./find";

/** AWS's quota of rules in one direction. */
const QUOTA = 20;
/** The last denial of either family, which AWS numbers beyond what anybody may write. */
const LAST = { ruleNumber: 32767, protocol: "-1", ruleAction: "deny" } as const;

/** What a caller decides about a network ACL. */
export interface NetworkAclSettings {
  readonly subnetIds: readonly string[];
  readonly entries: readonly NetworkAclEntry[];
  readonly tags: Tags;
}

/** CreateNetworkAcl with its entries and the subnets it governs. */
export function createNetworkAcl(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  { vpcId, ...settings }: NetworkAclSettings & { readonly vpcId: string },
): Promise<Entity<NetworkAcl>> {
  return services.store.transaction((transaction) => {
    findVpc(transaction, caller, vpcId);
    const networkAclId = `acl-${services.ids.hex(17)}`;
    const data = { networkAclId, vpcId, isDefault: false, ...settings };
    return put(transaction, caller, ec2Entity(networkAclKind, networkAclId, caller, data));
  });
}

/** Makes these all its entries, and these all its subnets: the others follow the VPC's default one again. */
export function modifyNetworkAcl(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  settings: NetworkAclSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const acl = findNetworkAcl(transaction, caller, id);
    put(transaction, caller, { ...acl, data: { ...acl.data, ...settings } });
  });
}

/** DeleteNetworkAcl, after its subnets have gone back to the VPC's default one. */
export function deleteNetworkAcl(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findNetworkAcl(transaction, caller, id);
    transaction.delete(networkAclKind, id);
  });
}

/** A subnet that goes is no network ACL's any more. */
export function forgetSubnet(transaction: Transaction, subnetId: string): void {
  const holds = ({ subnetIds = [] }: NetworkAcl): boolean => subnetIds.includes(subnetId);
  for (const acl of transaction.list(networkAclKind, ({ data }) => holds(data))) {
    const subnetIds = (acl.data.subnetIds ?? []).filter((id) => id !== subnetId);
    transaction.put({ ...acl, data: { ...acl.data, subnetIds } });
  }
}

/** The entries somebody wrote. */
export function writtenEntries({ entries }: NetworkAcl): readonly NetworkAclEntry[] {
  return entries.filter(({ ruleNumber }) => ruleNumber < LAST.ruleNumber);
}

function findNetworkAcl(reads: Reads, caller: Caller, id: string): Entity<NetworkAcl> {
  const acl = owned(reads, networkAclKind, id, caller);
  if (acl !== undefined) return acl;
  throw new AwsError("InvalidNetworkAclID.NotFound", `The networkAcl ID '${id}' does not exist`);
}

function put(transaction: Transaction, caller: Caller, acl: Entity<NetworkAcl>): Entity<NetworkAcl> {
  const { vpcId, subnetIds = [] } = acl.data;
  const written = writtenEntries(acl.data);
  checkEntries(written);
  for (const id of subnetIds) {
    const subnet = findSubnet(transaction, caller, id);
    if (subnet.data.vpcId !== vpcId) {
      const message = `Network ACL ${acl.id} and subnet ${id} belong to different networks`;
      throw new AwsError("InvalidParameterValue", message);
    }
    // Of its network ACL a subnet has one.
    forgetSubnet(transaction, id);
  }
  const last = [true, false].map((egress) => ({ ...LAST, egress, cidrBlock: "0.0.0.0/0" }));
  const whole = { ...acl, data: { ...acl.data, subnetIds, entries: [...written, ...last] } };
  transaction.put(whole);
  return whole;
}

function checkEntries(entries: readonly NetworkAclEntry[]): void {
  for (const egress of [true, false]) {
    const numbers = entries.filter((entry) => entry.egress === egress).map(({ ruleNumber }) => ruleNumber);
    const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
    if (twice !== undefined) {
      const message = `The network acl entry identified by ${twice} already exists.`;
      throw new AwsError("NetworkAclEntryAlreadyExists", message);
    }
    if (numbers.length > QUOTA) {
      throw new AwsError("NetworkAclEntryLimitExceeded", "The maximum number of network acl entries has been reached.");
    }
  }
  for (const entry of entries) checkEntry(entry);
}

function checkEntry({ ruleNumber, cidrBlock, ipv6CidrBlock, portRange }: NetworkAclEntry): void {
  if (ruleNumber < 1) throw invalid(`${ruleNumber}`, "ruleNumber");
  if ((cidrBlock === undefined) === (ipv6CidrBlock === undefined)) {
    const message = "Either 'cidrBlock' or 'ipv6CidrBlock' must be provided, but not both";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (cidrBlock !== undefined && parseCidr(cidrBlock)?.family !== 4) throw invalid(cidrBlock, "cidrBlock");
  if (ipv6CidrBlock !== undefined && parseCidr(ipv6CidrBlock)?.family !== 6) {
    throw invalid(ipv6CidrBlock, "ipv6CidrBlock");
  }
  if (portRange !== undefined && portRange.from > portRange.to) {
    throw new AwsError("InvalidParameterValue", `Invalid TCP/UDP port range (${portRange.from}:${portRange.to})`);
  }
}

function invalid(value: string, parameter: string): AwsError {
  return new AwsError("InvalidParameterValue", `Value (${value}) for parameter ${parameter} is invalid.`);
}
