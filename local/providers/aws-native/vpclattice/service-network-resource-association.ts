import { idOf, sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createResourceAssociation,
  deleteResourceAssociation,
  findResourceAssociation,
  tagResourceAssociation,
} from "../../../services/vpc-lattice/resource-associations";
import { flag, output, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

/** It has no DNS name among its outputs: `@pulumi/aws` has. */
export const serviceNetworkResourceAssociation = resourceType({
  token: "aws-native:vpclattice:ServiceNetworkResourceAssociation",
  label: "AWS::VpcLattice::ServiceNetworkResourceAssociation",
  fields: {
    resourceConfigurationId: text({ required: true, replaces: true, pattern: /^rcfg-[0-9a-z]{17}$/ }),
    serviceNetworkId: text({ required: true, replaces: true, same: sameIdentifier }),
    privateDnsEnabled: flag({ computed: true, replaces: true }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
  },
  create: async (call, inputs) => {
    const association = await createResourceAssociation(call.services, call, {
      resourceConfigurationIdentifier: inputs.resourceConfigurationId,
      serviceNetworkIdentifier: inputs.serviceNetworkId,
      privateDnsEnabled: inputs.privateDnsEnabled,
      tags: tagsOf(inputs.tags),
    });
    return association.arn;
  },
  read: (call, arn) =>
    unlessNotFound(() => {
      const { data, id } = findResourceAssociation(call.services.store, call, idOf(arn));
      const { resourceConfigurationId, serviceNetworkId, privateDnsEnabled } = data;
      const tags = tagListOf(data.tags);
      return { resourceConfigurationId, serviceNetworkId, privateDnsEnabled, tags, arn, awsId: id };
    }),
  update: (call, arn, { tags }) => tagResourceAssociation(call.services, call, idOf(arn), tagsOf(tags)),
  delete: (call, arn) => unlessGone(deleteResourceAssociation(call.services, call, idOf(arn))),
});
