import { parseArn } from "../../../aws/arn";
import type { Principals } from "./policy-document";

/** Who asks. */
export type Principal = AwsPrincipal | ServicePrincipal;

/** An account's operator (its root) or a role's session. */
export interface AwsPrincipal {
  /** `arn:aws:iam::ACCOUNT:root` or `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
  readonly arn: string;
  /** 12 digits. */
  readonly account: string;
  /** The role behind a session; undefined for the account's operator, who may do everything in the account. */
  readonly roleArn?: string;
}

/** An AWS service, such as `logs.eu-west-1.amazonaws.com`, acting by itself. */
export interface ServicePrincipal {
  readonly service: string;
}

/** The account's own operator. */
export function operatorOf(account: string, partition = "aws"): AwsPrincipal {
  return { arn: `arn:${partition}:iam::${account}:root`, account };
}

/**
 * How a policy's principals name the one who asks: `direct` by itself (or as everybody), `account` through its account,
 * which leaves the decision to the account's own policies.
 */
export function naming(principals: Principals, who: Principal): "direct" | "account" | undefined {
  if ("service" in who) return (principals.Service ?? []).includes(who.service) ? "direct" : undefined;
  const names = principals.AWS ?? [];
  if (names.some((name) => name === "*" || name === who.arn || name === who.roleArn)) {
    return names.includes("*") || who.roleArn !== undefined ? "direct" : "account";
  }
  return names.some((name) => accountNamed(name) === who.account) ? "account" : undefined;
}

/** The account that `123456789012` or `arn:aws:iam::123456789012:root` stands for. */
function accountNamed(name: string): string | undefined {
  if (/^\d{12}$/.test(name)) return name;
  const arn = parseArn(name);
  return arn?.service === "iam" && arn.resource === "root" ? arn.account : undefined;
}
