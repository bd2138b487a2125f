import { providerAccounts } from "../../framework/accounts";
import { type Statement, accountOf, boundBy } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { type Settings, knownAccounts } from "../../framework/settings";
import { coversEvery, narrowed } from "./grants";
import { assumeStatements, trustPolicyReads } from "./trust-policies";

export const iamTrustCrossAccountBound = rule({
  id: "iam-trust-cross-account-bound",
  sentence: "A role another account may assume asks for more than belonging to that account.",
  why: "Trust in a whole account extends to everyone its administrators admit, and to a third party's other customers.",
  fix: "Add a condition on sts:ExternalId, aws:PrincipalOrgID or aws:PrincipalArn, or trust a role instead of the account.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["checkov CKV_AWS_61"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  reads: trustPolicyReads,
  check(role, { settings }) {
    return assumeStatements(role).flatMap((statement) =>
      findings(statement, [...settings.ownAccounts, ...providerAccounts(role)], settings),
    );
  },
});

function findings(statement: Statement, own: readonly string[], settings: Settings): Finding[] {
  return statement.principals.flatMap(({ kind, field }): Finding[] => {
    const text = field.text() ?? "";
    const account = kind === "AWS" ? accountOf(text) : undefined;
    // Any account is the matter of iam-trust-no-wildcard.
    if (account === undefined || account === "*" || own.includes(account)) return [];
    const known = knownAccounts(settings);
    if (known.length > 0 && !known.includes(account)) {
      return [{ at: field, what: `trusts account ${account}, which is neither own nor trusted` }];
    }
    if (!isWholeAccount(text) || isBound(statement)) return [];
    return [{ at: field, what: `trusts all of account ${account} without a condition` }];
  });
}

/** The root of an account stands for everyone in it whom its own policies allow. */
const isWholeAccount = (principal: string): boolean => /^\d{12}$|:root$/.test(principal);

const isBound = (statement: Statement): boolean =>
  boundBy(statement, ["sts:ExternalId", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"]) || namesPrincipals(statement);

/** A condition on the principal's ARN that stands for less than every role of the account. */
function namesPrincipals(statement: Statement): boolean {
  const values = statement.conditions.filter(({ key }) => key === "aws:principalarn").flatMap((item) => item.values);
  return (
    narrowed(statement, ["aws:PrincipalArn"]) && !values.some((it) => coversEvery(it.text() ?? "", "iam", "role/"))
  );
}
