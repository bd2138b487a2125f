import { isUnknown, onlyKnown, unknown, type Maybe } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import type { Field } from "../../resources/field";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** Prefix lists with the ranges written in them, inline or as entries of their own. */
export function prefixLists(references: References): Topology["prefixLists"] {
  const separate = separateEntries(references);
  return references.inventory.eachOf(...types.prefixList).map((item) => {
    const own = separate.get(item.id) ?? [];
    return { id: item.id, cidrs: together([...inlineEntries(item, own), ...own, ...(separate.get(undefined) ?? [])]) };
  });
}

/** By the list they belong to; by none those of which that is not known. */
function separateEntries(references: References): ReadonlyMap<string | undefined, readonly Maybe<string>[]> {
  const entries = new Map<string | undefined, Maybe<string>[]>();
  for (const item of references.inventory.of(...types.prefixListEntry)) {
    const list = references.one(item, item.get("prefixListId"), types.prefixList);
    const key = typeof list === "string" ? list : undefined;
    const cidr = item.text(item.get("cidr")) ?? unknown(item.until(item.get("cidr")));
    entries.set(key, [...(entries.get(key) ?? []), typeof list === "string" ? cidr : unlisted(item)]);
  }
  return entries;
}

const unlisted = (item: Item): Maybe<string> => unknown(item.until(item.get("prefixListId")));

/**
 * A list without entries in the program tells those it had when it was last read: what no entry of its own explains may
 * be gone by now.
 */
function inlineEntries(item: Item, separate: readonly Maybe<string>[]): readonly Maybe<string>[] {
  const field = item.get("entries");
  if (field.absent) return [];
  if (!field.known) return [unknown(item.until(field))];
  const cidrs = field.items().map((entry) => cidrOf(item, entry));
  if (item.holds("entries")) return cidrs;
  return cidrs.filter((it) => !separate.includes(it)).map(() => unknown(`${item.name} is refreshed`));
}

const cidrOf = (item: Item, entry: Field): Maybe<string> => item.text(entry.get("cidr")) ?? unknown(item.until(entry));

function together(cidrs: readonly Maybe<string>[]): Maybe<readonly string[]> {
  return cidrs.find(isUnknown) ?? onlyKnown(cidrs);
}
