import { sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createVpcAssociation,
  deleteVpcAssociation,
  findVpcAssociation,
  updateVpcAssociation,
} from "../../../services/vpc-lattice/vpc-associations";
import { choice, flag, listOf, object, output, setOf, tags, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType } from "../../resource-type";
import { dnsOptionsOf, preferences } from "./private-dns-preference";

export const serviceNetworkVpcAssociation = resourceType({
  token: "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  label: "VPC Lattice Service Network VPC Association",
  fields: {
    serviceNetworkIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    vpcIdentifier: text({ required: true, replaces: true }),
    securityGroupIds: listOf(text(), { maxLength: 5 }),
    privateDnsEnabled: flag({ computed: true, replaces: true }),
    dnsOptions: object(
      { privateDnsPreference: choice(preferences), privateDnsSpecifiedDomains: setOf(text(), { maxLength: 10 }) },
      { replaces: true },
    ),
    tags: tags(),
    arn: output(text()),
    createdBy: output(text()),
    status: output(text()),
  },
  create: async (call, { tags = {}, dnsOptions, ...inputs }) =>
    (await createVpcAssociation(call.services, call, { ...inputs, dnsOptions: dnsOptionsOf(dnsOptions), tags })).id,
  read: (call, id, state) =>
    unlessNotFound(() => {
      const { data, arn, account } = findVpcAssociation(call.services.store, call, id);
      const identifier = String(state.serviceNetworkIdentifier);
      const isSame = sameIdentifier(identifier, data.serviceNetworkId);
      return {
        ...data,
        serviceNetworkIdentifier: isSame ? identifier : data.serviceNetworkId,
        vpcIdentifier: data.vpcId,
        createdBy: account,
        arn,
      };
    }),
  update: (call, id, { securityGroupIds = [], tags = {} }) =>
    updateVpcAssociation(call.services, call, id, { securityGroupIds, tags }),
  delete: (call, id) => unlessGone(deleteVpcAssociation(call.services, call, id)),
});
