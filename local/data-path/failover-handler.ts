import { z } from "zod";
import { RequestError } from "../ground/request-error";
import { readersOf, writerOf } from "../services/rds/clusters/as-instance";
import { dbClusterKind, type DbCluster } from "../services/rds/clusters/entities";
import { failoverDbCluster } from "../services/rds/clusters/failover";
import type { Services } from "../services/services";
import type { Handlers } from "../socket/handlers";
import type { Entity, Reads } from "../state/store";
import { handler } from "./handler";

/** Who writes and who reads after a failover. */
export interface FailedOver {
  readonly cluster: string;
  readonly writer: string;
  readonly readers: readonly string[];
}

const request = z.strictObject({ cluster: z.string(), target: z.string().optional() });

/** FailoverDBCluster on behalf of the cluster's owner, for the command `failover`. */
export function failoverHandler(services: Services): Handlers {
  return {
    "POST /client/failover": handler(request, async ({ cluster: name, target }): Promise<FailedOver> => {
      const found = clusterNamed(services.store, name);
      const now = await failoverDbCluster(services, found, found.id, target);
      return {
        cluster: now.data.dbClusterIdentifier,
        writer: writerOf(services.store, now)?.data.dbInstanceIdentifier ?? "",
        readers: readersOf(services.store, now).map(({ data }) => data.dbInstanceIdentifier),
      };
    }),
  };
}

/** The cluster of this identifier or host name, whoever owns it. */
function clusterNamed(reads: Reads, name: string): Entity<DbCluster> {
  const all = reads.list(dbClusterKind);
  const found = all.filter(({ data }) =>
    [data.dbClusterIdentifier, data.endpoint, data.readerEndpoint].includes(name.toLowerCase()),
  );
  const [cluster] = found;
  if (cluster !== undefined && found.length === 1) return cluster;
  if (found.length > 1) {
    const names = found.map(({ data }) => data.endpoint).join(" or ");
    throw new RequestError(`${found.length} clusters are called ${name}: give one by its host name, ${names}`);
  }
  const known = all.map(({ data }) => data.dbClusterIdentifier).join(", ");
  throw new RequestError(`no cluster is called ${name}: ${known === "" ? "there is none" : `there is ${known}`}`);
}
