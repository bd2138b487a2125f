import type { NameOf } from "../diagram/drawing";
import type { Thing } from "../things";

/** A person's name for an id of the topology: logical name, and AWS's id where there is one that can be searched for. */
export function namesOf(things: readonly Thing[]): NameOf {
  const byId = new Map<string, Thing>();
  for (const thing of things) {
    const before = byId.get(thing.id);
    if (before === undefined || (before.external && !thing.external)) byId.set(thing.id, thing);
  }
  return (id) => byId.get(id)?.logicalName ?? id;
}
