import { attachRolePolicy, detachRolePolicy } from "../../../services/iam/attachment";
import { findRole } from "../../../services/iam/find";
import { deleteRolePolicy, inlinePolicies, putRolePolicy } from "../../../services/iam/role-policy";
import type { Call } from "../../resource-type";

/** Where a role lists its managed policies, it has those and no others; where it does not, they are left alone. */
export async function alignManagedPolicies(
  call: Call,
  roleName: string,
  wanted: readonly string[] | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const { services } = call;
  const attached = findRole(services.store, call, roleName).data.attachedPolicyArns;
  for (const arn of attached) if (!wanted.includes(arn)) await detachRolePolicy(services, call, roleName, arn);
  for (const arn of wanted) await attachRolePolicy(services, call, roleName, arn);
}

/** As `alignManagedPolicies`, for inline policies. */
export async function alignInlinePolicies(
  call: Call,
  roleName: string,
  wanted: readonly { readonly name: string; readonly policy: string }[] | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const { services } = call;
  for (const { data } of inlinePolicies(services.store, findRole(services.store, call, roleName))) {
    const isWanted = wanted.some((it) => it.name === data.policyName);
    if (!isWanted) await deleteRolePolicy(services, call, roleName, data.policyName);
  }
  for (const { name, policy } of wanted) {
    await putRolePolicy(services, call, { roleName, policyName: name, policyDocument: policy });
  }
}
