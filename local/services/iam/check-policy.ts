import type { Reads } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../not-modelled";
import { roleKind } from "./entities";
import type { Statement } from "./policy-document";
import { readPolicy } from "./read-policy";

/** What IAM says of the JSON text of a policy for identities: well-formed, with resources, without principals. */
export function checkIdentityPolicy(text: string): void {
  for (const statement of readPolicy(text)) {
    if (statement.principals !== undefined || statement.notPrincipals !== undefined) {
      throw malformed("Policy document should not specify a principal.");
    }
    const resources = statement.resources ?? statement.notResources;
    if (resources === undefined) throw malformed("Policy statement must contain resources.");
    const bad = resources.find((it) => it !== "*" && parseArn(it) === undefined && !it.startsWith("${"));
    if (bad !== undefined) throw malformed(`Resource ${bad} must be in ARN format or "*".`);
  }
}

/** What IAM says of a role's trust policy: principals that exist, only `sts:` actions, no resources. */
export function checkTrustPolicy(reads: Reads, text: string): void {
  for (const statement of readPolicy(text)) {
    if (statement.resources !== undefined || statement.notResources !== undefined) {
      throw malformed("Has prohibited field Resource");
    }
    if (statement.principals === undefined && statement.notPrincipals === undefined) {
      throw malformed("Missing required field Principal");
    }
    if (statement.actions?.every((it) => /^sts:/i.test(it)) !== true) {
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
    checkPrincipals(reads, statement);
  }
}

/** As every service does that takes a policy: each AWS principal is an account, or a role that exists. */
export function checkPrincipals(reads: Reads, { principals = {}, notPrincipals = {} }: Statement): void {
  for (const name of [...(principals.AWS ?? []), ...(notPrincipals.AWS ?? [])]) {
    if (!isPrincipal(reads, name)) throw malformed(`Invalid principal in policy: "AWS":"${name}"`);
  }
  for (const name of [...(principals.Service ?? []), ...(notPrincipals.Service ?? [])]) {
    if (!/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal)$/.test(name)) {
      throw malformed(`Invalid principal in policy: "SERVICE":"${name}"`);
    }
  }
}

function isPrincipal(reads: Reads, name: string): boolean {
  if (name === "*" || /^\d{12}$/.test(name)) return true;
  const arn = parseArn(name);
  if (arn === undefined || !/^\d{12}$/.test(arn.account)) return false;
  if (arn.service === "iam" && arn.resource === "root") return true;
  if (arn.service === "iam" && arn.resource.startsWith("role/")) return reads.get(roleKind, name) !== undefined;
  if (arn.service === "sts" && arn.resource.startsWith("assumed-role/")) return true;
  if (arn.service === "iam") throw new NotModelledError(`the principal ${name}`, "name an account or a role");
  return false;
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocument", message);
}
