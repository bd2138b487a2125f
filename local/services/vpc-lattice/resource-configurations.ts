import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { defined } from "../defined";
import { vpcEndpointKind } from "../ec2/entities";
import { entityOf } from "../entity-of";
import { allOwned } from "../owned";
import { shareResourceKind } from "../ram/entities";
import type { Caller, Services } from "../services";
import { checkDefinition } from "./configuration-definitions";
import {
  accessLogSubscriptionKind,
  resourceAssociationKind,
  resourceConfigurationKind,
  resourceGatewayKind,
  type ResourceConfiguration,
  type ResourceConfigurationDefinition,
  type ResourceGateway,
} from "./entities";
import { conflict, invalid, quotaExceeded } from "./errors";
import { findOwn } from "./find";
import { deleteManagedConfigurations, managedConfigurations } from "./managed-children";
import { checkName, checkUnique, type NameRule } from "./names";
import { checkPortRanges } from "./port-ranges";

const nameRule: NameRule = { what: "Resource configuration", least: 3, most: 40, reserved: "rcfg-" };

/** VPC Lattice's quota of resource configurations in a Region. */
const QUOTA = 2000;

export interface CreateResourceConfigurationRequest extends Pick<ResourceConfiguration, "name" | "type" | "tags"> {
  /** For all types but CHILD. */
  readonly resourceGatewayIdentifier?: string | undefined;
  /** For type CHILD. */
  readonly resourceConfigurationGroupIdentifier?: string | undefined;
  /** For all types but GROUP. */
  readonly resourceConfigurationDefinition?: ResourceConfigurationDefinition | undefined;
  /** Not for type ARN: AWS knows the port of the database. */
  readonly portRanges?: readonly string[] | undefined;
  /** Not for type ARN. Default: TCP. */
  readonly protocol?: "TCP" | undefined;
  /** Default: false. */
  readonly allowAssociationToShareableServiceNetwork?: boolean | undefined;
  readonly customDomainName?: string | undefined;
  readonly groupDomain?: string | undefined;
}

export function createResourceConfiguration(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateResourceConfigurationRequest,
): Promise<Entity<ResourceConfiguration>> {
  checkName(request.name, nameRule);
  checkShape(request);
  checkPortRanges(request.portRanges ?? []);
  return services.store.transaction((transaction) => {
    checkUnique(transaction, resourceConfigurationKind, caller, request.name, nameRule);
    const counted = allOwned(transaction, resourceConfigurationKind, caller).filter((it) => !it.data.amazonManaged);
    if (counted.length >= QUOTA) {
      throw quotaExceeded("resource configurations in this Region", QUOTA);
    }
    const group = groupOf(transaction, caller, request);
    const gateway = gatewayOf(transaction, caller, group?.data.resourceGatewayId ?? request.resourceGatewayIdentifier);
    const definition = request.resourceConfigurationDefinition;
    const port = definition && checkDefinition(transaction, caller, definition, gateway.data);
    checkDomain(request, group);

    const id = `rcfg-${services.ids.hex(17)}`;
    const arn = arnOf(caller, "vpc-lattice", `resourceconfiguration/${id}`);
    const data: ResourceConfiguration = defined({
      name: request.name,
      type: request.type,
      resourceGatewayId: gateway.id,
      resourceConfigurationGroupId: group?.id,
      resourceConfigurationDefinition: definition,
      portRanges: port === undefined ? (request.portRanges ?? []) : [String(port)],
      protocol: "TCP" as const,
      allowAssociationToShareableServiceNetwork: request.allowAssociationToShareableServiceNetwork ?? false,
      customDomainName: request.customDomainName,
      groupDomain: request.groupDomain,
      status: "ACTIVE" as const,
      createdAt: services.clock.now().toISOString(),
      tags: request.tags,
    });
    const configuration = entityOf(resourceConfigurationKind, id, arn, caller, data);
    transaction.put(configuration);
    if (request.type === "ARN") managedConfigurations(transaction, services, configuration);
    return configuration;
  });
}

export interface UpdateResourceConfigurationRequest {
  readonly allowAssociationToShareableServiceNetwork?: boolean | undefined;
  readonly portRanges?: readonly string[] | undefined;
  readonly resourceConfigurationDefinition?: ResourceConfigurationDefinition | undefined;
  readonly tags?: ResourceConfiguration["tags"] | undefined;
}

/** UpdateResourceConfiguration and its tags. Of the definitions only an IP address can change. */
export function updateResourceConfiguration(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
  changes: UpdateResourceConfigurationRequest,
): Promise<void> {
  checkPortRanges(changes.portRanges ?? []);
  return services.store.transaction((transaction) => {
    const configuration = findChangeable(transaction, caller, identifier);
    const before = configuration.data.resourceConfigurationDefinition;
    const now = changes.resourceConfigurationDefinition ?? before;
    if (now !== undefined && JSON.stringify(now) !== JSON.stringify(before)) {
      if (before === undefined || !("ipResource" in before) || !("ipResource" in now)) {
        throw invalid("cannot modify resource configuration DNS or ARN");
      }
      const gateway = gatewayOf(transaction, caller, configuration.data.resourceGatewayId);
      checkDefinition(transaction, caller, now, gateway.data);
    }
    if (configuration.data.type === "ARN" && changes.portRanges !== undefined) throw portsOfArn();
    transaction.put({ ...configuration, data: { ...configuration.data, ...defined(changes) } });
  });
}

