import { engineAndServer } from "../databases/server-version";
import { writerOf, readersOf } from "../services/rds/clusters/as-instance";
import { dbClusterKind } from "../services/rds/clusters/entities";
import { servedDatabases } from "../services/rds/served-databases";
import type { Reads } from "../state/store";
import { lastCopies, type LastCopy } from "../services/rds/last-copies";
import type { StartExtension } from "./extension";

/** What `POST /status` answers. */
export interface CloudStatus {
  readonly pid: number;
  /** Digest of the sources it was bundled from; `undefined` when run from source. */
  readonly build?: string;
  readonly startedAt: string;
  readonly databases: readonly DatabaseStatus[];
  /** Missing from a cloud of before there were any. */
  readonly lastCopies?: readonly LastCopy[];
  /** What was mended or moved aside at its start, in sentences; missing from a cloud of before there were any. */
  readonly notices?: readonly string[];
}

export interface DatabaseStatus {
  readonly account: string;
  readonly region: string;
  readonly identifier: string;
  /** With its version, and with what runs here where that is another one. */
  readonly engine: string;
  readonly status: string;
  /** Of a cluster: identifiers of its instances. */
  readonly writer?: string;
  readonly readers?: readonly string[];
}

/** Tells who answers, so that a launcher can see whether it is the build it belongs to, and which databases there are. */
export const status: StartExtension = ({ services, stateFolder, notices }) => {
  const startedAt = services.clock.now().toISOString();
  const build = process.env.LATTICE_DB_BUILD;
  const answer = (): CloudStatus => ({
    pid: process.pid,
    ...(build !== undefined && { build }),
    startedAt,
    databases: servedDatabases(services.store).map((instance) => ({
      account: instance.account,
      region: instance.region,
      identifier: instance.data.dbInstanceIdentifier,
      engine: engineAndServer(stateFolder, instance),
      status: instance.data.dbInstanceStatus,
      ...clusterFacts(services.store, instance),
    })),
    lastCopies: lastCopies(services.store),
    notices,
  });
  return Promise.resolve({
    handlers: { "POST /status": () => Promise.resolve(answer()) },
    stop: () => Promise.resolve(),
  });
};

function clusterFacts(reads: Reads, { id }: { readonly id: string }): Pick<DatabaseStatus, "writer" | "readers"> {
  const cluster = reads.get(dbClusterKind, id);
  if (cluster === undefined) return {};
  const writer = writerOf(reads, cluster)?.data.dbInstanceIdentifier;
  const readers = readersOf(reads, cluster).map((it) => it.data.dbInstanceIdentifier);
  return { ...(writer === undefined ? {} : { writer }), readers };
}
