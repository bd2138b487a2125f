import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import { types } from "../inventory/resource-types";
import type { VpcParts } from "./vpc-parts";

/** Which subnets the associations of all sources give to which network ACL or route table. */
export class SubnetAssociations {
  readonly #of = new Map<string, Maybe<string>[]>();
  /** Sources with an association of which it is not known to what: to any of theirs, for all that can be said. */
  readonly #astray = new Map<string, Maybe<string>>();

  /** @param property The one that names the network ACL or route table. */
  constructor(parts: VpcParts, tokens: readonly Token[], property: string) {
    const { references } = parts;
    for (const item of references.inventory.of(...tokens)) {
      const subnet = references.one(item, item.get("subnetId"), types.subnet);
      // A table may be associated with a gateway instead.
      if (subnet === undefined) continue;
      const part = parts.one(item, item.get(property));
      if (typeof part === "string") this.#of.set(part, [...(this.#of.get(part) ?? []), subnet]);
      else if (part !== undefined) this.#astray.set(item.source.name, part);
    }
  }

  /** Ids of what they name. */
  get named(): readonly string[] {
    return [...this.#of.keys()];
  }

  of(id: string): readonly Maybe<string>[] {
    return this.#of.get(id) ?? [];
  }

  /** Together with what the thing itself tells; unknown as soon as one of them is. */
  with(own: Maybe<readonly string[]>, id: string, item?: Item): Maybe<readonly string[]> {
    const all = this.of(id);
    const open = item === undefined ? undefined : this.#astray.get(item.source.name);
    if (isUnknown(own)) return own;
    if (isUnknown(open)) return open;
    return all.find(isUnknown) ?? [...new Set([...own, ...all.filter((it) => typeof it === "string")])];
  }
}
