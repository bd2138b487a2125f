import type { NameOf } from "../diagram/drawing";
import type { Thing } from "../things";

/** A person's name for an id of the topology: its logical name; the id itself for what was not read. */
export function namesOf(things: readonly Thing[]): NameOf {
  const byId = new Map<string, Thing>();
  for (const thing of things) {
    const before = byId.get(thing.id);
    if (before === undefined || (before.external && !thing.external)) byId.set(thing.id, thing);
  }
  return (id) => byId.get(id)?.logicalName ?? id;
}

/** What ids of a topology look like within a sentence: AWS's own, ARNs, URNs. */
const ID = /urn:pulumi:[^\s,()]+|arn:[^\s,()]+|\b(?:tgw-)?[a-z]+-[0-9a-f]{8,}\b/g;

/** A sentence with the logical names of the ids in it: AWS's own stay beside them, to be searched for. */
export function withNames(sentence: string, nameOf: NameOf): string {
  return sentence.replace(ID, (id) => {
    const name = nameOf(id);
    if (name === id) return id;
    return /^(urn|arn):/.test(id) ? name : `${name} ${id}`;
  });
}
