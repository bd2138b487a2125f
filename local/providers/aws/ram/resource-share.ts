import { owned } from "../../../services/owned";
import { resourceShareKind } from "../../../services/ram/entities";
import { permissionsOf } from "../../../services/ram/permissions";
import { createResourceShare, deleteResourceShare, updateResourceShare } from "../../../services/ram/resource-shares";
import { flag, object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const resourceShare = resourceType({
  token: "aws:ram/resourceShare:ResourceShare",
  label: "RAM Resource Share",
  fields: {
    name: text({ autoName: { maxLength: 255 } }),
    // The API's own default is true.
    allowExternalPrincipals: flag({ default: false }),
    permissionArns: setOf(text(), { computed: true, replaces: true }),
    resourceShareConfiguration: object(
      { retainSharingOnAccountLeaveOrganization: flag({ computed: true }) },
      { computed: true },
    ),
    tags: tags(),
    arn: output(text()),
  },
  create: async (call, { name, allowExternalPrincipals, permissionArns = [], tags = {}, ...inputs }) => {
    const share = await createResourceShare(call.services, call, {
      name,
      allowExternalPrincipals,
      permissionArns,
      tags,
      resourceShareConfiguration: configurationOf(inputs.resourceShareConfiguration),
    });
    return share.id;
  },
  read: (call, id) => {
    const share = owned(call.services.store, resourceShareKind, id, call);
    return share && { ...share.data, permissionArns: permissionsOf(call.services.store, id), arn: share.arn };
  },
  update: (call, id, { name, allowExternalPrincipals, tags = {}, resourceShareConfiguration }) =>
    updateResourceShare(call.services, call, id, {
      name,
      allowExternalPrincipals,
      tags,
      ...(resourceShareConfiguration && { resourceShareConfiguration: configurationOf(resourceShareConfiguration) }),
    }),
  delete: (call, id) => unlessGone(deleteResourceShare(call.services, call, id)),
});

function configurationOf(
  configuration: { readonly retainSharingOnAccountLeaveOrganization: boolean | undefined } | undefined,
): { readonly retainSharingOnAccountLeaveOrganization: boolean } {
  return { retainSharingOnAccountLeaveOrganization: configuration?.retainSharingOnAccountLeaveOrganization ?? false };
}
