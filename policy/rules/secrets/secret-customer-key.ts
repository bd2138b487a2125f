import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { admittedAccounts, admittedOrganizations, providerAccounts } from "../../framework/accounts";
import { keyFault } from "../../framework/customer-key";
import { accountOf, openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import type { Settings } from "../../framework/settings";
import { secretTypes } from "./database-secrets";
import { secretPolicy } from "./secret-policies";

const policies = ["aws:secretsmanager/secretPolicy:SecretPolicy", "aws-native:secretsmanager:ResourcePolicy"] as const;

export const secretCustomerKey = rule({
  id: "secret-customer-key",
  sentence: "A secret is encrypted with a key of the customer's own.",
  why: "The key AWS manages cannot be limited or revoked, and another account can never use it, whatever the policy says.",
  fix: "Set kmsKeyId to a customer-managed key.",
  severity: "medium",
  level: "mandatory",
  controls: ["Config secretsmanager-using-cmk", "checkov CKV_AWS_149", "trivy AWS-0098"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  reads: {
    [secretTypes[0]]: ["kmsKeyId", "policy"],
    [secretTypes[1]]: ["kmsKeyId"],
    [policies[0]]: ["policy", "secretArn"],
    [policies[1]]: ["resourcePolicy", "secretId"],
  },
  check(secret, { settings }) {
    if (!(secretTypes as readonly string[]).includes(secret.type)) return [];
    const at = secret.get("kmsKeyId");
    const what = keyFault(at);
    if (what === undefined) return [];
    return namesOthers(secret.get("policy"), secret, settings) ? [shared(at, what)] : [{ at, what, advisory: true }];
  },
  checkStack(stack, { settings }) {
    return stack.ofType(...policies).flatMap((policy) => {
      const named = policy.get(policy.native ? "secretId" : "secretArn");
      const { resources, certain } = stack.follow(policy, named, ...secretTypes);
      return (certain ? resources : []).flatMap((resource) => {
        const at = resource.input("kmsKeyId");
        const what = keyFault(at);
        if (what === undefined || !namesOthers(secretPolicy(policy), resource, settings)) return [];
        return [{ resource, ...shared(at, what) }];
      });
    });
  },
});

const shared = (at: Field, what: string) => ({
  at,
  what: `${what}, so the other account in its policy cannot read it`,
});

/** Whether a policy lets in anyone but the secret's own account, as far as that account is known. */
function namesOthers(policy: Field, secret: Resource, settings: Settings): boolean {
  const statements = statementsOf(policy) ?? [];
  if (statements.some((statement) => openPrincipals(statement).length > 0)) return true;
  const named = new Set(statements.flatMap(admittedAccounts).map(({ account }) => account));
  if (statements.flatMap(admittedOrganizations).length > 0 || named.size > 1) return true;
  const [account] = named;
  if (account === undefined) return false;
  // An aws-native secret's id is its ARN.
  const arn = secret.get(secret.native ? "awsId" : "arn").text() ?? "";
  const own = [...providerAccounts(secret), accountOf(arn) ?? []].flat();
  return settings.trustedAccounts.includes(account) || (own.length > 0 && !own.includes(account));
}
