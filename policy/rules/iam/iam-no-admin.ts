import { identityPolicies, identityPolicyReads } from "../../framework/identity-policies";
import { type Statement, statementsOf } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { isAdmin } from "./grants";

export const iamNoAdmin = rule({
  id: "iam-no-admin",
  sentence: "No policy allows every action on every resource.",
  why: "Whoever holds such a policy owns the account: every database, key and share in it.",
  fix: "Name the actions and the resources; Allow with NotAction or NotResource allows all that AWS adds later, too.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP IAM.1",
    "CIS 1.15",
    "Config iam-policy-no-statements-with-admin-access",
    "checkov CKV_AWS_62",
    "checkov CKV_AWS_63",
    "trivy AWS-0057",
    "cdk-nag IAM5",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  reads: identityPolicyReads,
  check(resource) {
    return identityPolicies(resource).flatMap((policy): Finding[] => {
      const statements = statementsOf(policy);
      if (statements === undefined) return [{ at: policy, what: "is no policy document that can be read" }];
      return statements.filter(({ allow }) => allow).flatMap(findings);
    });
  },
});

function findings(statement: Statement): Finding[] {
  const { field, notAction, notResource } = statement;
  return [
    ...(isAdmin(statement) ? [{ at: field, what: "allows every action on every resource" }] : []),
    ...(notAction.present ? [{ at: notAction, what: "allows every action but some" }] : []),
    ...(notResource.present ? [{ at: notResource, what: "allows it on every resource but some" }] : []),
  ];
}
