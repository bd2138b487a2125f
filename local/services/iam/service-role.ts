import type { Caller, Services } from "../services";
import { roleKind } from "./entities";
import { decideResource } from "./evaluate";
import { parsePolicy } from "./policy-document";
import { requestContext } from "./request-context";

/** Whether an AWS service may take on this role of the caller's account: the role exists and trusts the service. */
export function letsServiceAssume(
  services: Pick<Services, "store" | "clock" | "settings">,
  caller: Caller,
  roleArn: string,
  service: string,
): boolean {
  const role = services.store.get(roleKind, roleArn);
  if (role?.account !== caller.account) return false;
  const who = { service };
  const context = {
    ...requestContext(services, who),
    "aws:sourceaccount": caller.account,
    "sts:externalid": undefined,
  };
  const statements = parsePolicy(role.data.assumeRolePolicyDocument).map((statement) => ({
    ...statement,
    conditions: statement.conditions.filter((condition) => condition.key.toLowerCase() !== "aws:sourcearn"),
  }));
  const question = { action: "sts:AssumeRole", resource: undefined, context };
  return decideResource(statements, who, question).decision === "Allow";
}
