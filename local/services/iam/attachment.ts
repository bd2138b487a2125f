import type { Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../not-modelled";
import type { Caller, Services } from "../services";
import { policyKind, roleKind } from "./entities";
import { findRole } from "./find";
import { isAwsManaged, managedPolicy } from "./managed-policies";

/** AWS's quota of managed policies on a role. */
const maximumAttachments = 10;

/** AttachRolePolicy. Attaching twice is no error. */
export function attachRolePolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  roleName: string,
  policyArn: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const role = findRole(transaction, caller, roleName);
    const problem = attachmentProblem(transaction, caller, policyArn);
    if (problem !== undefined) throw problem;
    const attached = role.data.attachedPolicyArns;
    if (attached.includes(policyArn)) return;
    if (attached.length >= maximumAttachments) {
      throw new AwsError("LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${maximumAttachments}`);
    }
    transaction.put({ ...role, data: { ...role.data, attachedPolicyArns: [...attached, policyArn] } });
  });
}

/** DetachRolePolicy. */
export function detachRolePolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  roleName: string,
  policyArn: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const role = findRole(transaction, caller, roleName);
    if (!role.data.attachedPolicyArns.includes(policyArn)) {
      throw new AwsError("NoSuchEntity", `Policy ${policyArn} was not found.`);
    }
    const left = role.data.attachedPolicyArns.filter((it) => it !== policyArn);
    transaction.put({ ...role, data: { ...role.data, attachedPolicyArns: left } });
  });
}

/** How many roles a managed policy is attached to. */
export function attachmentCount(reads: Reads, policyArn: string): number {
  return reads.list(roleKind, (it) => it.data.attachedPolicyArns.includes(policyArn)).length;
}

/** Why a policy cannot be attached, or undefined. Throws NotModelledError for one of AWS's that is not known here. */
export function attachmentProblem(reads: Reads, { account }: Caller, policyArn: string): AwsError | undefined {
  if (isAwsManaged(policyArn)) {
    if (managedPolicy(policyArn) !== undefined) return undefined;
    throw new NotModelledError(`the AWS managed policy ${policyArn}`, "use a policy of your own");
  }
  if (reads.get(policyKind, policyArn)?.account === account) return undefined;
  return new AwsError("NoSuchEntity", `Policy ${policyArn} does not exist or is not attachable.`);
}
