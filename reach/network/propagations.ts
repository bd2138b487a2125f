import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { RouteTable } from "../../reachability/network-topology";
import type { Item } from "../inventory/item";
import { types } from "../inventory/resource-types";
import type { VpcParts } from "./vpc-parts";

/** Which virtual private gateways propagate their routes to which route tables, inline or by resources of their own. */
export class Propagations {
  readonly #of = new Map<string, Maybe<string>[]>();
  /** Sources with a propagation of which it is not known to which table: to any of theirs, for all that can be said. */
  readonly #astray = new Map<string, Maybe<string>>();

  constructor(private readonly parts: VpcParts) {
    const { references } = parts;
    for (const item of references.inventory.of("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation")) {
      const field = item.get("vpnGatewayId");
      const gateway = references.one(item, field, types.vpnGateway) ?? unknown(item.until(field));
      const table = parts.one(item, item.get("routeTableId"));
      if (typeof table === "string") this.#of.set(table, [...(this.#of.get(table) ?? []), gateway]);
      else this.#astray.set(item.source.name, unknown(`the table of ${item.name} is known`));
    }
  }

  get named(): readonly string[] {
    return [...this.#of.keys()];
  }

  /** Nothing where none does. */
  into(table: string, source: string, item?: Item): Pick<RouteTable, "propagatingGatewayIds"> {
    const separate = this.#of.get(table) ?? [];
    const inline = item === undefined ? [] : this.#inline(item, separate);
    const open = this.#astray.get(source) ?? separate.find(isUnknown) ?? (isUnknown(inline) ? inline : undefined);
    if (isUnknown(open)) return { propagatingGatewayIds: open };
    const ids = [...separate, ...(isUnknown(inline) ? [] : inline)].filter((id) => typeof id === "string");
    return ids.length === 0 ? {} : { propagatingGatewayIds: [...new Set(ids)] };
  }

  /** What a table tells that its program does not give was found there at the last read, and may be gone. */
  #inline(item: Item, separate: readonly Maybe<string>[]): Maybe<readonly string[]> {
    const found = this.parts.references.many(item, item.get("propagatingVgws"), types.vpnGateway);
    if (isUnknown(found) || item.holds("propagatingVgws")) return found;
    return found.every((id) => separate.includes(id)) ? [] : unknown(`${item.name} is refreshed`);
  }
}
