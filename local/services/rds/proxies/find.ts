import { AwsError } from "../../../ground/aws-error";
import type { Entity, Reads } from "../../../state/store";
import { allOwned } from "../../owned";
import type { Caller } from "../../services";
import { dbProxyEndpointKind, dbProxyKind, type DbProxy, type DbProxyEndpoint } from "./entities";

export function proxyOf(reads: Reads, caller: Caller, name: string): Entity<DbProxy> | undefined {
  return allOwned(reads, dbProxyKind, caller).find((it) => it.data.dbProxyName === name.toLowerCase());
}

/** The caller's own proxy of this name, or `DBProxyNotFoundFault`. */
export function findProxy(reads: Reads, caller: Caller, name: string): Entity<DbProxy> {
  const proxy = proxyOf(reads, caller, name);
  if (proxy === undefined) throw new AwsError("DBProxyNotFoundFault", `DB proxy ${name} not found.`);
  return proxy;
}

export function proxyEndpointOf(
  reads: Reads,
  caller: Caller,
  proxyName: string,
  name: string,
): Entity<DbProxyEndpoint> | undefined {
  const proxy = proxyOf(reads, caller, proxyName);
  return allOwned(reads, dbProxyEndpointKind, caller).find(
    ({ data }) => data.dbProxyId === proxy?.id && data.dbProxyEndpointName === name.toLowerCase(),
  );
}

/** The caller's own endpoint, or `DBProxyEndpointNotFoundFault`. */
export function findProxyEndpoint(
  reads: Reads,
  caller: Caller,
  proxyName: string,
  name: string,
): Entity<DbProxyEndpoint> {
  const endpoint = proxyEndpointOf(reads, caller, proxyName, name);
  if (endpoint !== undefined) return endpoint;
  throw new AwsError("DBProxyEndpointNotFoundFault", `DB proxy endpoint ${name} not found.`);
}
