import { iamPassroleScoped } from "../../../../policy/rules/iam/iam-passrole-scoped";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsPolicy, nativePolicy } from "./holders";

const role = "arn:aws:iam::111122223333:role/app";
const toService = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } };
const every = "lets iam:PassRole pass every role";

judgesDocuments(iamPassroleScoped, awsPolicy, nativePolicy, {
  base: { Action: "iam:PassRole", Resource: role, Condition: toService },
  passes: {
    "roles under a path": { Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/app/*", Condition: toService },
    "an associated resource": {
      Action: ["iam:PassRole"],
      Resource: role,
      Condition: { ArnLike: { "iam:AssociatedResourceArn": "arn:aws:ec2:*:111122223333:instance/*" } },
    },
    "other actions on every resource": { Action: ["iam:GetRole", "s3:*"], Resource: "*" },
    "whole services and administrators, which are other rules'": [
      { Action: "iam:*", Resource: "*" },
      { Action: "*", Resource: "*" },
    ],
    "a denial": { Effect: "Deny", Action: "iam:PassRole", Resource: "*" },
  },
  finds: {
    "every role": [{ Action: "iam:PassRole", Resource: "*" }, `Statement[0].Resource ${every}`],
    "every role of the account, to one service": [
      { Action: "IAM:pass*", Resource: [role, "arn:aws:iam::111122223333:role/*"], Condition: toService },
      `Statement[0].Resource[1] ${every}`,
    ],
    "every role among every action of something": [
      { Action: "*", Resource: "arn:aws:iam::*:role/*" },
      `Statement[0].Resource ${every}`,
    ],
    "no service": [
      { Action: ["s3:GetObject", "iam:PassRole"], Resource: role },
      "(advice) Statement[0].Action[1] passes roles to any service, without iam:PassedToService",
    ],
    "any service": [
      { Action: "iam:PassRole", Resource: role, Condition: { StringLike: { "iam:PassedToService": "*" } } },
      "(advice) Statement[0].Action passes roles to any service, without iam:PassedToService",
    ],
  },
  undecided: {
    "an unknown role": { Action: "iam:PassRole", Resource: unknown, Condition: toService },
    "an unknown service": {
      Action: "iam:PassRole",
      Resource: role,
      Condition: { StringEquals: { "iam:PassedToService": [unknown] } },
    },
  },
});
