import { isUnknown, type Maybe } from "./maybe";
import { remembered } from "./remembered";
import type { Database, ResourceConfiguration, Topology } from "./topology";
import { blocked, undecided, type Finding } from "./verdict";

/** Whether an id is this one: undefined where that is not known yet. */
export function refersTo(reference: Maybe<string> | undefined, id: string): boolean | undefined {
  if (reference === undefined) return false;
  return isUnknown(reference) ? undefined : reference === id;
}

/** True also where it is not known yet. */
export function mayReferTo(reference: Maybe<string> | undefined, id: string): boolean {
  return refersTo(reference, id) !== false;
}

/** Two references to the same thing, or possibly so. */
export function mayBeSame(one: Maybe<string>, other: Maybe<string>): boolean {
  return isUnknown(one) || isUnknown(other) || one === other;
}

/** What a missing thing means: it does not exist where everything of the account is listed, else nobody knows. */
export function absent(topology: Topology, account: string, reason: string, fix: string): Finding {
  if (isComplete(topology, account)) return blocked(reason, fix);
  return undecided(`${reason}, as far as can be seen: not every resource of account ${account} is known here`, fix);
}

/** Whether everything of the account is listed. */
export function isComplete(topology: Topology, account: string): boolean {
  return topology.complete === "all" || topology.complete.includes(account);
}

/** The resource configurations that point to a database, or may do so. */
export function configurationsOf({ configurations }: Topology, database: Database): readonly ResourceConfiguration[] {
  return configurationsAmong(configurations, database);
}

const configurationsAmong = remembered((all: readonly ResourceConfiguration[], database: Database) => {
  const sure = all.filter((configuration) => targets(configuration, database) === true);
  return sure.length > 0 ? sure : all.filter((configuration) => targets(configuration, database) === undefined);
});

/** Undefined where it is not known yet. */
export function targets(configuration: ResourceConfiguration, database: Database): boolean | undefined {
  const target = configuration.target;
  if (target === undefined) return false;
  if (isUnknown(target)) return undefined;
  if ("databaseId" in target) return target.databaseId === database.id;
  if ("databaseArn" in target) return refersTo(database.arn, target.databaseArn);
  if ("domainName" in target) return refersTo(database.address, target.domainName);
  return false;
}

/** The id that shares and associations name: a CHILD goes by its group. */
export function sharedId(configuration: ResourceConfiguration): Maybe<string> {
  return configuration.groupId ?? configuration.id;
}

/** Whether what an association or endpoint names is this configuration or the group it belongs to. */
export function carries(named: Maybe<string>, configuration: ResourceConfiguration): boolean | undefined {
  const answers = [configuration.id, configuration.groupId].map((id) => {
    if (id === undefined) return false;
    return isUnknown(id) || isUnknown(named) ? undefined : id === named;
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
