import type { Entity } from "../../state/store";
import { globalArnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import type { Caller, Services } from "../services";
import { attachmentProblem } from "./attachment";
import { checkTrustPolicy } from "./check-policy";
import { roleKind, rolePolicyKind, type Role } from "./entities";
import { findRole, iamEntity, roleNamed } from "./find";
import { checkSize } from "./policy-size";
import { uniqueId } from "./unique-id";

/** What a caller may change about a role. */
export interface RoleSettings extends Pick<
  Role,
  "description" | "assumeRolePolicyDocument" | "maxSessionDuration" | "tags"
> {
  readonly permissionsBoundary?: string | undefined;
}

export interface CreateRoleRequest extends RoleSettings {
  readonly roleName: string;
  readonly path: string;
}

/** CreateRole: names are unique in the account, the trust policy is well-formed and names what exists. */
export function createRole(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateRoleRequest,
): Promise<Entity<Role>> {
  const { roleName, path } = request;
  return services.store.transaction((transaction) => {
    checkName(roleName, path);
    if (roleNamed(transaction, caller, roleName) !== undefined) {
      throw new AwsError("EntityAlreadyExists", `Role with name ${roleName} already exists.`);
    }
    checkSettings(request);
    checkTrustPolicy(transaction, request.assumeRolePolicyDocument);
    checkBoundary(services, caller, request.permissionsBoundary);
    const arn = globalArnOf(caller, "iam", `role${path}${roleName}`);
    const data = defined({
      ...request,
      roleId: uniqueId("AROA", services.ids),
      attachedPolicyArns: [],
      createDate: services.clock.now().toISOString(),
    });
    const role = iamEntity(roleKind, arn, arn, caller, data);
    transaction.put(role);
    return role;
  });
}

/** UpdateRole, UpdateAssumeRolePolicy, Put/DeleteRolePermissionsBoundary and TagRole. */
export function modifyRole(
  services: Pick<Services, "store">,
  caller: Caller,
  roleName: string,
  settings: RoleSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const role = findRole(transaction, caller, roleName);
    checkSettings(settings);
    checkTrustPolicy(transaction, settings.assumeRolePolicyDocument);
    checkBoundary(services, caller, settings.permissionsBoundary);
    transaction.put({ ...role, data: defined({ ...role.data, ...settings }) });
  });
}

/** DeleteRole: refused while a policy is attached or inline; `force` removes those first, as the provider can. */
export function deleteRole(
  services: Pick<Services, "store">,
  caller: Caller,
  roleName: string,
  force: boolean,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const role = findRole(transaction, caller, roleName);
    const inline = transaction.list(rolePolicyKind, (it) => it.id.startsWith(`${role.id}:`));
    if (!force && role.data.attachedPolicyArns.length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.");
    }
    if (!force && inline.length > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.");
    }
    for (const policy of inline) transaction.delete(rolePolicyKind, policy.id);
    transaction.delete(roleKind, role.id);
  });
}

function checkName(roleName: string, path: string): void {
  if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) {
    const message = `The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_- and have 1 to 64 of them`;
    throw new AwsError("ValidationError", message);
  }
  if (!/^\/([!-~]+\/)?$/.test(path) || path.length > 512) {
    throw new AwsError("ValidationError", `The specified value for path is invalid. It must begin and end with /`);
  }
}

function checkSettings({ maxSessionDuration, description, assumeRolePolicyDocument }: RoleSettings): void {
  if (maxSessionDuration < 3600 || maxSessionDuration > 43200) {
    const message = `1 validation error detected: Value '${maxSessionDuration}' at 'maxSessionDuration' failed to satisfy constraint: Member must be between 3600 and 43200`;
    throw new AwsError("ValidationError", message);
  }
  if (description.length > 1000) {
    const message = `1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000`;
    throw new AwsError("ValidationError", message);
  }
  checkSize(assumeRolePolicyDocument, 2048, "Cannot exceed quota for ACLSizePerRole: 2048");
}

function checkBoundary(services: Pick<Services, "store">, caller: Caller, arn: string | undefined): void {
  if (arn === undefined) return;
  const problem = attachmentProblem(services.store, caller, arn);
  if (problem !== undefined) throw problem;
}
