import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { endpointsOfArn } from "../rds/endpoints";
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
 * database>` for each name the database has (a cluster has two, for its writer and its readers), and for each association
 * of the configuration one of each child, which alone has a DNS name. Nobody but AWS can change or delete them. Seen in
 * deployments; the user guide says only that "any group-child relationship is automatically taken care of"
 * (docs/decisions/0080). What AWS calls the child of a reader endpoint is not known.
 */

type Configuration = Entity<ResourceConfiguration>;
type Association = Entity<ServiceNetworkResourceAssociation>;
type Needs = Pick<Services, "ids" | "clock">;

/** The children of a configuration of type ARN; made where they are missing, as in the state of an earlier release. */
export function managedConfigurations(
  transaction: Transaction,
  needs: Needs,
  parent: Configuration,
): readonly Configuration[] {
  const children = childrenOf(transaction, parent.id);
  if (children.length > 0) return children;
  const made = namesOf(transaction, parent.data).map((named) => managedConfiguration(needs, parent, named));
  for (const child of made) transaction.put(child);
  return made;
}

function managedConfiguration(needs: Needs, parent: Configuration, { name, domainName }: DatabaseName): Configuration {
  const id = `rcfg-${needs.ids.hex(17)}`;
  const { resourceConfigurationDefinition: _arn, customDomainName: _custom, ...data } = parent.data;
  return {
    ...parent,
    id,
    arn: arnOf(parent, "vpc-lattice", `resourceconfiguration/${id}`),
    data: {
      ...data,
      name: `${parent.id}-${name}`,
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
}

/** The associations of the children that go with one of their parent. */
export function manageAssociations(
  transaction: Transaction,
  needs: Needs,
  caller: Caller,
  parent: Configuration,
  association: Association,
): void {
  for (const child of managedConfigurations(transaction, needs, parent)) {
    const id = `snra-${needs.ids.hex(17)}`;
    const domainName = domainNameOf(child);
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
}

export function deleteManagedConfigurations(transaction: Transaction, parentId: string): void {
  for (const child of childrenOf(transaction, parentId)) transaction.delete(resourceConfigurationKind, child.id);
}

export function deleteManagedAssociations(transaction: Transaction, parentId: string): void {
  for (const { id } of managedAssociations(transaction, parentId)) transaction.delete(resourceAssociationKind, id);
}

/** The children AWS keeps of a configuration, that of the writer first; none of any but type ARN. */
export function childrenOf(reads: Reads, parentId: string): readonly Configuration[] {
  const children = reads.list(
    resourceConfigurationKind,
    ({ data }) => data.amazonManaged === true && data.resourceConfigurationGroupId === parentId,
  );
  return [...children].sort((one, other) => one.data.name.length - other.data.name.length);
}

/** The associations AWS keeps beside one of a configuration of type ARN, that of the writer first. */
export function managedAssociations(reads: Reads, parentId: string): readonly Association[] {
  const managed = reads.list(resourceAssociationKind, ({ data }) => data.managedFor === parentId);
  const nameOf = ({ data }: Association): number =>
    reads.get(resourceConfigurationKind, data.resourceConfigurationId)?.data.name.length ?? 0;
  return [...managed].sort((one, other) => nameOf(one) - nameOf(other));
}

/** The database's name that a child stands for. */
export function domainNameOf({ data }: Configuration): string | undefined {
  const definition = data.resourceConfigurationDefinition;
  return definition !== undefined && "dnsResource" in definition ? definition.dnsResource.domainName : undefined;
}

interface DatabaseName {
  readonly name: string;
  readonly domainName: string | undefined;
}

function namesOf(reads: Reads, data: ResourceConfiguration): readonly DatabaseName[] {
  const definition = data.resourceConfigurationDefinition;
  const arn = definition !== undefined && "arnResource" in definition ? definition.arnResource.arn : "";
  const names = endpointsOfArn(reads, arn).map(({ role, instance }) => ({
    name: `${instance.data.dbInstanceIdentifier}${role === "reader" ? "-reader" : ""}`,
    domainName: instance.data.endpoint.address,
  }));
  return names.length > 0 ? names : [{ name: "database", domainName: undefined }];
}
