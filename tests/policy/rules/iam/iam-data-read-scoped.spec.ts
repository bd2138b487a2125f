import { iamDataReadScoped } from "../../../../policy/rules/iam/iam-data-read-scoped";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsPolicy, nativePolicy } from "./holders";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const login = "Statement[0].Action allows rds-db:connect on every resource";
const decrypt = (key: string, value: unknown) => ({
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { StringEquals: { [key]: value } },
});
const copies = [
  "rds:CopyDBClusterSnapshot",
  "rds:CopyDBSnapshot",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "rds:RestoreDBClusterFromSnapshot",
  "rds:RestoreDBInstanceFromDBSnapshot",
  "rds:StartExportTask",
];

judgesDocuments(iamDataReadScoped, awsPolicy, nativePolicy, {
  base: { Action: "rds-db:connect", Resource: arn("rds-db", "dbuser:db-ABC/app") },
  passes: {
    "one user in every database": { Action: "rds-db:connect", Resource: arn("rds-db", "dbuser:*/app") },
    "every user of one database": { Action: "rds-db:connect", Resource: arn("rds-db", "dbuser:db-ABC/*") },
    "secrets under a prefix": { Action: "secretsmanager:Get*", Resource: arn("secretsmanager", "secret:orders/*") },
    "a named key": { Action: ["kms:Decrypt"], Resource: [arn("kms", "key/1"), arn("s3", "*")] },
    "snapshots restored by name to any instance": {
      Action: "rds:RestoreDBInstanceFromDBSnapshot",
      Resource: [arn("rds", "db:*"), arn("rds", "snapshot:orders-*")],
    },
    "lists on everything": {
      Action: ["rds:DescribeDBSnapshots", "secretsmanager:ListSecrets", "kms:DescribeKey"],
      Resource: "*",
    },
    "keys through one service": decrypt("kms:ViaService", "rds.eu-west-1.amazonaws.com"),
    "keys by alias": decrypt("kms:RequestAlias", "alias/orders"),
    "keys by their aliases": {
      ...decrypt("", ""),
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
    },
    "keys for one context": decrypt("kms:EncryptionContext:aws:rds:db-id", "db-ABC"),
    "keys with a tag": decrypt("aws:ResourceTag/team", "orders"),
    "secrets by id or by rotation function": [
      {
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
        Condition: { StringLike: { "secretsmanager:SecretId": arn("secretsmanager", "secret:orders*") } },
      },
      {
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
        Condition: { StringEquals: { "secretsmanager:resource/AllowRotationLambdaArn": arn("lambda", "function:a") } },
      },
    ],
    "whole services, which are another rule's": { Action: ["kms:*", "secretsmanager:*", "rds:*"], Resource: "*" },
    "a denial": { Effect: "Deny", Action: "rds-db:connect", Resource: "*" },
  },
  finds: {
    "every login": [{ Action: "rds-db:connect", Resource: "*" }, login],
    "every user of every database": [{ Action: "rds-db:connect", Resource: arn("rds-db", "dbuser:*/*") }, login],
    "every user, written short": [{ Action: "rds-db:connect", Resource: [arn("rds-db", "dbuser:*")] }, login],
    "logins by a whole service": [
      { Action: ["rds-db:*"], Resource: "*" },
      "Statement[0].Action[0] allows rds-db:* on every resource",
    ],
    "every secret": [
      { Action: ["secretsmanager:GetSecretValue"], Resource: arn("secretsmanager", "secret:*") },
      "Statement[0].Action[0] allows secretsmanager:GetSecretValue on every resource",
    ],
    "every key": [
      { Action: ["kms:Decrypt", "kms:ReEncryptFrom"], Resource: arn("kms", "key/*") },
      [
        "Statement[0].Action[0] allows kms:Decrypt on every resource",
        "Statement[0].Action[1] allows kms:ReEncryptFrom on every resource",
      ],
    ],
    ...Object.fromEntries(
      ["snapshot:*", "cluster-snapshot:*"].map((kind) => [
        `copies of every ${kind}`,
        [
          { Action: copies, Resource: arn("rds", kind) },
          copies.map((action, index) => `Statement[0].Action[${index}] allows ${action} on every resource`),
        ] as const,
      ]),
    ),
    "a context with any value": [
      { ...decrypt("", ""), Condition: { StringLike: { "kms:EncryptionContext:app": "*" } } },
      "Statement[0].Action allows kms:Decrypt on every resource",
    ],
  },
  undecided: { "an unknown resource": { Action: "rds-db:connect", Resource: unknown } },
});
