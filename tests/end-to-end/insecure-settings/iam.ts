import * as native from "@pulumi/aws-native/iam";
import { change, type InsecureSetting } from "./insecure-setting";
import { document, policy } from "./policy-documents";

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const role = "aws:iam/role:Role";
const name = "orders-connect-policy";

/** What the role that logs in may do instead. */
const allows = (Action: string, Resource = "*") => change(rolePolicy, name, { policy: policy({ Action, Resource }) });

/** Who trusts whom, and with what. */
export const iamSettings: readonly InsecureSetting[] = [
  {
    title: "a role that may do everything",
    mistake: allows("*"),
    refusal: {
      rule: "iam-no-admin",
      resource: name,
      says: "policy.Statement[0] allows every action on every resource",
    },
  },
  {
    title: "a group (aws-native) that may do everything but something",
    mistake: {
      add: ({ native: options }) =>
        new native.Group(
          "helpers",
          {
            policies: [
              { policyName: "most", policyDocument: document({ NotAction: "organizations:*", Resource: "*" }) },
            ],
          },
          options,
        ),
    },
    refusal: {
      rule: "iam-no-admin",
      resource: "helpers",
      says: "policies[0].policyDocument.Statement[0].NotAction allows every action but some",
    },
  },
  {
    title: "a role with every right over databases",
    mistake: allows("rds:*"),
    refusal: {
      rule: "iam-no-service-wildcard",
      resource: name,
      says: "policy.Statement[0].Action allows every action: rds:*",
    },
  },
  {
    title: "a role that may log in to every database",
    mistake: allows("rds-db:connect"),
    refusal: {
      rule: "iam-data-read-scoped",
      resource: name,
      says: "policy.Statement[0].Action allows rds-db:connect on every resource",
    },
  },
  {
    title: "a role that may pass every role",
    mistake: allows("iam:PassRole"),
    refusal: {
      rule: "iam-passrole-scoped",
      resource: name,
      says: "policy.Statement[0].Resource lets iam:PassRole pass every role",
    },
  },
  {
    title: "a role that may raise its own rights",
    mistake: allows("iam:AttachRolePolicy"),
    refusal: {
      rule: "iam-no-escalation",
      resource: name,
      says: "policy.Statement[0].Action allows iam:AttachRolePolicy on every resource",
    },
  },
  {
    title: "a role with AWS's administrator policy",
    mistake: change("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "databases-monitoring-policy", {
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
    refusal: {
      rule: "iam-no-admin-managed-policy",
      resource: "databases-monitoring-policy",
      says: "policyArn is AdministratorAccess",
    },
  },
  {
    title: "a role that everyone may assume",
    mistake: change(role, "orders-connect-role", {
      assumeRolePolicy: policy({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
    }),
    refusal: {
      rule: "iam-trust-no-wildcard",
      resource: "orders-connect-role",
      says: "assumeRolePolicy.Statement[0].Principal.AWS lets everyone assume the role",
    },
  },
  {
    title: "a role that a whole account may assume without an external id",
    mistake: change(role, "orders-connect-role", {
      assumeRolePolicy: policy({
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
        Action: "sts:AssumeRole",
      }),
    }),
    refusal: {
      rule: "iam-trust-cross-account-bound",
      resource: "orders-connect-role",
      says: "assumeRolePolicy.Statement[0].Principal.AWS trusts all of account 444455556666 without a condition",
    },
  },
];
