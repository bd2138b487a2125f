import { allowedBy, identityPolicyReads } from "../../framework/identity-policies";
import type { Statement } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { granting, narrowed, widest } from "./grants";

const passRole = ["iam:PassRole"];

export const iamPassroleScoped = rule({
  id: "iam-passrole-scoped",
  sentence: "Who may pass roles to services may pass named roles to named services.",
  why: "With iam:PassRole on every role, whoever may start an instance or a function takes on the strongest role there is.",
  fix: "Name the roles in Resource, and the service in a condition on iam:PassedToService.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["cfn-guard IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE", "checkov CKV_AWS_286", "trivy AWS-0342"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  reads: identityPolicyReads,
  check(resource) {
    return allowedBy(resource).flatMap(findings);
  },
});

function findings(statement: Statement): Finding[] {
  const every = widest(statement, { actions: passRole, service: "iam", kind: "role/" });
  if (every.length > 0) return every.map((at) => ({ at, what: "lets iam:PassRole pass every role" }));
  if (narrowed(statement, ["iam:PassedToService", "iam:AssociatedResourceArn"])) return [];
  return granting(statement, passRole).map((at): Finding => {
    return { at, what: "passes roles to any service, without iam:PassedToService", advisory: true };
  });
}
