import type { Inventory } from "./inventory/inventory";
import type { Item } from "./inventory/item";
import { types } from "./inventory/resource-types";
import { stackNameOf } from "./source";

/** A resource, or a database that is adopted, under all the names a person may know it by. */
export interface Thing {
  /** Its id in the topology, and in the ids that an explanation names: AWS's, the ARN, or the URN. */
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  readonly logicalName: string;
  /** Names of the components it is part of, the outermost first. */
  readonly components: readonly string[];
  /** The stack's name; as a whole: `PROJECT/STACK`. */
  readonly stack: string;
  /** 12 digits; a phrase where it is not known. */
  readonly account: string;
  readonly region: string;
  /** As Pulumi and the provider tell it; none before the first update. */
  readonly physicalId?: string;
  readonly arn?: string;
  /** Of what AWS lets people name: a database's identifier, a function's name. */
  readonly givenName?: string;
  /** Planned only. */
  readonly planned: boolean;
  /** Only read by this stack (`get`). */
  readonly external: boolean;
}

export function thingsOf({ items }: Inventory): readonly Thing[] {
  const names = new Map([...new Set(items.map(({ source }) => source))].map((source) => [source, stackOf(source)]));
  return items
    .filter(({ resource }) => resource.providerUrn !== undefined || resource.isOneOf(types.adopted))
    .map((item) => thingOf(item, names.get(item.source) ?? item.source.name));
}

function stackOf(source: Item["source"]): string {
  const name = stackNameOf(source);
  return name === undefined ? source.name : `${name.project}/${name.stack}`;
}

function thingOf(item: Item, stack: string): Thing {
  const { id, arn, account, region, resource } = item;
  const physicalId = resource.get("id").text();
  const givenName = givenNames.map((property) => resource.get(property).text()).find((it) => it !== undefined);
  return {
    id,
    urn: resource.urn,
    type: resource.type,
    logicalName: resource.name,
    components: componentsOf(item),
    stack,
    account,
    region,
    ...(physicalId === undefined ? {} : { physicalId }),
    ...(arn === undefined ? {} : { arn }),
    ...(givenName === undefined ? {} : { givenName }),
    planned: !item.exists,
    external: resource.external,
  };
}

function componentsOf({ source, resource }: Pick<Item, "source" | "resource">): readonly string[] {
  const parent = resource.parentUrn === undefined ? undefined : source.stack.named(resource.parentUrn);
  if (parent === undefined || parent.type === "pulumi:pulumi:Stack") return [];
  return [...componentsOf({ source, resource: parent }), parent.name];
}

const givenNames = [
  "identifier",
  "clusterIdentifier",
  "dbInstanceIdentifier",
  "dbClusterIdentifier",
  "functionName",
  "serviceName",
  "name",
];
