import { routeTableKind } from "../../../services/ec2/entities";
import {
  createRouteTable,
  deleteRouteTable,
  ownRoutes,
  setRoutes,
  tagRouteTable,
} from "../../../services/ec2/route-table";
import { owned } from "../../../services/owned";
import { object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { inlineRoute, inlineRouteFields, routeRequest } from "./route-fields";

export const routeTable = resourceType({
  token: "aws:ec2/routeTable:RouteTable",
  label: "EC2 Route Table",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    // Left out, it keeps what separate routes have put in.
    routes: setOf(object(inlineRouteFields), { computed: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    ownerId: output(text()),
  },
  create: async (call, { vpcId, routes = [], tags = {} }) =>
    (await createRouteTable(call.services, call, { vpcId, routes: routes.map(routeRequest), tags })).id,
  read: (call, id) => {
    const found = owned(call.services.store, routeTableKind, id, call);
    if (found === undefined) return undefined;
    const { vpcId, tags } = found.data;
    return { vpcId, routes: ownRoutes(found).map(inlineRoute), tags, ownerId: found.account, arn: found.arn };
  },
  update: async (call, id, { routes, tags = {} }) => {
    if (routes !== undefined) await setRoutes(call.services, call, id, routes.map(routeRequest));
    await tagRouteTable(call.services, call, id, tags);
  },
  delete: (call, id) => unlessGone(deleteRouteTable(call.services, call, id)),
});
