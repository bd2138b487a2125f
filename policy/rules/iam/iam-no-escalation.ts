import { allowedBy, identityPolicyReads } from "../../framework/identity-policies";
import { rule } from "../../framework/rule";
import { type Danger, granting, narrowed, widest } from "./grants";

/** Actions by which a principal can give itself more rights than it was given (iam:PassRole has a rule of its own). */
export const escalations: readonly Danger[] = [
  { service: "iam", kind: "policy/", actions: ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"] },
  {
    service: "iam",
    kind: "user/",
    actions: [
      "iam:AttachUserPolicy",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:DeleteUserPermissionsBoundary",
      "iam:PutUserPermissionsBoundary",
      "iam:PutUserPolicy",
      "iam:UpdateLoginProfile",
    ],
  },
  { service: "iam", kind: "group/", actions: ["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy"] },
  {
    service: "iam",
    kind: "role/",
    actions: [
      "iam:AttachRolePolicy",
      "iam:DeleteRolePermissionsBoundary",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "sts:AssumeRole",
    ],
  },
  { service: "lambda", kind: "function:", actions: ["lambda:UpdateFunctionCode"] },
  { service: "glue", kind: "devEndpoint/", actions: ["glue:UpdateDevEndpoint"] },
];

/** Conditions that keep such an action to marked resources, or to what an administrator has bounded. */
const bounds = ["*:ResourceTag/*", "iam:PermissionsBoundary", "iam:PolicyARN"];

export const iamNoEscalation = rule({
  id: "iam-no-escalation",
  sentence: "Nobody may raise their own rights through every user, role or function.",
  why: "Whoever may attach policies, make access keys or assume roles without limit can become administrator.",
  fix: "Name the users, roles, policies or functions in Resource, or bound them by tag or permissions boundary.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["checkov CKV_AWS_286", "checkov CKV_AWS_110", "prowler iam_no_custom_policy_permissive_role_assumption"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  reads: identityPolicyReads,
  check(resource) {
    return allowedBy(resource).flatMap((statement) => {
      if (narrowed(statement, bounds)) return [];
      const dangers = escalations.filter((danger) => widest(statement, danger).length > 0);
      const actions = granting(
        statement,
        dangers.flatMap((danger) => danger.actions),
      );
      return actions.map((at) => ({ at, what: `allows ${at.text() ?? ""} on every resource` }));
    });
  },
});
