import { isUnknown, onlyKnown, unknown, type Maybe } from "../../reachability/maybe";
import type { OutsideConnection } from "../../reachability/outside-topology";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** The VPN connections and Direct Connect gateways behind virtual private gateways. */
export class OutsideConnections {
  readonly #of = new Map<string, OutsideConnection[]>();
  /** Sources with a connection of which it is not known to which gateway: to any of theirs, for all that can be said. */
  readonly #astray = new Map<string, Maybe<never>>();

  constructor(references: References) {
    const { inventory } = references;
    const staticRoutes = new StaticRoutes(references);
    for (const item of inventory.eachOf(...types.vpnConnection)) {
      const { id } = item;
      this.#enter(references, item, "vpnGatewayId", { id, cidrs: staticRoutes.of(item), active: isUp(item) });
    }
    for (const item of inventory.of(...types.directConnectAssociation)) {
      const cidrs = unknown(`what is announced over ${item.name} is known`);
      this.#enter(references, item, "associatedGatewayId", { id: item.id, cidrs, active: true });
    }
  }

  of(gateway: Item): Maybe<readonly OutsideConnection[]> {
    return this.#astray.get(gateway.source.name) ?? this.#of.get(gateway.id) ?? [];
  }

  #enter(references: References, item: Item, property: string, connection: OutsideConnection): void {
    const field = item.get(property);
    const gateway = references.one(item, field, types.vpnGateway);
    if (gateway === undefined) return;
    if (isUnknown(gateway)) this.#astray.set(item.source.name, gateway);
    else this.#of.set(gateway, [...(this.#of.get(gateway) ?? []), connection]);
  }
}

/** Whether a VPN has static routes only, and so tells its ranges: BGP, which is AWS's default, tells them to nobody here. */
export function isStatic(item: Item): Maybe<boolean> {
  return item.flag(item.get("staticRoutesOnly")) ?? false;
}

/**
 * Whether a tunnel was up when the connection was last read. That none was says nothing: none is until the other side has
 * been set up, and states are read again by `pulumi refresh` alone.
 */
function isUp(item: Item): Maybe<boolean> {
  const tunnels = item.get("vgwTelemetries").items();
  const isSeen = tunnels.some((tunnel) => tunnel.get("status").text() === "UP");
  return isSeen || unknown(`a tunnel of ${item.name} has been seen up`);
}

/** The ranges of VPN connections with static routes. */
class StaticRoutes {
  readonly #of = new Map<string, Maybe<string>[]>();
  readonly #astray = new Map<string, Maybe<never>>();

  constructor(references: References) {
    for (const item of references.inventory.of(
      "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
      "aws-native:ec2:VpnConnectionRoute",
    )) {
      const [field, range] = [item.get("vpnConnectionId"), item.get("destinationCidrBlock")];
      const connection = references.one(item, field, types.vpnConnection);
      const cidr = item.text(range) ?? unknown(item.until(range));
      if (typeof connection !== "string") this.#astray.set(item.source.name, unknown(item.until(field)));
      else this.#of.set(connection, [...(this.#of.get(connection) ?? []), cidr]);
    }
  }

  of(item: Item): Maybe<readonly string[]> {
    const hasOnlyThese = isStatic(item);
    if (isUnknown(hasOnlyThese)) return hasOnlyThese;
    if (!hasOnlyThese) return unknown(`what is announced over ${item.name} is known`);
    const all = [...(this.#of.get(item.id) ?? []), ...(item.resource.external ? told(item) : [])];
    return this.#astray.get(item.source.name) ?? all.find(isUnknown) ?? [...new Set(onlyKnown(all))];
  }
}

/** Of a connection that is only read, the routes it had then. */
function told(item: Item): readonly Maybe<string>[] {
  return item
    .get("routes")
    .items()
    .map((route) => item.text(route.get("destinationCidrBlock")) ?? unknown(`the routes of ${item.name} are known`));
}
