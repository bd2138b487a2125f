import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { TransitGateway, TransitGatewayAttachment } from "../../reachability/network-topology";
import type { Field } from "../../resources/field";
import type { Item } from "../inventory/item";
import { vpcOf } from "./network";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

export function transitGateways({ inventory }: References): readonly TransitGateway[] {
  return inventory.eachOf(...types.transitGateway).map((item) => ({
    id: item.id,
    account: item.account,
    // Off where it is left out (EC2 API, TransitGatewayRequestOptions).
    securityGroupReferencing: isEnabled(item, item.get("securityGroupReferencingSupport"), false),
  }));
}

export function transitGatewayAttachments(references: References): readonly TransitGatewayAttachment[] {
  const { inventory } = references;
  const accepted = new Set(
    inventory
      .of("aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter")
      .map((item) => references.one(item, item.get("transitGatewayAttachmentId"), types.transitGatewayAttachment)),
  );
  return inventory.eachOf(...types.transitGatewayAttachment).map((item) => {
    const options = item.resource.native ? item.get("options") : undefined;
    const support = "securityGroupReferencingSupport";
    const setting = (key: string): Field => (options === undefined ? item.get(key) : options.get(key));
    return {
      id: item.id,
      transitGatewayId: gatewayOf(references, item),
      vpcId: vpcOf(references, item),
      subnetIds: references.many(item, item.get("subnetIds"), types.subnet),
      active: accepted.has(item.id) || isAccepted(references, item),
      // On where it is left out (EC2 API, CreateTransitGatewayVpcAttachmentRequestOptions).
      securityGroupReferencing: isEnabled(item, setting(support), true),
      ipv6: isEnabled(item, setting("ipv6Support"), false),
    };
  });
}

export function gatewayOf(references: References, item: Item): Maybe<string> {
  const field = item.get("transitGatewayId");
  return references.one(item, field, types.transitGateway) ?? unknown(item.until(field));
}

/** An attachment in the transit gateway's own account needs nobody's word; another's may be accepted by itself. */
function isAccepted(references: References, item: Item): Maybe<boolean> {
  const gateway = references.target(item, item.get("transitGatewayId"), types.transitGateway);
  const open = unknown(`it is known whether ${item.name} is accepted`);
  if (typeof gateway !== "object" || isUnknown(gateway)) return open;
  if (gateway.account === item.account) return true;
  return isEnabled(gateway, gateway.get("autoAcceptSharedAttachments"), false) === true ? true : open;
}

export function isEnabled(item: Item, field: Field, otherwise: boolean): Maybe<boolean> {
  if (field.absent || field.text() === "") return otherwise;
  const word = field.text();
  return word === "enable" ? true : word === "disable" ? false : unknown(item.until(field));
}
