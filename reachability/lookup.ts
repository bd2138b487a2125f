import { covered } from "../aws/address-ranges";
import { gatewayById } from "./by-id";
import { overIpv6 } from "./ipv6";
import { isUnknown, type Maybe } from "./maybe";
import { remembered } from "./remembered";
import { rangeOfVpc, subnetRanges } from "./subnets";
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
export const configurationsOf = remembered(
  (topology: Topology, database: Database): readonly ResourceConfiguration[] => {
    const sure = topology.configurations.filter((it) => targets(topology, it, database) === true);
    return sure.length > 0
      ? sure
      : topology.configurations.filter((it) => targets(topology, it, database) === undefined);
  },
);

/** Undefined where it is not known yet; also for an address that may be the database's, as those change. */
export function targets(
  topology: Topology,
  configuration: ResourceConfiguration,
  database: Database,
): boolean | undefined {
  const { target } = configuration;
  if (target === undefined) return false;
  if (isUnknown(target)) return undefined;
  if ("databaseId" in target) return target.databaseId === database.id;
  if ("databaseArn" in target) return refersTo(database.arn, target.databaseArn);
  if ("domainName" in target) return refersTo(database.address, target.domainName);
  return isOfGatewaysVpc(topology, configuration, database) && mayHave(topology, database, target.ipAddress)
    ? undefined
    : false;
}

/** Or may be: addresses are those of the gateway's VPC (API reference, ResourceConfigurationDefinition). */
function isOfGatewaysVpc(topology: Topology, { gatewayId }: ResourceConfiguration, { vpcId }: Database): boolean {
  const gateway = gatewayById(topology, gatewayId);
  return gateway === undefined || mayBeSame(gateway.vpcId, vpcId);
}

/** Whether an address may be a database's: one of its subnets', or of its VPC's where these are not known. */
function mayHave(topology: Topology, { subnetIds, vpcId }: Database, address: string): boolean {
  const view = address.includes(":") ? overIpv6(topology) : topology;
  const [subnets, vpc] = [subnetRanges(view, subnetIds), rangeOfVpc(view, vpcId)];
  if (!isUnknown(subnets)) return covered(address, subnets);
  return isUnknown(vpc) || covered(address, [vpc]);
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
