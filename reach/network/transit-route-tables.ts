import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { TransitGatewayRoute, TransitGatewayRouteTable } from "../../reachability/network-topology";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { attachmentId, outsideAttachmentItems } from "./outside-attachments";
import { gatewayOf, isEnabled } from "./transit-gateways";

const memberTypes = {
  associated: [
    "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
    "aws-native:ec2:TransitGatewayRouteTableAssociation",
  ],
  propagating: [
    "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
    "aws-native:ec2:TransitGatewayRouteTablePropagation",
  ],
  routes: ["aws:ec2transitgateway/route:Route", "aws-native:ec2:TransitGatewayRoute"],
} as const satisfies Record<string, readonly Token[]>;

type Role = "associated" | "propagating";

/** A transit gateway's route tables, with the default one of every transit gateway that has one. */
export function transitGatewayRouteTables(references: References): readonly TransitGatewayRouteTable[] {
  const { inventory } = references;
  const routes = new Members(references, memberTypes.routes, (item) => routeOf(references, item));
  const members = {
    associated: new Members(references, memberTypes.associated, (item) => attachmentOf(references, item)),
    propagating: new Members(references, memberTypes.propagating, (item) => attachmentOf(references, item)),
  };
  const written = inventory.eachOf(...types.transitGatewayRouteTable).map((item) => ({
    id: item.id,
    transitGatewayId: gatewayOf(references, item),
    associated: members.associated.of(item.id, item.source.name),
    propagating: members.propagating.of(item.id, item.source.name),
    routes: routes.of(item.id, item.source.name),
  }));
  const defaults = inventory.eachOf(...types.transitGateway).flatMap((item): readonly TransitGatewayRouteTable[] => {
    if (isEnabled(item, item.get("defaultRouteTableAssociation"), true) === false) return [];
    const id = defaultTableOf(item);
    const own = (role: Role) => defaultMembers(references, item, role, members[role]);
    const table = { associated: own("associated"), propagating: own("propagating") };
    return [{ id, transitGatewayId: item.id, ...table, routes: routes.of(id, item.source.name) }];
  });
  return [...written, ...defaults];
}

/** What resources of their own say of a route table. */
class Members<T> {
  readonly #of = new Map<string, Maybe<T>[]>();
  readonly #astray = new Map<string, Maybe<T>>();

  constructor(references: References, tokens: readonly Token[], read: (item: Item) => Maybe<T>) {
    for (const item of references.inventory.of(...tokens)) {
      const field = item.get("transitGatewayRouteTableId");
      const table = tableOf(references, item);
      if (typeof table === "string") this.#of.set(table, [...(this.#of.get(table) ?? []), read(item)]);
      else this.#astray.set(item.source.name, unknown(item.until(field)));
    }
  }

  of(table: string, source: string): Maybe<readonly T[]> {
    const all = this.#of.get(table) ?? [];
    const open = this.#astray.get(source) ?? all.find(isUnknown);
    return isUnknown(open) ? open : all.filter((it): it is T => !isUnknown(it));
  }

  /** Those of any table; undefined where one of them is not known. */
  get all(): readonly T[] | undefined {
    const all = [...this.#of.values()].flat();
    return this.#astray.size > 0 || all.some(isUnknown) ? undefined : all.filter((it): it is T => !isUnknown(it));
  }
}

/** The table a field names: one of a program's, or a transit gateway's default one. */
function tableOf(references: References, item: Item): Maybe<string> {
  const field = item.get("transitGatewayRouteTableId");
  const gateway = references.target(item, field, types.transitGateway);
  if (typeof gateway === "object" && !isUnknown(gateway)) return defaultTableOf(gateway);
  return references.one(item, field, types.transitGatewayRouteTable) ?? unknown(item.until(field));
}

function defaultTableOf(gateway: Item): string {
  const told = gateway.get("associationDefaultRouteTableId").text() ?? "";
  return told === "" ? `default route table of ${gateway.id}` : told;
}

const attachmentOf = (references: References, item: Item): Maybe<string> =>
  attachmentId(references, item, "transitGatewayAttachmentId");

function routeOf(references: References, item: Item): TransitGatewayRoute {
  const field = item.get("destinationCidrBlock");
  const cidr = item.text(field) ?? unknown(item.until(field));
  const blackhole = item.flag(item.get("blackhole"));
  if (blackhole === true) return { cidr };
  return { cidr, attachmentId: isUnknown(blackhole) ? blackhole : attachmentOf(references, item) };
}

const settings = {
  associated: ["transitGatewayDefaultRouteTableAssociation", "defaultRouteTableAssociation"],
  propagating: ["transitGatewayDefaultRouteTablePropagation", "defaultRouteTablePropagation"],
} as const;

/** The attachments that nothing puts elsewhere are in the default table, unless they or the transit gateway say no. */
function defaultMembers(
  references: References,
  gateway: Item,
  role: Role,
  written: Members<string>,
): Maybe<readonly string[]> {
  const own = written.of(defaultTableOf(gateway), gateway.source.name);
  const [ofAttachment, ofGateway] = settings[role];
  const isOn = isEnabled(gateway, gateway.get(ofGateway), true);
  const elsewhere = role === "associated" ? written.all : [];
  if (isUnknown(own)) return own;
  if (isUnknown(isOn)) return isOn;
  if (elsewhere === undefined) return unknown("every route table of an attachment is known");
  const ofVpcs = references.inventory.eachOf(...types.transitGatewayAttachment).map((item) => {
    return { item, gateway: gatewayOf(references, item) };
  });
  const all = isOn ? [...ofVpcs, ...outsideAttachmentItems(references)] : [];
  const joined = all.map(({ item, gateway: to }): Maybe<readonly string[]> => {
    const flag = item.flag(item.get(ofAttachment)) ?? true;
    if (to !== gateway.id && !isUnknown(to)) return [];
    if (elsewhere.includes(item.id) || flag === false) return [];
    return isUnknown(to) ? to : isUnknown(flag) ? flag : [item.id];
  });
  const open = joined.find(isUnknown);
  return open ?? [...own, ...joined.flatMap((it) => (isUnknown(it) ? [] : it))];
}
