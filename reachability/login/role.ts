import { isUnknown, type Maybe } from "../maybe";
import { decide, type AccessRequest, type Decision } from "./evaluate";
import type { Statement } from "./policy";

/** An IAM role. Service control policies and session policies are not among its facts, and not judged. */
export interface Role {
  readonly id: string;
  readonly arn: Maybe<string>;
  /** 12 digits. */
  readonly account: string;
  /** Who may assume it. */
  readonly trust: Maybe<readonly Statement[]>;
  /** The statements of every policy it has, inline and attached. */
  readonly policies: Maybe<readonly Statement[]>;
  /** Of its permissions boundary, where it has one: what it does not allow, nobody is allowed. */
  readonly boundary?: Maybe<readonly Statement[]>;
}

/** Who asks. */
export interface Principal {
  readonly arn: string;
  /** 12 digits. */
  readonly account: string;
}

/** What a role's own policies and its boundary say together. */
export function decideOwn({ policies, boundary }: Role, request: AccessRequest): Decision {
  if (isUnknown(policies) || isUnknown(boundary)) return "unsure";
  const own = decide(policies, request);
  const limit = boundary === undefined ? "allow" : decide(boundary, request);
  if (own === "deny" || limit === "deny") return "deny";
  if (own === "silent" || limit === "silent") return "silent";
  return own === "unsure" || limit === "unsure" ? "unsure" : "allow";
}

/** Whether the role lets a principal in: `byName`, or by its account, which leaves it to the principal's own policies. */
export function decideTrust(
  { trust }: Role,
  principal: Principal,
  externalId: string | undefined,
): { readonly decision: Decision; readonly byName: boolean } {
  if (isUnknown(trust)) return { decision: "unsure", byName: false };
  const request = { action: "sts:AssumeRole", ...(externalId === undefined ? {} : { externalId }) };
  const decision = decide(trust, request, (statement) => names(statement, principal, ["name", "account"]));
  const named = decide(trust, request, (statement) => names(statement, principal, ["name"]));
  return { decision, byName: named === "allow" };
}

type Naming = "name" | "account";

function names(statement: Statement, principal: Principal, as: readonly Naming[]): boolean | undefined {
  if (statement.unevaluated !== undefined) return undefined;
  const naming = namingOf(statement.principals ?? [], principal);
  return naming !== undefined && as.includes(naming);
}

/** A statement without AWS principals, such as one for a service, names nobody here. */
function namingOf(principals: readonly string[], { arn, account }: Principal): Naming | undefined {
  if (principals.includes("*") || principals.includes(arn)) return "name";
  const root = new RegExp(`^(arn:[^:]+:iam::)?${account}(:root)?$`);
  return principals.some((name) => root.test(name)) ? "account" : undefined;
}
