import { type Statement, openPrincipals, statementsOf } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { narrowed } from "./grants";
import { trustPolicy, trustPolicyReads } from "./trust-policies";

export const iamTrustNoWildcard = rule({
  id: "iam-trust-no-wildcard",
  sentence: "A role says who may assume it.",
  why: "A role that trusts * can be assumed from every AWS account, one that trusts all of GitHub by every workflow there.",
  fix: "Name accounts, roles or services, or bind * by aws:PrincipalOrgID, and an identity provider by its sub claim.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: ["checkov CKV_AWS_60", "cfn-guard IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  reads: trustPolicyReads,
  check(role) {
    const policy = trustPolicy(role);
    const statements = statementsOf(policy);
    if (statements === undefined) return [{ at: policy, what: "is no policy document that can be read" }];
    return statements.flatMap((statement): Finding[] => [
      ...openPrincipals(statement).map((at) => ({ at, what: "lets everyone assume the role" })),
      ...openProviders(statement),
    ]);
  },
});

/** Identity providers that sign tokens for whoever has an account there, with an audience that anybody may ask for. */
const sharedIssuers = [
  "agent.buildkite.com",
  "api.pulumi.com/oidc",
  "app.terraform.io",
  "gitlab.com",
  "token.actions.githubusercontent.com",
];

function openProviders(statement: Statement): Finding[] {
  if (!statement.allow) return [];
  return statement.principals.flatMap(({ kind, field }): Finding[] => {
    const issuer = /:oidc-provider\/(.+)$/.exec(field.text() ?? "")?.[1] ?? "";
    if (kind !== "Federated" || !sharedIssuers.includes(issuer) || narrowed(aboutOwner(statement), [`${issuer}:*`])) {
      return [];
    }
    return [{ at: field, what: `lets every subject of ${issuer} assume the role` }];
  });
}

/** Claims that say what runs, not whose it is. */
const ownerless =
  /:(aud|base_ref|environment|event_name|head_ref|ref|ref_protected|ref_type|repository_visibility|runner_environment|workflow)$/;

/** The statement with those conditions only that say whose workflow it is. */
const aboutOwner = (statement: Statement): Statement => ({
  ...statement,
  conditions: statement.conditions.filter(({ key, values }) => {
    return !ownerless.test(key) && values.every((value) => value.unknown || namesOwner(key, value.text() ?? ""));
  }),
});

/** How a subject begins that has its owner in full: `repo:acme/…`, `organization:acme:…`, `pulumi:deploy:org:acme:…`. */
const ownedSubject = /^(pulumi:[^:*?]+:org:[^:*?]+:|(?!pulumi:)\w+:[^:/*?]+[:/])/;

/** Whether a claim's pattern says an owner in full before its first wildcard: in `repo:acme*` anybody's name may go on. */
const namesOwner = (claim: string, pattern: string): boolean =>
  !/[*?]/.test(pattern) || (claim.endsWith(":sub") ? ownedSubject : /^[^:/*?]+\//).test(pattern);
