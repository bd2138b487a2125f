import type { Entity, Kind, Reads } from "../../state/store";
import { isSharedWith } from "../ram/access";
import type { Caller, CloudSettings } from "../services";
import {
  resourceConfigurationKind,
  serviceNetworkKind,
  type ResourceConfiguration,
  type ServiceNetwork,
} from "./entities";
import { denied, notFound } from "./errors";

/** The id in an identifier, which is an id or an ARN. */
export function idOf(identifier: string): string {
  return identifier.split("/").at(-1) ?? identifier;
}

/** Whether two identifiers, each an id or an ARN, name the same thing. */
export function sameIdentifier(left: string, right: string): boolean {
  return idOf(left) === idOf(right) && (!left.startsWith("arn:") || !right.startsWith("arn:") || left === right);
}

/** The caller's own thing, by id or ARN. */
export function findOwn<T>(reads: Reads, kind: Kind<T>, what: string, caller: Caller, identifier: string): Entity<T> {
  const found = named(reads, kind, caller, identifier);
  if (found?.account !== caller.account) throw notFound(what, identifier);
  return found;
}

/**
 * The caller's own service network, or one that is shared with it; that one must be named by its ARN.
 * @param action what for, e.g. `CreateServiceNetworkVpcAssociation`.
 */
export function findServiceNetwork(
  reads: Reads,
  settings: CloudSettings,
  caller: Caller,
  identifier: string,
  action: string,
): Entity<ServiceNetwork> {
  const found = named(reads, serviceNetworkKind, caller, identifier);
  if (found?.account === caller.account) return found;
  // By id alone AWS looks in the caller's account only.
  if (found === undefined || !identifier.startsWith("arn:")) throw notFound("Service network", identifier);
  if (!isSharedWith(reads, settings, found.arn, caller.account)) throw denied(caller, action, found.arn);
  return found;
}

/**
 * The caller's own resource configuration, or one that is shared with it.
 * @param action what for; undefined where AWS documents no action.
 */
export function findResourceConfiguration(
  reads: Reads,
  settings: CloudSettings,
  caller: Caller,
  identifier: string,
  action: string | undefined,
): Entity<ResourceConfiguration> {
  const found = named(reads, resourceConfigurationKind, caller, identifier);
  if (found === undefined) throw notFound("Resource configuration", identifier);
  if (found.account === caller.account || isSharedWith(reads, settings, found.arn, caller.account)) return found;
  throw denied(caller, action, found.arn);
}

/** Everything in Lattice is of one Region: another Region's is not found. */
function named<T>(reads: Reads, kind: Kind<T>, caller: Caller, identifier: string): Entity<T> | undefined {
  const found = reads.get(kind, idOf(identifier));
  const isMeant = found?.region === caller.region && (!identifier.startsWith("arn:") || found.arn === identifier);
  return isMeant ? found : undefined;
}
