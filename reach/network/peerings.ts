import { unknown, type Maybe } from "../../reachability/maybe";
import type { PeeringConnection } from "../../reachability/network-topology";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

const accepter = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";

/** Peering connections of whoever asked for them, and those of which only the accepter is read. */
export function peerings(references: References): readonly PeeringConnection[] {
  const { inventory } = references;
  const accepters = new Map<string, Item>();
  for (const item of inventory.of(accepter)) {
    const id = references.one(item, item.get("vpcPeeringConnectionId"), types.peering);
    if (typeof id === "string") accepters.set(id, item);
  }
  const asked = inventory.eachOf(...types.peering);
  const known = new Set(asked.map(({ id }) => id));
  return [
    ...asked.map((item) => ({ ...ends(references, item, false), id: item.id, active: activeOf(item, accepters) })),
    ...[...accepters]
      .filter(([id]) => !known.has(id))
      .map(([id, item]) => ({ ...ends(references, item, true), id, active: stateOf(item) })),
  ];
}

/** The VPC of a connection is the requester's, of an accepter the accepter's. */
function ends(references: References, item: Item, isAccepter: boolean) {
  const [near, far] = ["vpcId", "peerVpcId"].map((property): Maybe<string> => {
    const field = item.told(property);
    return references.one(item, field, types.vpc) ?? unknown(item.until(field));
  });
  const missing = unknown(`the VPCs of ${item.name} are known`);
  const [requesterVpcId = missing, accepterVpcId = missing] = isAccepter ? [far, near] : [near, far];
  return { requesterVpcId, accepterVpcId };
}

function activeOf(item: Item, accepters: ReadonlyMap<string, Item>): Maybe<boolean> {
  // CloudFormation accepts it itself, and the resource is there only once that is done.
  if (item.resource.native) return true;
  const own = stateOf(item);
  const other = accepters.get(item.id);
  return typeof own === "boolean" || other === undefined ? own : stateOf(other);
}

/** By its status when it was last read; of what is planned, whether it accepts by itself. */
function stateOf(item: Item): Maybe<boolean> {
  const status = item.get("acceptStatus");
  const text = status.text();
  if (text === "active") return true;
  if (["deleted", "deleting", "expired", "failed", "rejected"].includes(text ?? "")) return false;
  if (text === undefined && !status.secret && item.flag(item.get("autoAccept")) === true) return true;
  return unknown(`it is known whether ${item.name} is accepted`);
}
