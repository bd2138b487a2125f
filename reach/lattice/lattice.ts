import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { ResourceConfiguration, ResourceGateway, Topology } from "../../reachability/topology";
import type { Field } from "../../resources/field";
import type { Groups } from "../network/groups";
import type { Item } from "../inventory/item";
import { vpcOf } from "../network/network";
import type { References } from "../inventory/references";
import { isActive } from "../inventory/status";
import { types } from "../inventory/resource-types";

export function gateways(groups: Groups): Topology["gateways"] {
  const { references } = groups;
  return references.inventory.eachOf(...types.gateway).map((item) => ({
    id: item.id,
    account: item.account,
    vpcId: vpcOf(references, item, item.resource.native ? "vpcIdentifier" : "vpcId"),
    subnetIds: references.many(item, item.get("subnetIds"), types.subnet),
    securityGroupIds: groups.many(item, item.told("securityGroupIds")),
    dnsResolution: dnsResolution(item),
    ...ipAddressType(item),
    active: isActive(item, "status"),
  }));
}

/** Public where it is not said (the API's default). */
function dnsResolution(item: Item): ResourceGateway["dnsResolution"] {
  const field = item.get("resourceConfigDnsResolution");
  return oneOf(item, field, ["PUBLIC", "IN_VPC"]) ?? "PUBLIC";
}

/** Left out, it is AWS's default. */
function ipAddressType(item: Item): Pick<ResourceGateway, "ipAddressType"> {
  const found = oneOf(item, item.get("ipAddressType"), ["IPV4", "IPV6", "DUALSTACK"]);
  return found === undefined ? {} : { ipAddressType: found };
}

export function configurations(references: References): Topology["configurations"] {
  const items = references.inventory.eachOf(...types.configuration);
  return items.map((item): ResourceConfiguration => {
    const groupId = references.one(item, item.get("resourceConfigurationGroupId"), types.configuration);
    const target = targetOf(references, item);
    return {
      id: item.id,
      arn: item.arn ?? unknown(`${item.name} is created`),
      account: item.account,
      region: item.region,
      type: typeOf(item),
      ...(groupId === undefined ? {} : { groupId }),
      ...(target === undefined ? {} : { target }),
      portRanges: item.texts(item.get("portRanges")),
      gatewayId: gatewayOf(references, item),
      allowAssociationToShareableServiceNetwork: mayBeShareable(item),
      ...customDomain(item),
      active: isActive(item, "status"),
    };
  });
}

/** Only `aws` tells whether a domain is verified. */
function customDomain(item: Item): Pick<ResourceConfiguration, "customDomainName" | "domainVerified"> {
  const name = item.text(item.get("customDomainName"));
  if (name === undefined || name === "") return {};
  const status = item.get("domainVerificationStatus").text();
  const isAsked = !item.get("domainVerificationId").absent;
  const verified =
    status === undefined ? isAsked && unknown(`the domain of ${item.name} is verified`) : status === "VERIFIED";
  return { customDomainName: name, domainVerified: verified };
}

function typeOf(item: Item): ResourceConfiguration["type"] {
  const field = item.get(item.resource.native ? "resourceConfigurationType" : "type");
  // The provider's default.
  return oneOf(item, field, ["SINGLE", "GROUP", "CHILD", "ARN"]) ?? "SINGLE";
}

function mayBeShareable(item: Item): Maybe<boolean> {
  const { native } = item.resource;
  const field = item.get(`allowAssociationTo${native ? "Sharable" : "Shareable"}ServiceNetwork`);
  return item.flag(field) ?? false;
}

/** A child goes through its group's gateway. */
function gatewayOf(references: References, item: Item): Maybe<string> {
  const own = ownGateway(references, item);
  if (own !== undefined) return own;
  const group = references.target(item, item.get("resourceConfigurationGroupId"), types.configuration);
  const groups = typeof group === "object" && !isUnknown(group) ? ownGateway(references, group) : undefined;
  return groups ?? unknown(`the resource gateway of ${item.name} is known`);
}

function ownGateway(references: References, item: Item): Maybe<string> | undefined {
  const field = item.get(item.resource.native ? "resourceGatewayId" : "resourceGatewayIdentifier");
  return references.one(item, field, types.gateway);
}

const databaseTypes = [...types.instance, ...types.cluster, ...types.clusterInstance, ...types.proxy] as const;

function targetOf(references: References, item: Item): ResourceConfiguration["target"] {
  const definition = item.get("resourceConfigurationDefinition");
  if (definition.absent) return undefined;
  const arn = arnIn(definition);
  const domainName = definition.get("dnsResource").get("domainName");
  const address = definition.get("ipResource").get("ipAddress");
  const field = [arn, domainName].find((it) => it.known || it.unknown);
  if (field === undefined) return { ipAddress: address.text() ?? "" };
  const named = databaseOf(references, item, field);
  if (typeof named === "object" && !isUnknown(named) && isReaderEndpoint(references, named.databaseId, field)) {
    return { domainName: field.text() ?? "" };
  }
  if (isUnknown(named)) return named;
  if (typeof named === "string") return field === arn ? { databaseArn: named } : { domainName: named };
  return named;
}

/** An object in `aws`, the ARN itself in `aws-native`. */
function arnIn(definition: Field): Field {
  const resource = definition.get("arnResource");
  return resource.isObject() ? resource.get("arn") : resource;
}

/** The reader endpoint of a cluster leads to its readers only. */
function isReaderEndpoint({ inventory }: References, id: string, field: Field): boolean {
  const cluster = inventory.withId(id);
  const told = [cluster?.get("readerEndpoint"), cluster?.get("readEndpoint").get("address")].map((it) => it?.text());
  return field.text() !== undefined && told.includes(field.text());
}

/** The database an ARN or a host name leads to: an instance of a cluster stands for its cluster. */
function databaseOf(references: References, item: Item, field: Field): Maybe<string> | { databaseId: string } {
  const target = references.target(item, field, databaseTypes);
  if (target === undefined || typeof target === "string") return target ?? unknown(item.until(field));
  if (isUnknown(target)) return target;
  const cluster = references.one(
    target,
    target.get(target.resource.native ? "dbClusterIdentifier" : "clusterIdentifier"),
    types.cluster,
  );
  const isMember = target.resource.isOneOf(types.clusterInstance) && cluster !== undefined;
  if (!isMember) return { databaseId: target.id };
  return isUnknown(cluster) ? cluster : { databaseId: cluster };
}

function oneOf<T extends string>(item: Item, field: Field, words: readonly T[]): Maybe<T> | undefined {
  if (field.absent) return undefined;
  return words.find((word) => word === field.text()) ?? unknown(item.until(field));
}
