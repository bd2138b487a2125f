import { instanceFinding } from "../aurora";
import { followsDatabase } from "../groups";
import { hop, type Hop } from "../hop";
import { isUnknown } from "../maybe";
import { later } from "../pending";
import { databaseName, type BehindEntry, type Path } from "../path";
import type { Database } from "../topology";
import { blocked, open, type Finding } from "../verdict";

/** The database takes connections and, for a configuration of type ARN, is private: AWS refuses public ones. */
export function databaseAvailableHop(path: BehindEntry): Hop {
  const needsPrivate = path.configuration === undefined || followsDatabase(path.configuration);
  return availableHop(
    path,
    needsPrivate ? (privacy(path.database) ?? availability(path.database)) : availability(path.database),
  );
}

/** The database takes connections; whether it is private does not matter inside its VPC. */
export function directAvailableHop(path: Pick<Path, "database">): Hop {
  return availableHop(path, availability(path.database));
}

function availableHop({ database }: Pick<Path, "database">, finding: Finding): Hop {
  return hop("database-available", databaseName(database), databaseName(database), finding);
}

function privacy({ name, publiclyAccessible }: Database): Finding | undefined {
  if (publiclyAccessible === false) return undefined;
  if (isUnknown(publiclyAccessible)) {
    return later(`whether ${name} is private`, { fix: "set publiclyAccessible to false", ...publiclyAccessible });
  }
  return blocked(
    `${name} is publicly accessible; VPC Lattice shares private databases only`,
    "set publiclyAccessible to false",
  );
}

/** Of a cluster: it is available, and an instance answers at the endpoint that is asked for. */
export function availability({ name, available, cluster }: Database): Finding {
  if (available === false) return blocked(`${name} is not available`, `start ${name}`);
  const instance = cluster === undefined ? open(`${name} takes connections`) : instanceFinding(name, cluster);
  if (instance.verdict === "blocked") return instance;
  return isUnknown(available) ? later(`whether ${name} is available`, available) : instance;
}
