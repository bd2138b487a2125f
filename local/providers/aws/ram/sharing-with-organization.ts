import { organizationSharingKind } from "../../../services/ram/entities";
import { setOrganizationSharing } from "../../../services/ram/organization-sharing";
import { resourceType } from "../../resource-type";

export const sharingWithOrganization = resourceType({
  token: "aws:ram/sharingWithOrganization:SharingWithOrganization",
  label: "RAM Sharing With Organization",
  global: true,
  fields: {},
  create: async (call) => {
    await setOrganizationSharing(call.services, call, true);
    return call.account;
  },
  read: (call) => {
    const { organization } = call.services.settings;
    const sharing = call.services.store.get(organizationSharingKind, organization.id);
    return sharing?.data.enabled === true ? {} : undefined;
  },
  delete: (call) => setOrganizationSharing(call.services, call, false),
});
