import { strings } from "../../framework/knobs";
import { boundBy } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import { assumeStatements, trustPolicyReads } from "./trust-policies";

/** Services that act for the role's own account alone, or send no source. */
const exempt = [
  "ec2.amazonaws.com",
  "edgelambda.amazonaws.com",
  "lambda.amazonaws.com",
  "monitoring.rds.amazonaws.com",
] as const;

const sources = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];

export const iamTrustConfusedDeputy = rule({
  id: "iam-trust-confused-deputy",
  sentence: "A role an AWS service assumes says on whose behalf.",
  why: "Without it the service may be made to use the role by someone in another account (the confused deputy).",
  fix: "Add a condition on aws:SourceAccount or aws:SourceArn.",
  severity: "medium",
  level: "advisory",
  surroundings: true,
  controls: ["prowler iam_role_cross_service_confused_deputy_prevention"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  knobs: { services: strings(exempt, "Service principals that need no such condition.") },
  reads: trustPolicyReads,
  check(role, { knobs }) {
    return assumeStatements(role)
      .filter((statement) => !boundBy(statement, sources))
      .flatMap(({ principals }) => principals)
      .flatMap(({ kind, field }) => {
        // In China the same services end in .cn.
        const service = kind === "Service" ? field.text()?.replace(/\.cn$/, "") : undefined;
        if (service === undefined || knobs.services.includes(service)) return [];
        return [{ at: field, what: "is trusted without aws:SourceAccount or aws:SourceArn" }];
      });
  },
});
