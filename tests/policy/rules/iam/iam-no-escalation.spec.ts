import { iamNoEscalation } from "../../../../policy/rules/iam/iam-no-escalation";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsPolicy, nativePolicy } from "./holders";

const account = "arn:aws:iam::111122223333";
const boundary = `${account}:policy/boundary`;
const tagged = (operator: string, key: string, value: unknown) => ({
  Action: "sts:AssumeRole",
  Resource: "*",
  Condition: { [operator]: { [key]: value } },
});
const found = "Statement[0].Action allows sts:AssumeRole on every resource";

const each: readonly (readonly [kind: string, actions: readonly string[]])[] = [
  [`${account}:policy/*`, ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"]],
  [
    `${account}:user/*`,
    [
      "iam:AttachUserPolicy",
      "iam:CreateAccessKey",
      "iam:CreateLoginProfile",
      "iam:DeleteUserPermissionsBoundary",
      "iam:PutUserPermissionsBoundary",
      "iam:PutUserPolicy",
      "iam:UpdateLoginProfile",
    ],
  ],
  [`${account}:group/*`, ["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy"]],
  [
    `${account}:role/*`,
    [
      "iam:AttachRolePolicy",
      "iam:DeleteRolePermissionsBoundary",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "sts:AssumeRole",
    ],
  ],
  ["arn:aws:lambda:eu-west-1:111122223333:function:*", ["lambda:UpdateFunctionCode"]],
  ["arn:aws:glue:eu-west-1:111122223333:devEndpoint/*", ["glue:UpdateDevEndpoint"]],
];

judgesDocuments(iamNoEscalation, awsPolicy, nativePolicy, {
  base: { Action: ["iam:AttachRolePolicy", "sts:AssumeRole"], Resource: `${account}:role/app` },
  passes: {
    "one's own user": { Action: ["iam:CreateAccessKey"], Resource: `${account}:user/\${aws:username}` },
    "every user, where the action is on roles": { Action: "iam:AttachRolePolicy", Resource: `${account}:user/*` },
    "roles with one name in every account": { Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/audit" },
    "harmless actions on everything": { Action: ["iam:Get*", "lambda:InvokeFunction"], Resource: "*" },
    "roles with a tag": tagged("StringEquals", "iam:ResourceTag/purpose", "deploy"),
    "resources with a tag": tagged("ForAnyValue:StringLike", "aws:ResourceTag/purpose", ["deploy", "d*"]),
    "roles under a permissions boundary": {
      Action: ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
      Resource: "*",
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    },
    "certain policies": {
      Action: "iam:AttachRolePolicy",
      Resource: "*",
      Condition: { ArnEquals: { "iam:PolicyARN": boundary } },
    },
    "whole services, which are another rule's": { Action: ["iam:*", "STS:**"], Resource: "*" },
    "an administrator, who is another rule's": { Action: "*", Resource: "*" },
    "a denial": { Effect: "Deny", Action: "iam:*User*", Resource: "*" },
  },
  finds: {
    ...Object.fromEntries(
      each.map(([resource, actions]) => [
        `each action on ${resource}`,
        [
          { Action: actions, Resource: ["arn:aws:s3:::a", resource] },
          actions.map((action, index) => `Statement[0].Action[${index}] allows ${action} on every resource`),
        ] as const,
      ]),
    ),
    "only the actions the resource is about": [
      { Action: ["iam:CreateAccessKey", "iam:PutRolePolicy"], Resource: `${account}:role/*` },
      "Statement[0].Action[1] allows iam:PutRolePolicy on every resource",
    ],
    "a prefix": [
      { Action: "iam:Put*Policy", Resource: "*" },
      "Statement[0].Action allows iam:Put*Policy on every resource",
    ],
    "a tag with any value": [tagged("StringLike", "aws:ResourceTag/purpose", "*"), found],
    "a tag with a good value or any": [tagged("StringLike", "aws:ResourceTag/purpose", ["a", "**"]), found],
    "a tag with no values": [tagged("StringEquals", "aws:ResourceTag/purpose", []), found],
    "a tag it must not have": [tagged("StringNotEquals", "aws:ResourceTag/purpose", "a"), found],
    "a tag that may be missing": [tagged("StringEqualsIfExists", "aws:ResourceTag/purpose", "a"), found],
    "a condition on something else": [tagged("StringEquals", "aws:RequestedRegion", "eu-west-1"), found],
  },
  undecided: {
    "an unknown resource": { Action: "sts:AssumeRole", Resource: [unknown] },
    "an unknown tag": tagged("StringEquals", "aws:ResourceTag/purpose", unknown),
  },
});
