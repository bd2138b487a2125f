import { AwsError } from "../../ground/aws-error";
import type { Entity, Reads, Transaction } from "../../state/store";
import type { Caller } from "../services";
import { routeTableKind, vpcEndpointKind, type Route, type RouteTable, type VpcEndpoint } from "./entities";
import { findRouteTable } from "./find";

/** Whether a route is a gateway endpoint's, which no route table lists as one of its own. */
export function isEndpointRoute({ gatewayId = "" }: Pick<Route, "gatewayId">): boolean {
  return gatewayId.startsWith("vpce-");
}

/** Makes the endpoint's routes be in its route tables, and in no others. */
export function putEndpointRoutes(transaction: Transaction, caller: Caller, { id, data }: Entity<VpcEndpoint>): void {
  deleteEndpointRoutes(transaction, id);
  for (const tableId of data.routeTableIds) {
    const table = findRouteTable(transaction, caller, tableId);
    if (table.data.vpcId !== data.vpcId) {
      const message = `Route table ${tableId} belongs to ${table.data.vpcId}, not to ${data.vpcId}`;
      throw new AwsError("InvalidParameter", message);
    }
    checkFree(transaction, table, data);
    const route: Route = {
      destinationPrefixListId: data.prefixListId ?? "",
      gatewayId: id,
      origin: "CreateRoute",
      state: "active",
    };
    transaction.put({ ...table, data: { ...table.data, routes: [...table.data.routes, route] } });
  }
}

/** One route a service in a table. */
function checkFree(reads: Reads, table: Entity<RouteTable>, { serviceName = "" }: VpcEndpoint): void {
  const rival = table.data.routes
    .filter(isEndpointRoute)
    .find(({ gatewayId = "" }) => reads.get(vpcEndpointKind, gatewayId)?.data.serviceName === serviceName);
  if (rival === undefined) return;
  const message = `route table ${table.id} already has a route with destination-prefix-list-id ${rival.destinationPrefixListId ?? ""}`;
  throw new AwsError("RouteAlreadyExists", message);
}

/** Takes the endpoint's routes out of every table. */
export function deleteEndpointRoutes(transaction: Transaction, endpointId: string): void {
  const isOwn = ({ gatewayId }: Route): boolean => gatewayId === endpointId;
  for (const table of transaction.list(routeTableKind, ({ data }) => data.routes.some(isOwn))) {
    const routes = table.data.routes.filter((route) => !isOwn(route));
    transaction.put({ ...table, data: { ...table.data, routes } });
  }
}

/** A route table that goes is no endpoint's any more. */
export function forgetRouteTable(transaction: Transaction, tableId: string): void {
  const isUser = ({ routeTableIds }: VpcEndpoint): boolean => routeTableIds.includes(tableId);
  for (const endpoint of transaction.list(vpcEndpointKind, ({ data }) => isUser(data))) {
    const routeTableIds = endpoint.data.routeTableIds.filter((id) => id !== tableId);
    transaction.put({ ...endpoint, data: { ...endpoint.data, routeTableIds } });
  }
}
