import { acceptedAccounts, admittedAccounts, admittedOrganizations, namedAccount } from "../../framework/accounts";
import { statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import { keyPolicy, keyPolicyReads } from "./key-policies";

export const kmsTrustedAccounts = rule({
  id: "kms-trusted-accounts",
  sentence: "Only known accounts may use a key.",
  why: "Whoever may use a key reads what it encrypts as soon as they get hold of a copy.",
  fix: "Remove the account, or list it in ownAccounts or trustedAccounts.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  reads: { ...keyPolicyReads, "aws:kms/grant:Grant": ["granteePrincipal", "retiringPrincipal"] },
  check(resource, { settings }) {
    const statements = statementsOf(keyPolicy(resource)) ?? [];
    const grantees = [resource.get("granteePrincipal"), resource.get("retiringPrincipal")].flatMap(namedAccount);
    const accepted = acceptedAccounts(resource, settings);
    const strangers = [...statements.flatMap(admittedAccounts), ...grantees].filter(
      ({ account }) => accepted?.includes(account) === false,
    );
    const { organizationIds } = settings;
    const foreign = statements
      .flatMap(admittedOrganizations)
      .filter(({ organization }) => organizationIds.length > 0 && !organizationIds.includes(organization));
    return [
      ...strangers.map(({ account, at }) => ({
        at,
        what: `names account ${account}, which is neither own nor trusted`,
      })),
      ...foreign.map(({ organization, at }) => ({
        at,
        what: `names organisation ${organization}, which nobody listed`,
      })),
    ];
  },
});
