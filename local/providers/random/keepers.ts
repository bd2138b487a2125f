import { mapOf, text } from "../fields";
import type { Properties, ResourceTypeDefinition } from "../resource-type";
import type { Fields } from "../fields";

/** Arbitrary values; a change of any makes a new random one. */
export const keepers = mapOf(text(), { replaces: true });

/** What all random resources share: made once, held by Pulumi's state alone. */
export const heldByState: Pick<ResourceTypeDefinition<Fields>, "read" | "delete"> = {
  read: (_call, _id, state: Properties) => state,
  delete: () => Promise.resolve(),
};
