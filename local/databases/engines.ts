import type { DatabaseEngine } from "./engine";
import { mariadb, mysql } from "./mysql/engine";
import { postgres } from "./postgres/engine";

/** By RDS's name, the engines that are run here; of others the local cloud has the control plane only. */
export const engines: ReadonlyMap<string, DatabaseEngine> = new Map([
  ["postgres", postgres],
  ["aurora-postgresql", postgres],
  ["aurora-mysql", mysql],
  ["mysql", mysql],
  ["mariadb", mariadb],
]);

/** In whose words a client is refused whose database is not known: one that asks for a name nobody has given out. */
export const engineOfTheUnknown: DatabaseEngine = postgres;
