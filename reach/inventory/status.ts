import { unknown, type Maybe } from "../../reachability/maybe";
import type { Item } from "./item";

/**
 * Whether it works, by the status it had when it was last read: AWS's words are told apart by their beginning
 * (`CREATE_FAILED`, `DELETE_IN_PROGRESS`). What is only planned will, once it is there; of what tells no status nothing
 * else is known.
 */
export function isActive(item: Item, property: string): Maybe<boolean> {
  const field = item.get(property);
  if (field.absent) return true;
  const status = field.text()?.toLowerCase();
  if (status === undefined) return unknown(item.until(field));
  if (["active", "available", "partial"].includes(status)) return true;
  return dead.some((word) => status.includes(word)) ? false : unknown(`${item.name} is no longer ${status}`);
}

const dead = ["fail", "delet", "inactive", "reject", "expired", "stop", "incompatible", "inaccessible", "storage-full"];
