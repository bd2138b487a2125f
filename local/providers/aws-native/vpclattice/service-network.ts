import { owned } from "../../../services/owned";
import { serviceNetworkKind } from "../../../services/vpc-lattice/entities";
import { idOf } from "../../../services/vpc-lattice/find";
import {
  createServiceNetwork,
  deleteServiceNetwork,
  updateServiceNetwork,
} from "../../../services/vpc-lattice/service-networks";
import { choice, flag, object, output, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

export const serviceNetwork = resourceType({
  token: "aws-native:vpclattice:ServiceNetwork",
  label: "AWS::VpcLattice::ServiceNetwork",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 63 } }),
    authType: choice(["NONE", "AWS_IAM"], { computed: true }),
    sharingConfig: object({ enabled: flag({ required: true }) }, { replaces: true }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
    createdAt: output(text()),
    lastUpdatedAt: output(text()),
  },
  create: async (call, { name, authType = "NONE", sharingConfig, tags }) => {
    const request = { name, authType, sharingConfig, tags: tagsOf(tags) };
    return (await createServiceNetwork(call.services, call, request)).arn;
  },
  read: (call, arn) => {
    const network = owned(call.services.store, serviceNetworkKind, idOf(arn), call);
    if (network === undefined) return undefined;
    const { name, authType, sharingConfig, createdAt, tags } = network.data;
    return { name, authType, sharingConfig, createdAt, tags: tagListOf(tags), arn, awsId: network.id };
  },
  update: (call, arn, { authType = "NONE", tags }) =>
    updateServiceNetwork(call.services, call, arn, { authType, tags: tagsOf(tags) }),
  delete: (call, arn) => unlessGone(deleteServiceNetwork(call.services, call, arn)),
});
