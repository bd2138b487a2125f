import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Item } from "../inventory/item";
import { types } from "../inventory/resource-types";
import type { VpcParts } from "./vpc-parts";

/** Which route tables programs have made the main ones of their VPCs, in place of those that AWS makes. */
export class MainTables {
  readonly #of = new Map<string, Maybe<string>>();
  /** Sources with an association of which it is not known for which VPC it is. */
  readonly #astray = new Set<string>();

  constructor(parts: VpcParts) {
    const { references } = parts;
    for (const item of references.inventory.of("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")) {
      const vpc = references.one(item, item.get("vpcId"), types.vpc);
      const field = item.get("routeTableId");
      if (typeof vpc === "string") this.#of.set(vpc, parts.one(item, field) ?? unknown(item.until(field)));
      else this.#astray.add(item.source.name);
    }
  }

  /** Whether a VPC's own table may not be the main one. */
  isOpen(vpc: Item): boolean {
    return isUnknown(this.#of.get(vpc.id)) || this.#astray.has(vpc.source.name);
  }

  /** @param isDefault Whether it is the one that AWS made with the VPC. */
  isMain(id: string, vpcId: Maybe<string>, isDefault: Maybe<boolean>, source: string): Maybe<boolean> {
    if ([...this.#of.values()].includes(id)) return true;
    const chosen = isUnknown(vpcId) ? [...this.#of.values()].find(isUnknown) : this.#of.get(vpcId);
    if (chosen !== undefined) return isUnknown(chosen) ? chosen : false;
    return this.#astray.has(source) ? unknown("every main route table is known") : isDefault;
  }
}
