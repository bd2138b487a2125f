import { owned } from "../../../services/owned";
import {
  createAccessLogSubscription,
  deleteAccessLogSubscription,
  updateAccessLogSubscription,
} from "../../../services/vpc-lattice/access-log-subscriptions";
import { accessLogSubscriptionKind } from "../../../services/vpc-lattice/entities";
import { sameIdentifier } from "../../../services/vpc-lattice/find";
import { choice, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { sameLogGroup } from "../same-log-group";
import { resourceType } from "../../resource-type";

export const accessLogSubscription = resourceType({
  token: "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
  label: "VPC Lattice Access Log Subscription",
  fields: {
    destinationArn: text({ required: true, replaces: true, same: sameLogGroup }),
    resourceIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    serviceNetworkLogType: choice(["SERVICE", "RESOURCE"], { computed: true, replaces: true }),
    tags: tags(),
    arn: output(text()),
    resourceArn: output(text()),
  },
  create: async (call, { tags = {}, ...inputs }) =>
    (await createAccessLogSubscription(call.services, call, { ...inputs, tags })).id,
  read: (call, id, state) => {
    const subscription = owned(call.services.store, accessLogSubscriptionKind, id, call);
    if (subscription === undefined) return undefined;
    const { data, arn } = subscription;
    const identifier = String(state.resourceIdentifier);
    return {
      ...data,
      resourceIdentifier: sameIdentifier(identifier, data.resourceId) ? identifier : data.resourceId,
      arn,
    };
  },
  update: (call, id, { tags = {} }) => updateAccessLogSubscription(call.services, call, id, { tags }),
  delete: (call, id) => unlessGone(deleteAccessLogSubscription(call.services, call, id)),
});
