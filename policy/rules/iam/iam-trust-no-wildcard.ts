import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import { trustPolicy, trustPolicyReads } from "./trust-policies";

export const iamTrustNoWildcard = rule({
  id: "iam-trust-no-wildcard",
  sentence: "A role says who may assume it.",
  why: "A role that trusts * can be assumed from every AWS account there is.",
  fix: "Name accounts, roles or services, or bind * by aws:PrincipalOrgID.",
  severity: "critical",
  level: "mandatory",
  controls: ["checkov CKV_AWS_60", "cfn-guard IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  reads: trustPolicyReads,
  check(role) {
    const policy = trustPolicy(role);
    const statements = statementsOf(policy);
    if (statements === undefined) return [{ at: policy, what: "is no policy document that can be read" }];
    return statements
      .flatMap((statement) => openPrincipals(statement))
      .map((at) => ({ at, what: "lets everyone assume the role" }));
  },
});
