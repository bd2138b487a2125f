import { owned } from "../../../services/owned";
import {
  createAccessLogSubscription,
  deleteAccessLogSubscription,
  updateAccessLogSubscription,
} from "../../../services/vpc-lattice/access-log-subscriptions";
import { accessLogSubscriptionKind } from "../../../services/vpc-lattice/entities";
import { idOf, sameIdentifier } from "../../../services/vpc-lattice/find";
import { choice, output, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

export const accessLogSubscription = resourceType({
  token: "aws-native:vpclattice:AccessLogSubscription",
  label: "AWS::VpcLattice::AccessLogSubscription",
  fields: {
    destinationArn: text({ required: true }),
    resourceIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    // AWS fixes it at creation; CloudFormation does not say so.
    serviceNetworkLogType: choice(["SERVICE", "RESOURCE"], { computed: true, replaces: true }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
    resourceArn: output(text()),
    resourceId: output(text()),
  },
  create: async (call, { tags, ...inputs }) =>
    (await createAccessLogSubscription(call.services, call, { ...inputs, tags: tagsOf(tags) })).arn,
  read: (call, arn) => {
    const subscription = owned(call.services.store, accessLogSubscriptionKind, idOf(arn), call);
    if (subscription === undefined) return undefined;
    const { data, id } = subscription;
    return { ...data, resourceIdentifier: data.resourceId, tags: tagListOf(data.tags), arn, awsId: id };
  },
  update: (call, arn, { destinationArn, tags }) =>
    updateAccessLogSubscription(call.services, call, arn, { destinationArn, tags: tagsOf(tags) }),
  delete: (call, arn) => unlessGone(deleteAccessLogSubscription(call.services, call, arn)),
});
