import { defined } from "../../../services/defined";
import { serviceNetworkKind } from "../../../services/vpc-lattice/entities";
import { sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createVpcAssociation,
  deleteVpcAssociation,
  findVpcAssociation,
  updateVpcAssociation,
} from "../../../services/vpc-lattice/vpc-associations";
import { dnsOptionsOf, preferences } from "../../aws/vpclattice/private-dns-preference";
import { choice, flag, object, output, setOf, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

export const serviceNetworkVpcAssociation = resourceType({
  token: "aws-native:vpclattice:ServiceNetworkVpcAssociation",
  label: "AWS::VpcLattice::ServiceNetworkVpcAssociation",
  fields: {
    serviceNetworkIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    vpcIdentifier: text({ required: true, replaces: true }),
    securityGroupIds: setOf(text()),
    // Since November 2026 these two can be changed; the aws provider replaces for them all the same.
    privateDnsEnabled: flag({ computed: true }),
    dnsOptions: object({ privateDnsPreference: choice(preferences), privateDnsSpecifiedDomains: setOf(text()) }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
    createdAt: output(text()),
    serviceNetworkArn: output(text()),
    serviceNetworkId: output(text()),
    serviceNetworkName: output(text()),
    status: output(text()),
    vpcId: output(text()),
  },
  create: async (call, { dnsOptions, tags, ...inputs }) => {
    const request = { ...inputs, dnsOptions: dnsOptionsOf(dnsOptions), tags: tagsOf(tags) };
    return (await createVpcAssociation(call.services, call, request)).arn;
  },
  read: (call, arn) =>
    unlessNotFound(() => {
      const { data, id } = findVpcAssociation(call.services.store, call, arn);
      const network = call.services.store.get(serviceNetworkKind, data.serviceNetworkId);
      return {
        ...data,
        serviceNetworkIdentifier: data.serviceNetworkId,
        vpcIdentifier: data.vpcId,
        serviceNetworkArn: network?.arn,
        serviceNetworkName: network?.data.name,
        tags: tagListOf(data.tags),
        arn,
        awsId: id,
      };
    }),
  update: (call, arn, { securityGroupIds = [], privateDnsEnabled, dnsOptions, tags }) => {
    const dns = { ...defined({ privateDnsEnabled }), dnsOptions: dnsOptionsOf(dnsOptions) };
    return updateVpcAssociation(call.services, call, arn, { securityGroupIds, ...dns, tags: tagsOf(tags) });
  },
  delete: (call, arn) => unlessGone(deleteVpcAssociation(call.services, call, arn)),
});
