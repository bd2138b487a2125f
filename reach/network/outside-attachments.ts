import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { TransitGatewayAttachment } from "../../reachability/network-topology";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { isStatic } from "./outside-connections";

/** What attaches a transit gateway to something outside AWS, by the property that names the transit gateway. */
const properties: readonly (readonly [string, readonly Token[]])[] = [
  ["transitGatewayId", types.vpnConnection],
  ["associatedGatewayId", types.directConnectAssociation],
  ["transitGatewayId", types.transitGatewayConnect],
];

export const outsideAttachmentTypes: readonly Token[] = properties.flatMap(([, tokens]) => tokens);

/** Of the types of attachments outside AWS those that are attached to a transit gateway, with that gateway. */
export function outsideAttachmentItems(
  references: References,
): readonly { readonly item: Item; readonly gateway: Maybe<string> }[] {
  return properties.flatMap(([property, tokens]) =>
    references.inventory.eachOf(...tokens).flatMap((item) => {
      const gateway = references.one(item, item.get(property), types.transitGateway);
      const isOfAnother = typeof gateway === "string" && !gateway.startsWith("tgw-") && !isListed(references, gateway);
      return gateway === undefined || isOfAnother ? [] : [{ item, gateway }];
    }),
  );
}

const isListed = ({ inventory }: References, id: string): boolean =>
  inventory.withId(id)?.resource.isOneOf(types.transitGateway) === true;

/** Attachments of VPNs, Direct Connect gateways and Connect peers, which stand once they are there. */
export function outsideAttachments(references: References): readonly TransitGatewayAttachment[] {
  return outsideAttachmentItems(references).map(({ item, gateway }) => ({
    id: item.id,
    transitGatewayId: gateway,
    subnetIds: [],
    active: true,
    learns: learnt(item),
    securityGroupReferencing: false,
  }));
}

function learnt(item: Item): Maybe<readonly string[]> {
  const isVpn = item.resource.isOneOf(types.vpnConnection);
  const hasStaticRoutes = isVpn ? isStatic(item) : false;
  if (isUnknown(hasStaticRoutes)) return hasStaticRoutes;
  return hasStaticRoutes ? [] : unknown(`what is announced over ${item.name} is known`);
}

/**
 * The id of an attachment, as a route or an association names it. `aws-native` does not tell which attachment its VPN is:
 * an id that nothing here has may be that of one of these.
 */
export function attachmentId(references: References, item: Item, property: string): Maybe<string> {
  const field = item.get(property);
  const tokens = [...types.transitGatewayAttachment, ...outsideAttachmentTypes];
  const id = references.one(item, field, tokens) ?? unknown(item.until(field));
  if (isUnknown(id) || references.inventory.withId(id) !== undefined) return id;
  const nameless = outsideAttachmentItems(references).find((it) => it.item.resource.native);
  return nameless === undefined ? id : unknown(`the attachment of ${nameless.item.name} is known`);
}
