import type { PartialDatabaseEntry } from "./kinds";

/** Of a database's settings, in whatever form they are there, what decides how many addresses it takes. */
interface Given {
  readonly kind?: unknown;
  readonly multiAz?: unknown;
  readonly instances?: unknown;
  readonly readReplicas?: unknown;
  readonly proxy?: unknown;
}

/** In all of the database subnets, and in one of them at most. */
export interface Addresses {
  readonly all: number;
  readonly inOne: number;
}

/** How many addresses a database takes in the database subnets. */
export function addressesOf(given: Given): Addresses {
  // A proxy stands in two zones or more.
  const proxy = given.proxy === undefined ? { all: 0, inOne: 0 } : { all: 2, inOne: 1 };
  const own = ownAddresses(given);
  return { all: own.all + proxy.all, inOne: own.inOne + proxy.inOne };
}

/** Of an entry, in which the settings of its kind stand by themselves. */
export function addressesOfEntry(entry: PartialDatabaseEntry): Addresses {
  return addressesOf({
    ...entry,
    ...(entry.kind === "instance" ? entry.instance : {}),
    ...(entry.kind === "cluster" ? entry.cluster : {}),
  });
}

/** How many addresses databases need, and how many of those that subnets have free they can take. */
export function roomFor(databases: readonly Addresses[], free: readonly (number | undefined)[]) {
  const inOne = databases.reduce((sum, one) => sum + one.inOne, 0);
  return {
    needed: databases.reduce((sum, one) => sum + one.all, 0),
    // Of a subnet nothing is known of there is enough.
    room: free.reduce<number>((sum, one = inOne) => sum + Math.min(inOne, one), 0),
  };
}

function ownAddresses({ kind = "instance", multiAz, instances, readReplicas }: Given): Addresses {
  if (kind === "existing") return { all: 0, inOne: 0 };
  // The standby is in another zone.
  if (kind !== "cluster") {
    const replicas = Object.values(typeof readReplicas === "object" && readReplicas !== null ? readReplicas : {});
    const ofReplicas = replicas.reduce<number>((sum, one) => sum + (hasStandby(one) ? 2 : 1), 0);
    return { all: (multiAz === false ? 1 : 2) + ofReplicas, inOne: 1 + replicas.length };
  }
  const count = typeof instances === "object" && instances !== null ? Object.keys(instances).length : 2;
  return { all: count, inOne: count };
}

/** A replica has none unless it is said. */
function hasStandby(replica: unknown): boolean {
  return typeof replica === "object" && replica !== null && "multiAz" in replica && replica.multiAz === true;
}
