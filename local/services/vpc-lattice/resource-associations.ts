import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { associationDnsEntry } from "./dns-names";
import {
  resourceAssociationKind,
  resourceConfigurationKind,
  serviceNetworkKind,
  type DnsEntry,
  type ResourceConfiguration,
  type ServiceNetwork,
  type ServiceNetworkResourceAssociation,
} from "./entities";
import { conflict, denied, invalid, notFound, quotaExceeded } from "./errors";
import { findResourceConfiguration, findServiceNetwork } from "./find";
import { deleteManagedAssociations, manageAssociations } from "./managed-children";

const ACTION = "CreateServiceNetworkResourceAssociation";

/** VPC Lattice's quota of resource configurations in a service network. */
const QUOTA = 500;

export interface CreateResourceAssociationRequest {
  /** Id or ARN. */
  readonly resourceConfigurationIdentifier: string;
  /** Id or ARN; an ARN where the network is another account's. */
  readonly serviceNetworkIdentifier: string;
  /** Default: false, and always true for type ARN. */
  readonly privateDnsEnabled?: boolean | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * CreateServiceNetworkResourceAssociation. One's own configuration goes into one's own network or a shared one; a
 * shared configuration goes only into a network one owns.
 */
export function createResourceAssociation(
  services: Pick<Services, "store" | "ids" | "clock" | "settings">,
  caller: Caller,
  request: CreateResourceAssociationRequest,
): Promise<Entity<ServiceNetworkResourceAssociation>> {
  const { settings, clock } = services;
  return services.store.transaction((transaction) => {
    const configuration = findResourceConfiguration(
      transaction,
      settings,
      caller,
      request.resourceConfigurationIdentifier,
      ACTION,
    );
    const network = findServiceNetwork(transaction, settings, caller, request.serviceNetworkIdentifier, ACTION);
    checkPair(transaction, caller, configuration, network);

    const id = `snra-${services.ids.hex(17)}`;
    const arn = arnOf(caller, "vpc-lattice", `servicenetworkresourceassociation/${id}`);
    const data: ServiceNetworkResourceAssociation = defined({
      serviceNetworkId: network.id,
      resourceConfigurationId: configuration.id,
      ...(configuration.data.type !== "ARN" && {
        dnsEntry: associationDnsEntry(id, configuration.id, caller.region),
      }),
      status: "ACTIVE" as const,
      createdAt: clock.now().toISOString(),
      tags: request.tags,
      ...privateDns(configuration, request.privateDnsEnabled),
    });
    const association = entityOf(resourceAssociationKind, id, arn, caller, data);
    transaction.put(association);
    if (configuration.data.type === "ARN") {
      manageAssociations(transaction, services, caller, configuration, association);
    }
    return association;
  });
}

export function tagResourceAssociation(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  tags: ServiceNetworkResourceAssociation["tags"],
): Promise<void> {
  return services.store.transaction((transaction) => {
    const association = findResourceAssociation(transaction, caller, id);
    transaction.put({ ...association, data: { ...association.data, tags } });
  });
}

/**
 * DeleteServiceNetworkResourceAssociation: whoever made it can, and the owners of its two ends. What AWS manages goes
 * with it, and cannot be deleted by itself.
 */
export function deleteResourceAssociation(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const { managedFor } = findResourceAssociation(transaction, caller, id).data;
    if (managedFor !== undefined) {
      throw invalid(`Association ${id} is managed by Amazon and goes with ${managedFor}: delete that one`);
    }
    deleteManagedAssociations(transaction, id);
    transaction.delete(resourceAssociationKind, id);
  });
}

/** Seen by whoever made it and by the owners of its two ends; not found for anybody else. */
export function findResourceAssociation(
  reads: Reads,
  caller: Caller,
  id: string,
): Entity<ServiceNetworkResourceAssociation> {
  const association = reads.get(resourceAssociationKind, id);
  if (association?.region !== caller.region) throw notFound("Service network resource association", id);
  const ends = [
    association.account,
    reads.get(serviceNetworkKind, association.data.serviceNetworkId)?.account,
    reads.get(resourceConfigurationKind, association.data.resourceConfigurationId)?.account,
  ];
  if (!ends.includes(caller.account)) throw notFound("Service network resource association", id);
  return association;
}

function checkPair(
  reads: Reads,
  caller: Caller,
  configuration: Entity<ResourceConfiguration>,
  network: Entity<ServiceNetwork>,
): void {
  // Two things that are both shared with an account cannot be combined by it.
  if (configuration.account !== caller.account && network.account !== caller.account) {
    throw denied(caller, ACTION, network.arn);
  }
  if (configuration.data.type === "CHILD") {
    const parent = configuration.data.amazonManaged ? configuration.data.resourceConfigurationGroupId : "its GROUP";
    throw invalid(`Resource configuration ${configuration.id} is of type CHILD: associate ${parent ?? ""} instead`);
  }
  const { sharingConfig } = network.data;
  if (sharingConfig?.enabled === true && !configuration.data.allowAssociationToShareableServiceNetwork) {
    throw invalid(
      `Resource configuration ${configuration.id} cannot be associated with ${network.id}, which can be shared: ` +
        "its allowAssociationToShareableServiceNetwork is false",
    );
  }
  const inNetwork = reads.list(
    resourceAssociationKind,
    ({ data }) => data.serviceNetworkId === network.id && data.managedFor === undefined,
  );
  const same = inNetwork.find(({ data }) => data.resourceConfigurationId === configuration.id);
  if (same !== undefined) {
    throw conflict(`Resource configuration ${configuration.id} is already associated with ${network.id}: ${same.id}`);
  }
  if (inNetwork.length >= QUOTA) throw quotaExceeded(`resource configurations in ${network.id}`, QUOTA);
}

/** For type ARN private DNS is always on, by the name its child has; otherwise it needs a custom domain. */
function privateDns(
  { id, data, region }: Entity<ResourceConfiguration>,
  asked: boolean | undefined,
): Pick<ServiceNetworkResourceAssociation, "privateDnsEnabled" | "privateDnsEntry"> {
  if (data.type === "ARN") {
    if (asked === false) throw invalid(`Private DNS cannot be turned off for ${id}: it is always on for type ARN`);
    return { privateDnsEnabled: true };
  }
  if (asked !== true) return { privateDnsEnabled: false };
  const domainName = data.customDomainName ?? data.groupDomain;
  if (domainName === undefined) {
    throw invalid(`Private DNS needs a custom domain name or group domain, and ${id} has none`);
  }
  const privateDnsEntry: DnsEntry = { domainName, hostedZoneId: `Z${id.slice(-14).toUpperCase()}${region.length}` };
  return { privateDnsEnabled: true, privateDnsEntry };
}