/** DeleteResourceConfiguration: refused while it is associated, behind an endpoint, or the group of others. */
export function deleteResourceConfiguration(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const configuration = findChangeable(transaction, caller, identifier);
    const users = usersOf(transaction, configuration);
    if (users.length > 0) throw conflict(`Resource configuration ${configuration.id} is in use: ${users.join(", ")}`);
    for (const it of transaction.list(accessLogSubscriptionKind, ({ data }) => data.resourceId === configuration.id)) {
      transaction.delete(accessLogSubscriptionKind, it.id);
    }
    for (const it of transaction.list(shareResourceKind, ({ data }) => data.associatedEntity === configuration.arn)) {
      transaction.delete(shareResourceKind, it.id);
    }
    deleteManagedConfigurations(transaction, configuration.id);
    transaction.delete(resourceConfigurationKind, configuration.id);
  });
}

/** The caller's own, unless it is AWS that keeps it. */
function findChangeable(reads: Reads, caller: Caller, identifier: string): Entity<ResourceConfiguration> {
  const found = findOwn(reads, resourceConfigurationKind, nameRule.what, caller, identifier);
  if (found.data.amazonManaged !== true) return found;
  throw invalid(
    `Resource configuration ${found.id} is managed by Amazon: change or delete ${found.data.resourceConfigurationGroupId ?? "its parent"}`,
  );
}

/** Which properties go together depends on the type. */
function checkShape(request: CreateResourceConfigurationRequest): void {
  const { type, resourceConfigurationDefinition: definition, portRanges = [] } = request;
  const isArn = definition !== undefined && "arnResource" in definition;
  const isChild = type === "CHILD";
  if (isChild !== (request.resourceConfigurationGroupIdentifier !== undefined)) {
    throw invalid(isChild ? "Type CHILD needs a resource configuration group" : `Type ${type} cannot be in a group`);
  }
  if (isChild === (request.resourceGatewayIdentifier !== undefined)) {
    throw invalid(isChild ? "Type CHILD uses the gateway of its group" : `Type ${type} needs a resource gateway`);
  }
  if ((type === "GROUP") === (definition !== undefined)) {
    throw invalid(type === "GROUP" ? "Type GROUP has no definition" : `Type ${type} needs a definition`);
  }
  if (definition !== undefined && isArn !== (type === "ARN")) {
    throw invalid(`Type ${type} ${isArn ? "cannot have" : "needs"} a definition with an ARN`);
  }
  if (type === "ARN" && (portRanges.length > 0 || request.protocol !== undefined)) throw portsOfArn();
  if ((type === "SINGLE" || isChild) && portRanges.length === 0) throw invalid(`Type ${type} needs port ranges`);
  if (request.groupDomain !== undefined && type !== "GROUP") throw invalid(`Type ${type} cannot have a group domain`);
}

function checkDomain(
  { customDomainName, type }: CreateResourceConfigurationRequest,
  group: Entity<ResourceConfiguration> | undefined,
): void {
  if (customDomainName === undefined) return;
  if (type === "GROUP") throw invalid("Type GROUP has a group domain, no custom domain name");
  if (type !== "CHILD") return;
  const domain = group?.data.groupDomain;
  if (domain === undefined || !customDomainName.endsWith(`.${domain}`)) {
    throw invalid(`Custom domain name ${customDomainName} must be within the group's domain (${domain ?? "none"})`);
  }
}

function groupOf(
  reads: Reads,
  caller: Caller,
  request: CreateResourceConfigurationRequest,
): Entity<ResourceConfiguration> | undefined {
  const identifier = request.resourceConfigurationGroupIdentifier;
  if (identifier === undefined) return undefined;
  const group = findOwn(reads, resourceConfigurationKind, nameRule.what, caller, identifier);
  if (group.data.type !== "GROUP")
    throw invalid(`Resource configuration ${group.id} is of type ${group.data.type}, not GROUP`);
  return group;
}

function gatewayOf(reads: Reads, caller: Caller, identifier = ""): Entity<ResourceGateway> {
  return findOwn(reads, resourceGatewayKind, "Resource gateway", caller, identifier);
}

function usersOf(reads: Reads, { id, arn }: Entity<ResourceConfiguration>): readonly string[] {
  return [
    ...reads.list(resourceAssociationKind, ({ data }) => data.resourceConfigurationId === id),
    ...reads.list(vpcEndpointKind, ({ data }) => data.resourceConfigurationArn === arn),
    ...reads.list(
      resourceConfigurationKind,
      ({ data }) => data.resourceConfigurationGroupId === id && data.amazonManaged !== true,
    ),
  ].map((user) => user.id);
}

function portsOfArn(): Error {
  return invalid("Type ARN takes neither port ranges nor a protocol: AWS knows those of the database");
}
