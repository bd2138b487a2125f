import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { routeTableAssociationKind, routeTableKind, type Route, type RouteTable, type Tags, vpcKind } from "./entities";
import { forgetRouteTable, isEndpointRoute } from "./endpoint-routes";
import { findRouteTable, findVpc } from "./find";
import { checkRoute, destinationOf, localRoute, type RouteRequest } from "./route";

type Stored = Pick<Services, "store">;

/** CreateRouteTable, with the routes of `routes` beside the VPC's own. */
export function createRouteTable(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: { readonly vpcId: string; readonly routes: readonly RouteRequest[]; readonly tags: Tags },
): Promise<Entity<RouteTable>> {
  const { vpcId, tags } = request;
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, vpcId);
    const routeTableId = `rtb-${services.ids.hex(17)}`;
    const routes = [localRoute(vpc.data.cidrBlock)];
    const table = ec2Entity(routeTableKind, routeTableId, caller, { routeTableId, vpcId, routes, tags });
    transaction.put(table);
    putRoutes(transaction, caller, table, request.routes);
    return table;
  });
}

/** Makes `routes` all the routes beside the VPC's own. */
export function setRoutes(
  services: Stored,
  caller: Caller,
  id: string,
  routes: readonly RouteRequest[],
): Promise<void> {
  return services.store.transaction((transaction) => {
    putRoutes(transaction, caller, findRouteTable(transaction, caller, id), routes);
  });
}

/** CreateRoute: refused where the table has a route to the same destination. */
export function createRoute(services: Stored, caller: Caller, id: string, route: RouteRequest): Promise<void> {
  return services.store.transaction((transaction) => {
    const table = findRouteTable(transaction, caller, id);
    putRoutes(transaction, caller, table, [...ownRoutes(table), route]);
  });
}

/** ReplaceRoute: another target for the destination. */
export function replaceRoute(services: Stored, caller: Caller, id: string, route: RouteRequest): Promise<void> {
  return services.store.transaction((transaction) => {
    const table = findRouteTable(transaction, caller, id);
    const others = ownRoutes(table).filter((it) => destinationOf(it) !== destinationOf(route));
    putRoutes(transaction, caller, table, [...others, route]);
  });
}

/** DeleteRoute. One that is gone already is no error. */
export function deleteRoute(services: Stored, id: string, destination: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const table = transaction.get(routeTableKind, id);
    if (table === undefined) return;
    const [local] = table.data.routes;
    const kept = table.data.routes.filter((it) => it === local || destinationOf(it) !== destination);
    transaction.put({ ...table, data: { ...table.data, routes: kept } });
  });
}

export function tagRouteTable(services: Stored, caller: Caller, id: string, tags: Tags): Promise<void> {
  return services.store.transaction((transaction) => {
    const table = findRouteTable(transaction, caller, id);
    transaction.put({ ...table, data: { ...table.data, tags } });
  });
}

/** DeleteRouteTable: refused for a VPC's main one, and while a subnet is associated. */
export function deleteRouteTable(services: Stored, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findRouteTable(transaction, caller, id);
    const isUsed =
      transaction.list(vpcKind).some((it) => it.data.mainRouteTableId === id) ||
      transaction.list(routeTableAssociationKind).some((it) => it.data.routeTableId === id);
    if (isUsed) {
      throw new AwsError("DependencyViolation", `The routeTable '${id}' has dependencies and cannot be deleted.`);
    }
    forgetRouteTable(transaction, id);
    transaction.delete(routeTableKind, id);
  });
}

/** Marks the routes whose target is gone, as AWS does. */
export function blackholeRoutes(transaction: Transaction, gatewayId: string): void {
  const leadsThere = (route: Route): boolean => route.gatewayId === gatewayId;
  for (const table of transaction.list(routeTableKind, (it) => it.data.routes.some(leadsThere))) {
    const routes = table.data.routes.map((it) => (leadsThere(it) ? { ...it, state: "blackhole" as const } : it));
    transaction.put({ ...table, data: { ...table.data, routes } });
  }
}

/** The routes somebody wrote: all but the VPC's own, and those of gateway endpoints. */
export function ownRoutes(table: Entity<RouteTable>): readonly Route[] {
  return table.data.routes.filter(isWritten);
}

function isWritten(route: Route): boolean {
  return route.origin === "CreateRoute" && !isEndpointRoute(route);
}

function putRoutes(
  transaction: Transaction,
  caller: Caller,
  table: Entity<RouteTable>,
  routes: readonly RouteRequest[],
): void {
  const kept = table.data.routes.filter((route) => !isWritten(route));
  const seen = kept.map(destinationOf);
  const checked = routes.map((route) => {
    const destination = destinationOf(route);
    if (seen.includes(destination)) {
      throw new AwsError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
    }
    seen.push(destination);
    return checkRoute(transaction, caller, table.data, route);
  });
  transaction.put({ ...table, data: { ...table.data, routes: [...kept, ...checked] } });
}
