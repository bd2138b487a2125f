import { owned } from "../../../services/owned";
import { sharePrincipalKind } from "../../../services/ram/entities";
import { hasLapsed } from "../../../services/ram/lapse";
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
    const { store, clock } = call.services;
    const association = owned(store, sharePrincipalKind, id, call);
    // Who has not answered the invitation in time is not in the share any more.
    if (association === undefined || hasLapsed(association, clock.now())) return undefined;
    const { resourceShareArn, associatedEntity: principal } = association.data;
    return { resourceShareArn, principal };
  },
  delete: (call, id) => {
    const [shareArn = "", principal = ""] = id.split(",");
    return unlessGone(disassociatePrincipal(call.services, call, shareArn, principal));
  },
});
