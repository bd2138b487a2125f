import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import { secretPolicy } from "./secret-policies";

export const secretNoOpenPolicy = rule({
  id: "secret-no-open-policy",
  sentence: "A secret's policy names who may read the secret.",
  why: "A policy for everyone hands the secret to any AWS account whose administrator allows it there.",
  fix: "Name accounts or roles, or add a condition on aws:PrincipalOrgID, and set blockPublicPolicy to true.",
  severity: "critical",
  level: "mandatory",
  controls: ["prowler secretsmanager_not_publicly_accessible"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  reads: {
    "aws:secretsmanager/secret:Secret": ["policy"],
    "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy", "blockPublicPolicy"],
    "aws-native:secretsmanager:ResourcePolicy": ["resourcePolicy", "blockPublicPolicy"],
  },
  check(resource) {
    const policy = secretPolicy(resource);
    // Left out, Secrets Manager does not look for public access itself, which this rule does.
    const block = resource.get("blockPublicPolicy");
    const statements = statementsOf(policy);
    return [
      ...(statements === undefined ? [{ at: policy, what: "cannot be read as a policy" }] : []),
      ...(statements ?? [])
        .flatMap((statement) => openPrincipals(statement))
        .map((at) => ({ at, what: "lets everyone read the secret" })),
      ...(block.flag() === false ? [{ at: block, what: "is false" }] : []),
    ];
  },
});
