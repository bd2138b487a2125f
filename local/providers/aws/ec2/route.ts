import { routeTableKind } from "../../../services/ec2/entities";
import { destinationOf, type RouteRequest } from "../../../services/ec2/route";
import { createRoute, deleteRoute, ownRoutes, replaceRoute } from "../../../services/ec2/route-table";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { output, text } from "../../fields";
import { resourceType, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";

export const route = resourceType({
  token: "aws:ec2/route:Route",
  label: "EC2 Route",
  fields: {
    routeTableId: text({ required: true, replaces: true }),
    destinationCidrBlock: text({ replaces: true }),
    destinationIpv6CidrBlock: text({ replaces: true }),
    gatewayId: text(),
    networkInterfaceId: text(),
    vpcEndpointId: text(),
    timeouts,
    origin: output(text()),
    state: output(text()),
  },
  create: async (call, { routeTableId, timeouts: _, ...inputs }) => {
    const request: RouteRequest = defined(inputs);
    await createRoute(call.services, call, routeTableId, request);
    return `r-${routeTableId}_${destinationOf(request)}`;
  },
  read: (call, id, state) => {
    const { table, destination } = placeOf(id, state);
    const found = owned(call.services.store, routeTableKind, table, call);
    const kept = found && ownRoutes(found).find((it) => destinationOf(it) === destination);
    return kept && { ...kept, routeTableId: table };
  },
  update: (call, _id, { routeTableId, timeouts: _, ...inputs }) =>
    replaceRoute(call.services, call, routeTableId, defined(inputs)),
  delete: (call, id, state) => {
    const { table, destination } = placeOf(id, state);
    return deleteRoute(call.services, table, destination);
  },
});

/** Imports name a route `<table>_<destination>`; the provider's own ids begin with `r-`. */
function placeOf(id: string, { routeTableId }: Properties): { readonly table: string; readonly destination: string } {
  const [table = "", destination = ""] = id.replace(/^r-(?=rtb-)/, "").split("_");
  return { table: typeof routeTableId === "string" ? routeTableId : table, destination };
}
