import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { dbInstanceKind, type DbInstance } from "../rds/entities";
import type { Caller, Services } from "../services";
import { associationDnsEntry } from "./dns-names";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  type ResourceConfiguration,
  type ServiceNetworkResourceAssociation,
} from "./entities";

/**
 * What AWS makes by itself of a configuration of type ARN: a child `<id of the configuration>-<identifier of the
 * database>`, and for each association of the configuration one of the child, which alone has the DNS name. Nobody but
 * AWS can change or delete them. Seen in deployments; the user guide says only that "any group-child relationship is
 * automatically taken care of" (docs/decisions/0080).
 */

type Configuration = Entity<ResourceConfiguration>;
type Association = Entity<ServiceNetworkResourceAssociation>;
type Needs = Pick<Services, "ids" | "clock">;

/** The child of a configuration of type ARN; made where it is missing, as in the state of an earlier release. */
export function managedConfiguration(transaction: Transaction, needs: Needs, parent: Configuration): Configuration {
  const child = childOf(transaction, parent.id);
  if (child !== undefined) return child;
  const id = `rcfg-${needs.ids.hex(17)}`;
  const database = databaseOf(transaction, parent.data);
  const { resourceConfigurationDefinition: _arn, customDomainName: _custom, ...data } = parent.data;
  const domainName = database?.data.endpoint.address;
  const made: Configuration = {
    ...parent,
    id,
    arn: arnOf(parent, "vpc-lattice", `resourceconfiguration/${id}`),
    data: {
      ...data,
      name: `${parent.id}-${database?.data.dbInstanceIdentifier ?? "database"}`,
      type: "CHILD",
      amazonManaged: true,
      resourceConfigurationGroupId: parent.id,
      ...(domainName !== undefined && {
        resourceConfigurationDefinition: { dnsResource: { domainName, ipAddressType: "IPV4" } },
      }),
      createdAt: needs.clock.now().toISOString(),
      tags: {},
    },
  };
  transaction.put(made);
  return made;
}

/** The association of the child that goes with one of its parent. */
export function manageAssociation(
  transaction: Transaction,
  needs: Needs,
  caller: Caller,
  parent: Configuration,
  association: Association,
): void {
  const child = managedConfiguration(transaction, needs, parent);
  const id = `snra-${needs.ids.hex(17)}`;
  const domainName = databaseOf(transaction, parent.data)?.data.endpoint.address;
  const hostedZoneId = `Z${child.id.slice(-14).toUpperCase()}${caller.region.length}`;
  transaction.put({
    ...association,
    id,
    arn: arnOf(caller, "vpc-lattice", `servicenetworkresourceassociation/${id}`),
    data: {
      ...association.data,
      resourceConfigurationId: child.id,
      managedFor: association.id,
      dnsEntry: associationDnsEntry(id, child.id, caller.region),
      // The database of an ARN may be gone; its configuration stays.
      ...(domainName !== undefined && { privateDnsEntry: { domainName, hostedZoneId } }),
      tags: {},
    },
  });
}

export function deleteManagedConfigurations(transaction: Transaction, parentId: string): void {
  const child = childOf(transaction, parentId);
  if (child !== undefined) transaction.delete(resourceConfigurationKind, child.id);
}

export function deleteManagedAssociations(transaction: Transaction, parentId: string): void {
  const managed = managedAssociation(transaction, parentId);
  if (managed !== undefined) transaction.delete(resourceAssociationKind, managed.id);
}

/** The child AWS keeps of a configuration, if it keeps one. */
export function childOf(reads: Reads, parentId: string): Configuration | undefined {
  const isChild = ({ data }: Configuration): boolean =>
    data.amazonManaged === true && data.resourceConfigurationGroupId === parentId;
  return reads.list(resourceConfigurationKind, isChild)[0];
}

/** The association AWS keeps beside one of a configuration of type ARN. */
export function managedAssociation(reads: Reads, parentId: string): Association | undefined {
  return reads.list(resourceAssociationKind, ({ data }) => data.managedFor === parentId)[0];
}

function databaseOf(reads: Reads, data: ResourceConfiguration): Entity<DbInstance> | undefined {
  const definition = data.resourceConfigurationDefinition;
  if (definition === undefined || !("arnResource" in definition)) return undefined;
  return reads.list(dbInstanceKind, ({ arn }) => arn === definition.arnResource.arn)[0];
}
