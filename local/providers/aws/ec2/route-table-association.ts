import { routeTableAssociationKind } from "../../../services/ec2/entities";
import { associateRouteTable, disassociateRouteTable } from "../../../services/ec2/route-table-association";
import { RequestError } from "../../../ground/request-error";
import { allOwned, owned } from "../../../services/owned";
import { text } from "../../fields";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";

/** Gateways (edge associations) are not modelled: only subnets. */
export const routeTableAssociation = resourceType({
  token: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  label: "EC2 Route Table Association",
  fields: {
    routeTableId: text({ required: true, replaces: true }),
    subnetId: text({ required: true, replaces: true }),
    timeouts,
  },
  deleteBeforeReplace: true,
  importId: (call, given) => {
    const [, subnetId, routeTableId] = /^(subnet-[0-9a-f]+)\/(rtb-[0-9a-f]+)$/.exec(given) ?? [];
    if (subnetId === undefined) {
      const expected = "'subnet ID/route table ID' or 'gateway ID/route table ID'";
      throw new RequestError(`unexpected format for import: ${given}. Use ${expected}`);
    }
    const own = allOwned(call.services.store, routeTableAssociationKind, call);
    return own.find(({ data }) => data.subnetId === subnetId && data.routeTableId === routeTableId)?.id;
  },
  create: async (call, { routeTableId, subnetId }) =>
    (await associateRouteTable(call.services, call, { routeTableId, subnetId })).id,
  read: (call, id) => {
    const found = owned(call.services.store, routeTableAssociationKind, id, call);
    return found && { routeTableId: found.data.routeTableId, subnetId: found.data.subnetId };
  },
  delete: (call, id) => disassociateRouteTable(call.services, call, id),
});
