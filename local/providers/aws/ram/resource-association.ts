import { owned } from "../../../services/owned";
import { shareResourceKind } from "../../../services/ram/entities";
import { associateResource, disassociateResource } from "../../../services/ram/share-resources";
import { text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const resourceAssociation = resourceType({
  token: "aws:ram/resourceAssociation:ResourceAssociation",
  label: "RAM Resource Association",
  fields: {
    resourceArn: text({ required: true, replaces: true }),
    resourceShareArn: text({ required: true, replaces: true }),
  },
  create: async (call, { resourceShareArn, resourceArn }) =>
    (await associateResource(call.services, call, resourceShareArn, resourceArn)).id,
  read: (call, id) => {
    const association = owned(call.services.store, shareResourceKind, id, call)?.data;
    return association && { resourceShareArn: association.resourceShareArn, resourceArn: association.associatedEntity };
  },
  delete: (call, id) => {
    const [shareArn = "", resourceArn = ""] = id.split(",");
    return unlessGone(disassociateResource(call.services, call, shareArn, resourceArn));
  },
});
