import { deleteAuthPolicy, putAuthPolicy } from "../../../services/vpc-lattice/auth-policies";
import { authPolicyKind } from "../../../services/vpc-lattice/entities";
import { idOf, sameIdentifier } from "../../../services/vpc-lattice/find";
import { owned } from "../../../services/owned";
import { json, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const authPolicy = resourceType({
  token: "aws:vpclattice/authPolicy:AuthPolicy",
  label: "VPC Lattice Auth Policy",
  fields: {
    resourceIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    policy: json({ required: true }),
    // The provider takes it and makes nothing of it: AWS derives it from the network's auth type.
    state: text({ computed: true }),
  },
  create: async (call, { resourceIdentifier, policy }) => {
    await putAuthPolicy(call.services, call, resourceIdentifier, oneLine(policy));
    return resourceIdentifier;
  },
  read: (call, id) => {
    const policy = owned(call.services.store, authPolicyKind, idOf(id), call);
    return policy && { resourceIdentifier: id, policy: policy.data.policy, state: policy.data.state };
  },
  update: async (call, id, { policy }) => {
    await putAuthPolicy(call.services, call, id, oneLine(policy));
  },
  delete: (call, id) => unlessGone(deleteAuthPolicy(call.services, call, id)),
});

/** AWS takes no line breaks; the provider takes them out. */
function oneLine(policy: string): string {
  return JSON.stringify(JSON.parse(policy));
}
