import type { Entity, Reads } from "../../state/store";
import { clusterAsInstance, readersOf, writerOf } from "./clusters/as-instance";
import { dbClusterKind, type DbCluster } from "./clusters/entities";
import { dbInstanceKind, type DbInstance } from "./entities";
import { proxyAsInstance } from "./proxies/as-instance";
import { dbProxyEndpointKind, dbProxyKind, type DbProxy } from "./proxies/entities";
import { targetDatabase } from "./proxies/proxy-target";

/** What listens at a host name that RDS gave out. */
export interface RdsEndpoint {
  readonly role: "instance" | "writer" | "reader" | "proxy";
  /** In the words of DescribeDBInstances, whatever it is: name, address, port and resource id are the endpoint's own. */
  readonly instance: Entity<DbInstance>;
  /** Whose server answers; that of a proxy without a database answers nobody. */
  readonly server: Entity<DbInstance>;
  /** The proxy in between. */
  readonly proxy?: Entity<DbProxy>;
  /** ARN of what has the network interface that packets arrive at. */
  readonly interfaceOf: string;
  /** Whether the server takes no writes over it. */
  readonly readOnly: boolean;
}

/** What listens at this host name; undefined for a name nobody has given out. */
export function endpointAt(reads: Reads, address: string): RdsEndpoint | undefined {
  const [instance] = reads.list(dbInstanceKind, ({ data }) => data.endpoint.address === address);
  if (instance !== undefined) return instanceEndpoint(instance);
  const [cluster] = reads.list(dbClusterKind, ({ data }) => [data.endpoint, data.readerEndpoint].includes(address));
  if (cluster === undefined) return proxyEndpoint(reads, address);
  return cluster.data.endpoint === address ? writerEndpoint(reads, cluster) : readerEndpoint(reads, cluster);
}

/** The endpoints of an instance or cluster, by its ARN: the one that takes writes first. */
export function endpointsOfArn(reads: Reads, arn: string): readonly RdsEndpoint[] {
  const [instance] = reads.list(dbInstanceKind, (it) => it.arn === arn);
  if (instance !== undefined) return [instanceEndpoint(instance)];
  const [cluster] = reads.list(dbClusterKind, (it) => it.arn === arn);
  return cluster === undefined ? [] : [writerEndpoint(reads, cluster), readerEndpoint(reads, cluster)];
}

function instanceEndpoint(instance: Entity<DbInstance>): RdsEndpoint {
  return { role: "instance", instance, server: instance, interfaceOf: instance.arn, readOnly: false };
}

function writerEndpoint(reads: Reads, cluster: Entity<DbCluster>): RdsEndpoint {
  const instance = clusterAsInstance(reads, cluster);
  const interfaceOf = writerOf(reads, cluster)?.arn ?? cluster.arn;
  return { role: "writer", instance, server: instance, interfaceOf, readOnly: false };
}

/** Without a reader its name leads to the writer (Aurora user guide, "Reader endpoints"). */
function readerEndpoint(reads: Reads, cluster: Entity<DbCluster>): RdsEndpoint {
  const writer = writerEndpoint(reads, cluster);
  const [reader] = readersOf(reads, cluster);
  const { data } = writer.instance;
  const endpoint = { ...data.endpoint, address: cluster.data.readerEndpoint };
  return {
    ...writer,
    role: "reader",
    instance: { ...writer.instance, data: { ...data, endpoint } },
    ...(reader === undefined ? {} : { interfaceOf: reader.arn, readOnly: true }),
  };
}

/** The default endpoint of a proxy, or a further one. */
function proxyEndpoint(reads: Reads, address: string): RdsEndpoint | undefined {
  const [further] = reads.list(dbProxyEndpointKind, ({ data }) => data.endpoint === address);
  const [proxy] = reads.list(
    dbProxyKind,
    ({ id, data }) => data.endpoint === address || id === further?.data.dbProxyId,
  );
  if (proxy === undefined) return undefined;
  const instance = proxyAsInstance(reads, proxy, address);
  return {
    role: "proxy",
    instance,
    server: targetDatabase(reads, proxy) ?? instance,
    proxy,
    interfaceOf: further?.arn ?? proxy.arn,
    readOnly: further?.data.targetRole === "READ_ONLY",
  };
}
