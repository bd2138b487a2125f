import { owned } from "../../../services/owned";
import { sharePrincipalKind } from "../../../services/ram/entities";
import { associatePrincipal, disassociatePrincipal } from "../../../services/ram/share-principals";
import { text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const principalAssociation = resourceType({
  token: "aws:ram/principalAssociation:PrincipalAssociation",
  label: "RAM Principal Association",
  fields: {
    principal: text({ required: true, replaces: true }),
    resourceShareArn: text({ required: true, replaces: true }),
  },
  create: async (call, { resourceShareArn, principal }) =>
    (await associatePrincipal(call.services, call, resourceShareArn, principal)).id,
  read: (call, id) => {
    const association = owned(call.services.store, sharePrincipalKind, id, call)?.data;
    return association && { resourceShareArn: association.resourceShareArn, principal: association.associatedEntity };
  },
  delete: (call, id) => {
    const [shareArn = "", principal = ""] = id.split(",");
    return unlessGone(disassociatePrincipal(call.services, call, shareArn, principal));
  },
});
