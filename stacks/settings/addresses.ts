/** Of a database's settings, in whatever form they are there, what decides how many addresses it takes. */
interface Given {
  readonly kind?: unknown;
  readonly multiAz?: unknown;
  readonly instances?: unknown;
  readonly readReplicas?: unknown;
  readonly proxy?: unknown;
}

/** How many addresses a database takes in the database subnets: in all of them, and in one of them at most. */
export function addressesOf(given: Given): { readonly all: number; readonly inOne: number } {
  // A proxy stands in two zones or more.
  const proxy = given.proxy === undefined ? { all: 0, inOne: 0 } : { all: 2, inOne: 1 };
  const own = ownAddresses(given);
  return { all: own.all + proxy.all, inOne: own.inOne + proxy.inOne };
}

function ownAddresses({ kind = "instance", multiAz, instances, readReplicas }: Given): { all: number; inOne: number } {
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
