import type { Entity } from "../../state/store";
import { globalArnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { attachmentCount } from "./attachment";
import { checkIdentityPolicy } from "./check-policy";
import { policyKind, type Policy } from "./entities";
import { findPolicy, iamEntity } from "./find";
import { checkSize } from "./policy-size";
import { uniqueId } from "./unique-id";

/** CreatePolicy: well-formed, at most 6,144 characters. */
export function createPolicy(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: Omit<Policy, "policyId">,
): Promise<Entity<Policy>> {
  return services.store.transaction((transaction) => {
    checkDocument(request.policyDocument);
    const arn = globalArnOf(caller, "iam", `policy${request.path}${request.policyName}`);
    if (transaction.get(policyKind, arn) !== undefined) {
      throw new AwsError("EntityAlreadyExists", `A policy called ${request.policyName} already exists.`);
    }
    const data = { ...request, policyId: uniqueId("ANPA", services.ids) };
    const policy = iamEntity(policyKind, arn, arn, caller, data);
    transaction.put(policy);
    return policy;
  });
}

/** CreatePolicyVersion as the default one, and TagPolicy. Older versions are not kept. */
export function modifyPolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  arn: string,
  changes: Pick<Policy, "policyDocument" | "tags">,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const policy = findPolicy(transaction, caller, arn);
    checkDocument(changes.policyDocument);
    transaction.put({ ...policy, data: { ...policy.data, ...changes } });
  });
}

/** DeletePolicy: refused while it is attached. */
export function deletePolicy(services: Pick<Services, "store">, caller: Caller, arn: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findPolicy(transaction, caller, arn);
    if (attachmentCount(transaction, arn) > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.");
    }
    transaction.delete(policyKind, arn);
  });
}

function checkDocument(policyDocument: string): void {
  checkIdentityPolicy(policyDocument);
  checkSize(policyDocument, 6144, "Cannot exceed quota for PolicySize: 6144");
}
