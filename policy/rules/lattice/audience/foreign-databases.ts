import { canonicalId } from "../../../../reach/inventory/identifier";
import { isUnknown, unknown, type Maybe } from "../../../../reachability/maybe";
import type { Database, ResourceConfiguration, Topology } from "../../../../reachability/topology";
import type { Stack } from "../../../../resources/stack";

/** A database of another stack, as far as the stack that takes it knows it. */
export interface ForeignDatabase {
  readonly database: Database;
  readonly configuration: ResourceConfiguration;
  /** What takes it: associations and endpoints, by their ids in the topology. */
  readonly takenBy: readonly string[];
}

const component = "lattice-db:index:DatabaseAccess";

/** What this project's own component says of the databases it takes. */
export const accessReads = { [component]: ["databases"] } as const;

/** The databases that a stack takes by a resource configuration it does not have itself. */
export function foreignDatabases(stack: Stack, topology: Topology, region: string): readonly ForeignDatabase[] {
  const own = new Set(topology.configurations.map(({ id }) => id));
  const taken = new Map<string, string[]>();
  const take = (configurationId: Maybe<string>, by: string): void => {
    if (isUnknown(configurationId) || own.has(configurationId)) return;
    taken.set(configurationId, [...(taken.get(configurationId) ?? []), by]);
  };
  for (const { id, configurationId } of topology.resourceAssociations) take(configurationId, id);
  for (const { id, target } of topology.endpoints) {
    if (!isUnknown(target) && "configurationId" in target) take(target.configurationId, id);
  }
  const known = facts(stack);
  return [...taken].map(([id, takenBy]) => ({ ...standIn(id, region, known.get(id)), takenBy }));
}

interface Fact {
  readonly name: string;
  readonly port: number | undefined;
}

/** By the id of the resource configuration. */
function facts(stack: Stack): ReadonlyMap<string, Fact> {
  const entries = stack.ofType(component).flatMap((access) => access.input("databases").entries());
  return new Map(
    entries.flatMap(([name, database]) => {
      const arn = database.get("resourceConfigurationArn").text();
      return arn === undefined ? [] : [[canonicalId(arn), { name, port: database.get("port").number() }] as const];
    }),
  );
}

/** Of the owner's part nothing is known, so that it decides nothing. */
function standIn(id: string, region: string, fact: Fact | undefined): Omit<ForeignDatabase, "takenBy"> {
  const open = unknown("its owner's resources are known");
  const account = "(its owner's)";
  return {
    configuration: {
      id,
      arn: open,
      account,
      region,
      type: "ARN",
      target: { databaseId: id },
      portRanges: [],
      gatewayId: open,
      allowAssociationToShareableServiceNetwork: open,
      active: true,
    },
    database: {
      id,
      arn: open,
      name: fact?.name ?? id,
      account,
      region,
      // None of this stack's: nobody here is beside it.
      vpcId: account,
      subnetIds: open,
      securityGroupIds: open,
      port: fact?.port ?? open,
      address: open,
      publiclyAccessible: open,
      available: open,
    },
  };
}
