import { configurationById } from "./by-id";
import { absent } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import { later } from "./pending";
import { remembered } from "./remembered";
import type { ResourceConfiguration, Topology } from "./topology";
import { blocked, type Finding } from "./verdict";

/**
 * GROUP and CHILD configurations. A child is reached through its group: shares, associations and endpoints name the
 * group, and the gateway is the group's (API reference, CreateResourceConfiguration; VPC Lattice user guide, "Resource
 * configurations"). The children AWS keeps of an ARN configuration are the same with the ARN's in place of the group.
 */

/** Undefined for a configuration without a group, and for a group that is not listed. */
function groupOf(topology: Topology, { groupId }: ResourceConfiguration): ResourceConfiguration | undefined {
  return configurationById(topology, groupId);
}

/** A child with what it takes over from its group; any other as it is. The same one each time. */
export function withGroupFacts(topology: Topology, configuration: ResourceConfiguration): ResourceConfiguration {
  return configuration.groupId === undefined ? configuration : childWithGroupFacts(topology, configuration);
}

const childWithGroupFacts = remembered((topology: Topology, configuration: ResourceConfiguration) => {
  const group = groupOf(topology, configuration);
  const hidden = unknown(`the group of ${configuration.id} is known`);
  const { gatewayId = hidden, allowAssociationToShareableServiceNetwork = hidden } = group ?? {};
  return { ...configuration, gatewayId, allowAssociationToShareableServiceNetwork };
});

/** What keeps a child's group from carrying it; undefined where nothing does, or there is no group. */
export function groupObstacle(topology: Topology, configuration: ResourceConfiguration): Finding | undefined {
  const { id, account, groupId } = configuration;
  if (groupId === undefined) return undefined;
  if (isUnknown(groupId)) return later(`the group of ${id}`, groupId);
  const group = groupOf(topology, configuration);
  if (group === undefined) {
    return absent(topology, account, `${groupId}, the group of ${id}, does not exist`, `create the group of ${id}`);
  }
  if (isUnknown(group.active)) return later(`whether ${groupId} is active`, group.active);
  return group.active ? undefined : blocked(`${groupId}, the group of ${id}, is not active`, `wait for ${groupId}`);
}

/** AWS refuses what names a child rather than its group; it alone makes the associations of its own children. */
export function childRefusal(
  what: string,
  named: Maybe<string>,
  { id, groupId, type, amazonManaged }: ResourceConfiguration,
): Finding | undefined {
  if (named !== id || type !== "CHILD" || amazonManaged === true) return undefined;
  const group = groupId === undefined || isUnknown(groupId) ? "its group" : groupId;
  return blocked(
    `${what} names ${id}, which is of type CHILD and goes only with its group`,
    `name ${group} in place of ${id}`,
  );
}

/** Whether the port is the database's own, and a public database is refused: type ARN and what AWS makes of it. */
export function followsDatabase({ type, amazonManaged }: ResourceConfiguration): boolean {
  return type === "ARN" || amazonManaged === true;
}
