import { readerEndpoint } from "../../reachability/aurora";
import { seenThrough } from "../../reachability/proxy";
import type { Database } from "../../reachability/topology";
import { ambiguous, unheardOf, type Askable, type AskedDatabase } from "./askable";
import { stackOf, thingsNamed } from "./things-named";

/**
 * The database of a name: of its own, its host name, or any by which its resource is known; a cluster by its reader
 * endpoint, or an RDS Proxy, as clients of these meet it.
 * @throws NotFound
 */
export function databaseNamed(flag: string, name: string, from: Askable): AskedDatabase {
  const { databases, proxies = [] } = from.topology;
  const ids = new Set(thingsNamed(name, from).map(({ id }) => id));
  const named = (it: Database) => ids.has(it.id) || [it.id, it.arn, it.name, it.address].includes(name);
  const found = [...databases, ...proxies.map(seenThrough)].filter(named);
  const reader = databases.flatMap((it) => readerEndpoint(it) ?? []).find(({ address }) => address === name);
  if (reader !== undefined) return { name, database: reader };
  const [only, ...more] = found;
  if (only === undefined)
    throw unheardOf(
      flag,
      name,
      "database",
      likelyDatabases(from).map((it) => it.name),
    );
  if (more.length === 0) return { name, database: only };
  throw ambiguous(
    flag,
    name,
    found.map(({ id }) => id),
  );
}

/** The databases of a table, by the names under which they can be asked for. */
export function likelyDatabases({ topology, things }: Askable): readonly AskedDatabase[] {
  return topology.databases.map((database) => {
    const thing = things.find(({ id, external }) => id === database.id && !external);
    if (thing === undefined) return { name: database.name, database };
    return { name: `${stackOf(thing)}:${thing.components.at(-1) ?? thing.logicalName}`, database };
  });
}
