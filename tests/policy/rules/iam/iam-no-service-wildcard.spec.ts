import { iamNoServiceWildcard } from "../../../../policy/rules/iam/iam-no-service-wildcard";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsPolicy, nativePolicy } from "./holders";

const key = "arn:aws:kms:eu-west-1:111122223333:key/1";

judgesDocuments(iamNoServiceWildcard, awsPolicy, nativePolicy, {
  base: { Action: ["kms:Decrypt", "s3:*"], Resource: key },
  passes: {
    "prefixes on a named bucket": { Action: ["s3:Get*", "s3:List*"], Resource: "arn:aws:s3:::orders/*" },
    "a prefix of a guarded service on a named resource": { Action: "rds:Create*", Resource: "arn:aws:rds:*:*:db:a" },
    "reading on every resource": {
      Action: [
        "iam:GetRole",
        "iam:List*",
        "iam:Simulate*",
        "iam:GenerateCredentialReport",
        "kms:DescribeKey",
        "kms:Verify",
        "rds:Describe*",
        "rds:DownloadDBLogFilePortion",
        "secretsmanager:BatchGetSecretValue",
        "sts:DecodeAuthorizationMessage",
        "vpc-lattice:Search",
        "iam:CheckSomething",
      ],
      Resource: "*",
    },
    "what AWS takes on every resource alone": {
      Action: [
        "iam:CreateAccountAlias",
        "iam:CreateServiceLinkedRole",
        "iam:UpdateAccountPasswordPolicy",
        "kms:CreateKey",
        "kms:GenerateRandom",
        "organizations:EnableAWSServiceAccess",
        "ram:CreateResourceShare",
        "ram:EnableSharingWithAwsOrganization",
        "sts:SetSourceIdentity",
        "sts:TagSession",
      ],
      Resource: "*",
    },
    "changes that a condition keeps to less": {
      Action: "rds:DeleteDBInstance",
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/team": "orders" } },
    },
    "changes by services it does not guard": { Action: ["logs:CreateLogGroup", "ec2:Run*"], Resource: "*" },
    "what other rules report": {
      Action: ["iam:PassRole", "iam:AttachRolePolicy", "kms:Decrypt", "sts:AssumeRole", "iam:Put*"],
      Resource: "*",
    },
    "an administrator, who is another rule's": { Action: ["*", "kms:*"], Resource: "*" },
    "a denial": { Effect: "Deny", Action: ["kms:*", "kms:Sign"], Resource: "*" },
  },
  finds: {
    "every action of a service, even on one resource": [
      { Action: "kms:*", Resource: key },
      "Statement[0].Action allows every action: kms:*",
    ],
    "each guarded service": [
      {
        Action: [
          "IAM:*",
          "sts:*",
          "rds:*",
          "ram:*",
          "vpc-lattice:*",
          "secretsmanager:**",
          "organizations:*",
          "s3:Get*",
        ],
        Resource: "*",
      },
      ["IAM:*", "sts:*", "rds:*", "ram:*", "vpc-lattice:*", "secretsmanager:**", "organizations:*"].map(
        (action, index) => `Statement[0].Action[${index}] allows every action: ${action}`,
      ),
    ],
    "every action on a named resource": [
      { Action: ["*"], Resource: "arn:aws:s3:::orders" },
      "Statement[0].Action[0] allows every action of every service",
    ],
    "changes on every resource": [
      { Action: ["rds:DeleteDBInstance", "kms:ScheduleKeyDeletion", "rds:DescribeDBInstances"], Resource: [key, "*"] },
      "(advice) Statement[0] allows rds:DeleteDBInstance, kms:ScheduleKeyDeletion on every resource",
    ],
    "a prefix that is no reading": [
      { Action: ["rds:D*", "kms:*Key"], Resource: "*" },
      "(advice) Statement[0] allows rds:D*, kms:*Key on every resource",
    ],
    "data keys, which are no reading": [
      { Action: "kms:GenerateDataKey", Resource: "*" },
      "(advice) Statement[0] allows kms:GenerateDataKey on every resource",
    ],
    "every action of a service it does not guard, on every resource": [
      { Action: ["s3:*", "EC2:**", "ec2:*x", "lambda:*", "rds-db:*"], Resource: "*" },
      "(advice) Statement[0] allows s3:*, EC2:** on every resource",
    ],
    "the services an organisation names": [
      { Action: ["kms:*", "s3:*"], Resource: key },
      "Statement[0].Action[1] allows every action: s3:*",
      { knobs: { services: ["s3"] } },
    ],
  },
  undecided: { "an unknown action": { Action: ["s3:GetObject", unknown], Resource: "*" } },
});
