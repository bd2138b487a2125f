import { putRolePolicy } from "../../../../local/services/iam/role-policy";
import { createRole } from "../../../../local/services/iam/role";
import type { AwsPrincipal } from "../../../../local/services/iam/principal";
import type { Caller, Services } from "../../../../local/services/services";

/** A policy of one statement. */
export function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** A trust policy that lets these accounts, roles or services in. */
export function trust(principal: object | string, condition?: object): string {
  return policy({ Principal: principal, Action: "sts:AssumeRole", ...(condition && { Condition: condition }) });
}

export async function roleWith(
  services: Services,
  caller: Caller,
  roleName: string,
  { trusts = trust({ Service: "ec2.amazonaws.com" }), allows = [] as readonly string[] } = {},
) {
  const role = await createRole(services, caller, {
    ...{ roleName, path: "/", description: "", maxSessionDuration: 3600, tags: {} },
    assumeRolePolicyDocument: trusts,
  });
  for (const [index, policyDocument] of allows.entries()) {
    await putRolePolicy(services, caller, { roleName, policyName: `policy-${index}`, policyDocument });
  }
  return role;
}

/** Somebody who works as the role. */
export function sessionOf(role: { readonly arn: string; readonly account: string }): AwsPrincipal {
  const name = role.arn.split("/").pop() ?? "";
  return { arn: `arn:aws:sts::${role.account}:assumed-role/${name}/test`, account: role.account, roleArn: role.arn };
}
