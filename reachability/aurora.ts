import type { AuroraCluster, AuroraInstance } from "./cluster";
import { isUnknown } from "./maybe";
import { later } from "./pending";
import type { Database } from "./topology";
import { blocked, open, undecided, type Finding } from "./verdict";

/** The cluster as asked for by its reader endpoint; undefined for a database that has none. */
export function readerEndpoint(database: Database): Database | undefined {
  const { cluster, name } = database;
  if (cluster === undefined) return undefined;
  return {
    ...database,
    name: `${name} (reader endpoint)`,
    address: cluster.readerAddress,
    cluster: { ...cluster, endpoint: "reader" },
  };
}

/**
 * Whether an instance answers at the endpoint that is asked for. The cluster endpoint leads to the writer. The reader
 * endpoint leads to the available readers, and in a cluster without readers to the writer (Aurora user guide,
 * "Reader endpoints"). What it does while readers exist and none is available, that page does not say.
 */
export function instanceFinding(name: string, { instances, endpoint }: AuroraCluster): Finding {
  if (isUnknown(instances)) return later(`which instances ${name} has`, instances);
  if (instances.length === 0) {
    return blocked(`${name} has no instance: a cluster alone takes no connections`, `add an instance to ${name}`);
  }
  const unsure = instances.map(({ role }) => role).find(isUnknown);
  const [writers, readers] = ["writer", "reader"].map((role) => instances.filter((it) => it.role === role));
  if (endpoint === "reader" && readers !== undefined && readers.length > 0) return readersFinding(name, readers);
  if (unsure !== undefined) return later(`which instance of ${name} is the writer`, unsure);
  const end = endpoint === "reader" ? `the reader endpoint of ${name}, which has no reader, leads to` : `${name} has`;
  return writerFinding(name, end, writers?.[0]);
}

function readersFinding(name: string, readers: readonly AuroraInstance[]): Finding {
  const running = readers.find(({ available }) => available === true);
  if (running !== undefined) return open(`the reader endpoint of ${name} leads to ${running.id}`);
  const doubt = readers.map(({ available }) => available).find(isUnknown);
  if (doubt !== undefined) return later(`whether a reader of ${name} is available`, doubt);
  return undecided(
    `${name} has readers and none of them is available; where its reader endpoint then leads is not documented`,
    `start ${readers[0]?.id ?? "a reader"}`,
  );
}

function writerFinding(name: string, end: string, writer: AuroraInstance | undefined): Finding {
  if (writer === undefined) return blocked(`${name} has no writer`, `add an instance to ${name}`);
  const { id, available } = writer;
  if (isUnknown(available)) return later(`whether ${id} is available`, available);
  return available
    ? open(`${end} the writer ${id}`)
    : blocked(`${id}, the writer of ${name}, is not available`, `start ${id}`);
}
