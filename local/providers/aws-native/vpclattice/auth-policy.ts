import { owned } from "../../../services/owned";
import { deleteAuthPolicy, putAuthPolicy } from "../../../services/vpc-lattice/auth-policies";
import { authPolicyKind } from "../../../services/vpc-lattice/entities";
import { idOf, sameIdentifier } from "../../../services/vpc-lattice/find";
import { json, output, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const authPolicy = resourceType({
  token: "aws-native:vpclattice:AuthPolicy",
  label: "AWS::VpcLattice::AuthPolicy",
  fields: {
    resourceIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    policy: json({ required: true }),
    state: output(text()),
  },
  create: async (call, { resourceIdentifier, policy }) => {
    await putAuthPolicy(call.services, call, resourceIdentifier, oneLine(policy));
    return resourceIdentifier;
  },
  read: (call, id) => {
    const policy = owned(call.services.store, authPolicyKind, idOf(id), call);
    if (policy === undefined) return undefined;
    return { resourceIdentifier: id, policy: JSON.parse(policy.data.policy) as unknown, state: policy.data.state };
  },
  update: async (call, id, { policy }) => {
    await putAuthPolicy(call.services, call, id, oneLine(policy));
  },
  delete: (call, id) => unlessGone(deleteAuthPolicy(call.services, call, id)),
});

/** The policy is a document or its text. */
function oneLine(policy: unknown): string {
  return JSON.stringify(typeof policy === "string" ? JSON.parse(policy) : policy);
}
