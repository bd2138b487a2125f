import { parseArn } from "../../aws/arn";
import { onlyPort, parsePortRange } from "../../aws/ports";
import { isUnknown, known, unknown, type Maybe } from "../../reachability/maybe";
import type { Database, ResourceConfiguration, Topology } from "../../reachability/topology";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

type Listed = Pick<Topology, "databases" | "proxies" | "configurations" | "gateways">;

/**
 * Databases that no program has as a resource: what resource configurations name by its ARN or its host name, and nobody
 * here made or reads. Nothing is known of the database itself, so that no way to it is ever sure; the way is judged as far
 * as its configuration, the gateway and the rules go. This project's component for them tells more.
 */
export function adoptedDatabases({ inventory }: References, listed: Listed): Topology["databases"] {
  const components = inventory.of(...types.adopted);
  const found = new Map<string, Database>();
  for (const configuration of listed.configurations) {
    const named = foreignName(configuration, listed);
    if (named === undefined || found.has(named) || isGone(inventory.withId(configuration.id))) continue;
    const told = components.find((it) => [input(it, "arn"), input(it, "address")].includes(named));
    const gateway = listed.gateways.find(({ id }) => id === configuration.gatewayId);
    const isListed = (group: string): boolean => inventory.withId(group) !== undefined;
    found.set(named, node(named, configuration, { told, vpcId: gateway?.vpcId, isListed }));
  }
  return [...found.values()];
}

/** What it leads to was made by its own stack, which has it no more. */
function isGone(item: Item | undefined): boolean {
  return item?.source.stack.isOrphaned(item.resource, "resourceConfigurationDefinition") === true;
}

/** The ARN or host name of a database that is not listed; undefined where it is, or is of something else. */
function foreignName({ target }: ResourceConfiguration, { databases, proxies = [] }: Listed): string | undefined {
  if (target === undefined || isUnknown(target)) return undefined;
  if ("databaseArn" in target) {
    const { service, resource = "" } = parseArn(target.databaseArn) ?? {};
    return service === "rds" && /^(db|cluster):/.test(resource) ? target.databaseArn : undefined;
  }
  if (!("domainName" in target)) return undefined;
  const names = [...databases, ...proxies].map(({ address }) => address);
  const readers = databases.map(({ cluster }) => cluster?.readerAddress);
  return [...names, ...readers].includes(target.domainName) ? undefined : target.domainName;
}

interface Surroundings {
  /** This project's component for it. */
  readonly told: Item | undefined;
  /** The gateway's. */
  readonly vpcId: Maybe<string> | undefined;
  readonly isListed: (group: string) => boolean;
}

function node(named: string, configuration: ResourceConfiguration, { told, vpcId, isListed }: Surroundings): Database {
  const arn = parseArn(named);
  const name = told?.name ?? arn?.resource.split(":")[1] ?? named;
  const hidden = unknown(`${name} itself is read`, remedy(name, named));
  const [engine, resourceId] = [input(told, "engine"), input(told, "resourceId")];
  return {
    id: told?.id ?? named,
    arn: arn === undefined ? hidden : named,
    name,
    account: arn?.account ?? configuration.account,
    region: arn?.region ?? configuration.region,
    // The program refuses one by ARN that is elsewhere.
    vpcId: (input(told, "arn") === undefined ? undefined : vpcId) ?? hidden,
    subnetIds: hidden,
    securityGroupIds: groupsOf(told, name, isListed) ?? hidden,
    port: told?.resource.input("port").number() ?? portOf(configuration) ?? hidden,
    address: input(told, "address") ?? (arn === undefined ? named : hidden),
    publiclyAccessible: hidden,
    available: hidden,
    iamAuthentication: hidden,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(engine === undefined ? {} : { engine }),
  };
}

/** Of a group that is not listed other rules are unknown, of one that is, whether the database carries another. */
function groupsOf(
  told: Item | undefined,
  name: string,
  isListed: Surroundings["isListed"],
): readonly string[] | undefined {
  const group = input(told, "securityGroupId");
  if (group === undefined) return undefined;
  return isListed(group) ? [group, `any other security group of ${name}`] : [group];
}

/** The one port that a configuration leads to; one of type ARN has none of its own. */
function portOf({ type, portRanges }: ResourceConfiguration): number | undefined {
  const [only, ...more] = known(portRanges) ?? [];
  if (type === "ARN" || only === undefined || more.length > 0) return undefined;
  return onlyPort(parsePortRange(only) ?? "none");
}

function remedy(name: string, named: string): string {
  const [kind, identifier = ""] = parseArn(named)?.resource.split(":") ?? [];
  const words = kind === "cluster" ? "clusters --db-cluster-identifier" : "instances --db-instance-identifier";
  const look = kind === undefined ? "look at it where it runs" : `ask RDS: aws rds describe-db-${words} ${identifier}`;
  return `read the stack that has ${name} too (--stack, --state), or ${look}`;
}

const input = (item: Item | undefined, property: string): string | undefined => item?.resource.input(property).text();
