import { type Case, bad, good, resource, trap } from "../case";

const account = "111122223333";
const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

const trust = (statement: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
});

const forEc2 = trust({ Principal: { Service: "ec2.amazonaws.com" } });

/** Inline in a role, where every tool looks for a policy. */
const policy = (...statements: readonly object[]) => ({
  Role: resource("AWS::IAM::Role", {
    AssumeRolePolicyDocument: forEc2,
    Policies: [
      {
        PolicyName: "orders",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
        },
      },
    ],
  }),
});

const trusting = (statement: object) => ({
  Role: resource("AWS::IAM::Role", { AssumeRolePolicyDocument: trust(statement) }),
});

const attached = (name: string) => ({
  Role: resource("AWS::IAM::Role", {
    AssumeRolePolicyDocument: forEc2,
    ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`],
  }),
});

const audience = "sts.amazonaws.com";

const github = (StringEquals: object) => ({
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals },
});

export const identities: readonly Case[] = [
  bad("iam-admin", "every action on every resource", policy({ Action: "*", Resource: "*" })),
  bad("iam-admin", "the same in lists", policy({ Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::a", "*"] })),
  bad("iam-admin", "all but a few actions", policy({ NotAction: ["iam:*"], Resource: "*" })),
  good(
    "iam-admin",
    "one action on one resource",
    policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/a" }),
  ),
  trap("iam-admin", "a denial of everything", policy({ Effect: "Deny", Action: "*", Resource: "*" })),

  bad("iam-wildcard", "every action on every key", policy({ Action: "kms:*", Resource: "*" })),
  bad("iam-wildcard", "every action of RAM", policy({ Action: ["ram:*"], Resource: "*" })),
  bad("iam-wildcard", "every action on every bucket", policy({ Action: "s3:*", Resource: "*" })),
  good(
    "iam-wildcard",
    "named actions on a key",
    policy({ Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: arn("kms", "key/1") }),
  ),
  trap(
    "iam-wildcard",
    "action prefixes on a named bucket",
    policy({
      Action: ["s3:GetObject*", "s3:List*"],
      Resource: ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"],
    }),
  ),
  trap(
    "iam-wildcard",
    "descriptions, which AWS takes on every resource alone",
    policy({
      Action: ["ec2:DescribeSubnets", "rds:DescribeDBInstances"],
      Resource: "*",
    }),
  ),

  bad("iam-passrole", "every role", policy({ Action: "iam:PassRole", Resource: "*" })),
  bad("iam-passrole", "every role of the account", policy({ Action: ["iam:PassRole"], Resource: role("*") })),
  good(
    "iam-passrole",
    "one role to one service",
    policy({
      Action: "iam:PassRole",
      Resource: role("task"),
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    }),
  ),

  bad(
    "iam-escalation",
    "attaching policies to every role",
    policy({ Action: ["iam:AttachRolePolicy"], Resource: "*" }),
  ),
  bad(
    "iam-escalation",
    "access keys for every user",
    policy({
      Action: "iam:CreateAccessKey",
      Resource: `arn:aws:iam::${account}:user/*`,
    }),
  ),
  bad("iam-escalation", "assuming every role", policy({ Action: "sts:AssumeRole", Resource: "*" })),
  good("iam-escalation", "assuming one role", policy({ Action: "sts:AssumeRole", Resource: role("connect") })),
  trap(
    "iam-escalation",
    "one's own access keys",
    policy({
      Action: ["iam:CreateAccessKey", "iam:DeleteAccessKey"],
      Resource: `arn:aws:iam::${account}:user/\${aws:username}`,
    }),
  ),
  trap(
    "iam-escalation",
    "attaching policies under a permissions boundary",
    policy({
      Action: ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
      Resource: role("app-*"),
      Condition: { StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/boundary` } },
    }),
  ),

  bad("iam-data", "logging in to every database as anyone", policy({ Action: "rds-db:connect", Resource: "*" })),
  bad(
    "iam-data",
    "logging in to every database as anyone, by ARN",
    policy({
      Action: "rds-db:connect",
      Resource: arn("rds-db", "dbuser:*/*"),
    }),
  ),
  bad("iam-data", "every secret", policy({ Action: "secretsmanager:GetSecretValue", Resource: "*" })),
  bad("iam-data", "decrypting with every key", policy({ Action: ["kms:Decrypt"], Resource: arn("kms", "key/*") })),
  good(
    "iam-data",
    "one user of one database",
    policy({
      Action: "rds-db:connect",
      Resource: arn("rds-db", "dbuser:db-ABCDEFGHIJKL/app"),
    }),
  ),
  trap(
    "iam-data",
    "a secret with the suffix AWS appends",
    policy({
      Action: "secretsmanager:GetSecretValue",
      Resource: arn("secretsmanager", "secret:orders-??????"),
    }),
  ),

  trap(
    "iam-data",
    "decrypting what S3 asks for, with any key",
    policy({
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    }),
  ),

  bad("iam-managed-admin", "AdministratorAccess", attached("AdministratorAccess")),
  bad("iam-managed-admin", "PowerUserAccess", attached("PowerUserAccess")),
  bad("iam-managed-admin", "every action of RDS", attached("AmazonRDSFullAccess")),
  bad("iam-managed-admin", "every secret", attached("SecretsManagerReadWrite")),
  trap(
    "iam-managed-admin",
    "the policy AWS writes for a service's role",
    attached("service-role/AmazonRDSEnhancedMonitoringRole"),
  ),

  bad("iam-trust", "everyone", trusting({ Principal: "*" })),
  bad("iam-trust", "everyone, as AWS", trusting({ Principal: { AWS: "*" } })),
  bad("iam-trust", "all but one account", trusting({ NotPrincipal: { AWS: `arn:aws:iam::${account}:root` } })),
  good(
    "iam-trust",
    "a role of another account",
    trusting({ Principal: { AWS: "arn:aws:iam::222233334444:role/app" } }),
  ),
  trap(
    "iam-trust",
    "everyone of the organisation",
    trusting({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  ),

  bad(
    "iam-trust-account",
    "a whole account, without a condition",
    trusting({ Principal: { AWS: "arn:aws:iam::222233334444:root" } }),
  ),
  good(
    "iam-trust-account",
    "a role of another account",
    trusting({ Principal: { AWS: "arn:aws:iam::222233334444:role/app" } }),
  ),
  trap(
    "iam-trust-account",
    "a whole account, with an external id",
    trusting({
      Principal: { AWS: "arn:aws:iam::222233334444:root" },
      Condition: { StringEquals: { "sts:ExternalId": "0f4c2f2e-6b0b-4b38-9d84-0c1d1f1ad9c1" } },
    }),
  ),
  trap("iam-trust-account", "a service", trusting({ Principal: { Service: "ec2.amazonaws.com" } })),

  bad(
    "iam-federated",
    "every repository of GitHub",
    trusting(github({ "token.actions.githubusercontent.com:aud": audience })),
  ),
  bad(
    "iam-federated",
    "every repository of every owner whose name begins alike",
    trusting(
      github({
        "token.actions.githubusercontent.com:aud": audience,
        "token.actions.githubusercontent.com:sub": "repo:example*",
      }),
    ),
  ),
  good(
    "iam-federated",
    "one branch of one repository",
    trusting(
      github({
        "token.actions.githubusercontent.com:aud": audience,
        "token.actions.githubusercontent.com:sub": "repo:example/orders:ref:refs/heads/main",
      }),
    ),
  ),

  bad("iam-users", "a policy on a user", {
    Policy: resource("AWS::IAM::UserPolicy", {
      UserName: "orders",
      PolicyName: "orders",
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/a" }],
      },
    }),
  }),
];
