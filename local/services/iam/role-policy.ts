import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { checkIdentityPolicy } from "./check-policy";
import { rolePolicyKind, type Role, type RolePolicy } from "./entities";
import { findRole, iamEntity, roleNamed } from "./find";
import { checkSize } from "./policy-size";

/** PutRolePolicy: all inline policies of a role together have at most 10,240 characters. */
export function putRolePolicy(services: Pick<Services, "store">, caller: Caller, request: RolePolicy): Promise<void> {
  return services.store.transaction((transaction) => {
    const role = findRole(transaction, caller, request.roleName);
    if (!/^[\w+=,.@-]{1,128}$/.test(request.policyName)) {
      const message = `The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_- and have 1 to 128 of them`;
      throw new AwsError("ValidationError", message);
    }
    checkIdentityPolicy(request.policyDocument);
    const others = inlinePolicies(transaction, role).filter((it) => it.data.policyName !== request.policyName);
    const all = [...others.map((it) => it.data.policyDocument), request.policyDocument].join("");
    checkSize(all, 10240, `Maximum policy size of 10240 bytes exceeded for role ${request.roleName}`);
    const id = `${role.id}:${request.policyName}`;
    const data = { ...request, roleName: role.data.roleName };
    transaction.put(iamEntity(rolePolicyKind, id, id, caller, data));
  });
}

/** DeleteRolePolicy. Gone already (with its role, say) is no error. */
export async function deleteRolePolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  roleName: string,
  policyName: string,
): Promise<void> {
  const policy = rolePolicy(services.store, caller, roleName, policyName);
  if (policy !== undefined) await services.store.delete(rolePolicyKind, policy.id);
}

export function rolePolicy(
  reads: Reads,
  caller: Pick<Caller, "account">,
  roleName: string,
  policyName: string,
): Entity<RolePolicy> | undefined {
  const role = roleNamed(reads, caller, roleName);
  return role === undefined ? undefined : reads.get(rolePolicyKind, `${role.id}:${policyName}`);
}

export function inlinePolicies(reads: Reads, role: Entity<Role>): readonly Entity<RolePolicy>[] {
  return reads.list(rolePolicyKind, (it) => it.id.startsWith(`${role.id}:`));
}
