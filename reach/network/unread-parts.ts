import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Item } from "../inventory/item";
import { vpcOf } from "./network";
import { types } from "../inventory/resource-types";
import type { SubnetAssociations } from "./subnet-associations";
import type { VpcParts } from "./vpc-parts";

/** A network ACL or a route table that nobody read: whose it is, and which subnets it governs. */
export interface UnreadPart {
  readonly id: string;
  readonly account: string;
  readonly vpcId: Maybe<string>;
  readonly isDefault: Maybe<boolean>;
  readonly subnetIds: Maybe<readonly string[]>;
}

interface Listed {
  readonly id: string;
  readonly vpcId: Maybe<string>;
  readonly isDefault: Maybe<boolean>;
  readonly subnetIds: Maybe<readonly string[]>;
}

/**
 * What is there beside those that were read, as AWS makes it only with VPCs and subnets that a program makes: the default
 * one of a VPC that is looked up or adopted, and whatever governs a subnet that is.
 */
export function unreadParts(
  parts: VpcParts,
  associations: SubnetAssociations,
  read: readonly Listed[],
): readonly UnreadPart[] {
  const foreign = foreignParts(parts, associations, new Set(read.map(({ id }) => id)));
  return [...foreign, ...adoptedParts(parts, [...read, ...foreign])];
}

/** Those that only associations name. */
function foreignParts(
  parts: VpcParts,
  associations: SubnetAssociations,
  read: ReadonlySet<string>,
): readonly UnreadPart[] {
  const { inventory } = parts.references;
  return associations.named
    .filter((id) => !read.has(id))
    .map((id) => {
      const subnetIds = associations.with([], id);
      const subnet = isUnknown(subnetIds) ? undefined : inventory.withId(subnetIds[0] ?? "");
      const vpcId = subnet === undefined ? unread(id) : vpcOf(parts.references, subnet);
      const isMadeVpc = !isUnknown(vpcId) && isMade(inventory.withId(vpcId));
      return { id, account: subnet?.account ?? "", vpcId, isDefault: isMadeVpc ? false : unread(id), subnetIds };
    });
}

function adoptedParts(parts: VpcParts, listed: readonly Listed[]): readonly UnreadPart[] {
  const { inventory } = parts.references;
  const hasDefault = new Set(listed.flatMap(({ isDefault, vpcId }) => (isDefault === true ? [vpcId] : [])));
  const named = new Set(listed.flatMap(({ subnetIds }) => (isUnknown(subnetIds) ? [] : subnetIds)));
  const subnets = inventory.eachOf(...types.subnet).map((item) => ({ item, vpcId: vpcOf(parts.references, item) }));
  const vpcs = new Map<string, string>();
  for (const { item, vpcId } of subnets) if (!isUnknown(vpcId)) vpcs.set(vpcId, item.account);
  for (const { id, account } of inventory.eachOf(...types.vpc)) vpcs.set(id, account);
  const ofVpcs = [...vpcs]
    .filter(([id]) => !isMade(inventory.withId(id)) && !hasDefault.has(id))
    .map(([vpcId, account]) => ({
      id: `${parts.kind.what} of ${vpcId}`,
      account,
      vpcId,
      isDefault: true,
      subnetIds: [],
    }));
  const ofSubnets = subnets
    .filter(({ item, vpcId }) => !named.has(item.id) && (!isMade(item) || isUnknown(vpcId)))
    .map(({ item: { id, account }, vpcId }) => {
      return { id: `${parts.kind.what} of ${id}`, account, vpcId, isDefault: false, subnetIds: [id] };
    });
  return [...ofVpcs, ...ofSubnets];
}

/** By the program, rather than read or adopted by it. */
function isMade(item: Item | undefined): boolean {
  return item !== undefined && !item.resource.external && !/:(DefaultVpc|DefaultSubnet)$/.test(item.resource.type);
}

export const unread = (id: string): Maybe<never> => unknown(`the ${id} is read`);
