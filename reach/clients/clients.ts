import type { Client } from "../../reachability/client";
import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Field } from "../../resources/field";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { vpcOf, vpcOfFirst } from "../network/network";
import { types } from "../inventory/resource-types";

/** Something that may open a connection. */
export interface ListedClient {
  readonly kind:
    "instance" | "function" | "service" | "network interface" | "security group" | "subnet" | "vpc" | "stack output";
  /** Its id in the topology (`Thing.id`); of a stack output its name. */
  readonly id: string;
  /** Its URN; of a stack output the stack's. */
  readonly urn: string;
  /** One for each subnet it may be in. What is not known of it is left out, which leaves its verdicts open. */
  readonly places: readonly Client[];
}

/** Where something is, and what it carries. */
interface Seat {
  readonly vpcId?: Maybe<string> | undefined;
  readonly subnetIds: Maybe<readonly string[]>;
  readonly securityGroupIds: Maybe<readonly string[]>;
  readonly sourceIp?: string | undefined;
}

export function clientsOf(groups: Groups): readonly ListedClient[] {
  const { inventory } = groups.references;
  const listed = (kind: ListedClient["kind"], items: readonly Item[], seat: (item: Item) => Seat | undefined) =>
    items.flatMap((item): readonly ListedClient[] => {
      const found = seat(item);
      return found === undefined
        ? []
        : [{ kind, id: item.id, urn: item.resource.urn, places: places(groups, item, found) }];
    });
  return [
    ...listed("instance", inventory.eachOf(...types.computer), (item) => instanceSeat(groups, item)),
    ...listed("function", inventory.eachOf(...types.function), (item) => functionSeat(groups, item)),
    ...listed("service", inventory.eachOf(...types.containerService), (item) => serviceSeat(groups, item)),
    ...listed("network interface", inventory.eachOf(...types.networkInterface), (item) => interfaceSeat(groups, item)),
    ...listed("security group", inventory.eachOf(...types.securityGroup), (item) => ({
      vpcId: vpcOf(groups.references, item),
      subnetIds: [],
      securityGroupIds: [item.id],
    })),
    ...listed("subnet", inventory.eachOf(...types.subnet), (item) => ({ subnetIds: [item.id], securityGroupIds: [] })),
    ...listed("vpc", inventory.eachOf(...types.vpc), (item) => ({
      vpcId: item.id,
      subnetIds: [],
      securityGroupIds: [],
    })),
  ];
}

function instanceSeat(groups: Groups, item: Item): Seat | undefined {
  const security = item.get(item.resource.native ? "securityGroupIds" : "vpcSecurityGroupIds");
  return seat(
    groups,
    item,
    item.told("subnetId"),
    security,
    item.get(item.resource.native ? "privateIpAddress" : "privateIp"),
  );
}

/** A function without a VPC reaches no database behind Lattice, nor one inside a VPC. */
function functionSeat(groups: Groups, item: Item): Seat | undefined {
  const config = item.get("vpcConfig");
  const subnetIds = config.get("subnetIds");
  if (config.absent || (subnetIds.known && subnetIds.items().length === 0)) return undefined;
  return seat(groups, item, subnetIds, config.get("securityGroupIds"));
}

function serviceSeat(groups: Groups, item: Item): Seat | undefined {
  const network = item.get("networkConfiguration");
  if (network.absent) return undefined;
  const config = item.resource.native ? network.get("awsvpcConfiguration") : network;
  return seat(groups, item, config.get("subnets"), config.get("securityGroups"));
}

function interfaceSeat(groups: Groups, item: Item): Seat | undefined {
  const { native } = item.resource;
  const address = item.get(native ? "primaryPrivateIpAddress" : "privateIp");
  return seat(groups, item, item.get("subnetId"), item.told(native ? "groupSet" : "securityGroups"), address);
}

function seat(groups: Groups, item: Item, subnets: Field, security: Field, address?: Field): Seat {
  return {
    subnetIds: groups.references.many(item, subnets, types.subnet),
    securityGroupIds: groups.many(item, security),
    sourceIp: address?.text(),
  };
}

function places(groups: Groups, item: Item, found: Seat): readonly Client[] {
  const { account, region } = item;
  const securityGroupIds = isUnknown(found.securityGroupIds) ? [] : found.securityGroupIds;
  const place = (vpcId: Maybe<string> | undefined, subnetId?: string): Client => ({
    account,
    region,
    ...(vpcId === undefined || isUnknown(vpcId) ? {} : { vpcId }),
    ...(subnetId === undefined ? {} : { subnetId }),
    securityGroupIds,
    ...(found.sourceIp === undefined ? {} : { sourceIp: found.sourceIp }),
  });
  if (isUnknown(found.subnetIds) || found.subnetIds.length === 0) {
    return [place(found.vpcId ?? vpcOfFirst(groups.references, securityGroupIds))];
  }
  return found.subnetIds.map((id) => {
    const subnet = groups.references.inventory.withId(id);
    return place(
      subnet === undefined ? vpcOfFirst(groups.references, securityGroupIds) : vpcOf(groups.references, subnet),
      id,
    );
  });
}
