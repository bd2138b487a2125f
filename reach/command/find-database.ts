import { readerEndpoint } from "../../reachability/aurora";
import { targets } from "../../reachability/lookup";
import { isUnknown, type Maybe } from "../../reachability/maybe";
import { seenThrough } from "../../reachability/proxy";
import type { Database } from "../../reachability/topology";
import { ambiguous, unheardOf, type Askable, type AskedDatabase } from "./askable";
import { stackOf, thingsNamed } from "./things-named";

/**
 * The database of a name: of its own, its host name, or any by which its resource is known, else by what a resource
 * configuration of that name leads to; a cluster by its reader endpoint, or an RDS Proxy, as clients of these meet it.
 * @throws NotFound
 */
export function databaseNamed(flag: string, name: string, from: Askable): AskedDatabase {
  const { databases, proxies = [] } = from.topology;
  const ids = new Set(thingsNamed(name, from).map(({ id }) => id));
  const all = [...databases, ...proxies.map(seenThrough)];
  const named = all.filter((it) => ids.has(it.id) || namesOf(it).includes(name));
  const shared = from.topology.configurations.filter(({ id }) => ids.has(id));
  const found =
    named.length > 0 ? named : all.filter((it) => shared.some((way) => targets(from.topology, way, it) === true));
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

function namesOf({ id, arn, name, address }: Database): readonly Maybe<string>[] {
  return [id, arn, name, address, isUnknown(arn) ? arn : arn.slice(arn.lastIndexOf(":") + 1)];
}

/** The databases of a table, by the names under which they can be asked for. */
export function likelyDatabases({ topology, things }: Askable): readonly AskedDatabase[] {
  return topology.databases.map((database) => {
    const thing = things.find(({ id, external }) => id === database.id && !external);
    if (thing === undefined) return { name: database.name, database };
    return { name: `${stackOf(thing)}:${thing.components.at(-1) ?? thing.logicalName}`, database };
  });
}
