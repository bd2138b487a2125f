import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Route, RouteTable } from "../../reachability/network-topology";
import type { Item } from "../inventory/item";
import { MainTables } from "./main-tables";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { Propagations } from "./propagations";
import { inlineRoutes } from "./routes";
import { SeparateRoutes } from "./separate-routes";
import { SubnetAssociations } from "./subnet-associations";
import { unread, unreadParts } from "./unread-parts";
import { routeTableParts, VpcParts } from "./vpc-parts";

const associationTypes = [
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws-native:ec2:SubnetRouteTableAssociation",
] as const;

/** All that is read of route tables, however it is written. */
interface TableSources {
  readonly parts: VpcParts;
  readonly associations: SubnetAssociations;
  readonly separate: SeparateRoutes;
  readonly main: MainTables;
  readonly propagations: Propagations;
}

export function routeTables(references: References): readonly RouteTable[] {
  const parts = new VpcParts(references, routeTableParts);
  const sources = {
    parts,
    associations: new SubnetAssociations(parts, associationTypes, "routeTableId"),
    separate: new SeparateRoutes(parts),
    main: new MainTables(parts),
    propagations: new Propagations(parts),
  };
  const written = references.inventory.eachOf(...types.routeTable).map((item) => writtenTable(sources, item));
  const listed = [...written, ...originalTables(sources, new Set(written.map(({ id }) => id)))];
  const withDefault = listed.map((it) => ({ ...it, isDefault: it.isMain }));
  const others = unreadParts(parts, sources.associations, withDefault).map(({ isDefault, ...it }) => {
    return { ...it, isMain: isDefault, routes: unread(it.id) };
  });
  return [...listed, ...others];
}

function writtenTable({ parts, associations, separate, main, propagations }: TableSources, item: Item): RouteTable {
  const vpcId = parts.vpcOf(item) ?? unknown(item.until(item.told("vpcId")));
  return {
    id: item.id,
    account: item.account,
    vpcId,
    isMain: main.isMain(item.id, vpcId, parts.isDefault(item), item.source.name),
    subnetIds: associations.with([], item.id, item),
    routes: routesOf(parts, item, separate.of(item.id, item.source.name)),
    ...propagations.into(item.id, item.source.name, item),
  };
}

function routesOf({ references }: VpcParts, item: Item, separate: readonly Route[]): Maybe<readonly Route[]> {
  const inline = inlineRoutes(references, item);
  return item.holds("routes") ? [...inline, ...separate] : [...separate, ...unexplained(item, inline, separate)];
}

/**
 * A table without inline routes in the program tells those it had when it was last read. What no route of its own explains
 * may be gone by now; but those to gateway endpoints AWS makes itself.
 */
function unexplained(item: Item, observed: readonly Route[], separate: readonly Route[]): readonly Route[] {
  const explained = new Set(separate.map((route) => JSON.stringify(route)));
  return observed
    .filter((route) => !explained.has(JSON.stringify(route)))
    .map((route) => {
      const isEndpoint = !isUnknown(route.target) && ["endpoint", "local"].includes(route.target.kind);
      return isEndpoint ? route : { ...route, target: unknown(`${item.name} is refreshed`) };
    });
}

/** The tables that AWS makes with VPCs, as it makes them but for what names them. */
function originalTables(sources: TableSources, written: ReadonlySet<string>): readonly RouteTable[] {
  const { parts, associations, separate, main, propagations } = sources;
  const named = new Set([...associations.named, ...separate.named, ...propagations.named]);
  return parts.references.inventory
    .eachOf("aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc")
    .filter((vpc) => !vpc.resource.external && !written.has(parts.defaultOf(vpc)))
    .filter((vpc) => named.has(parts.defaultOf(vpc)) || main.isOpen(vpc))
    .map((vpc) => {
      const id = parts.defaultOf(vpc);
      return {
        id,
        account: vpc.account,
        vpcId: vpc.id,
        isMain: main.isMain(id, vpc.id, true, vpc.source.name),
        subnetIds: associations.with([], id),
        routes: separate.of(id, vpc.source.name),
        ...propagations.into(id, vpc.source.name),
      };
    });
}
