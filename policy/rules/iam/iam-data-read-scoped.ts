import { allowedBy, identityPolicyReads } from "../../framework/identity-policies";
import { rule } from "../../framework/rule";
import { type Danger, granting, narrowed, widest } from "./grants";

const copies = [
  "rds:CopyDBClusterSnapshot",
  "rds:CopyDBSnapshot",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "rds:RestoreDBClusterFromSnapshot",
  "rds:RestoreDBInstanceFromDBSnapshot",
  "rds:StartExportTask",
];

/** Actions that read a database's data or what protects it. */
export const dataReads: readonly Danger[] = [
  { service: "rds-db", kind: "dbuser:\u0000/", actions: ["rds-db:connect"] },
  { service: "secretsmanager", kind: "secret:", actions: ["secretsmanager:GetSecretValue"] },
  { service: "kms", kind: "key/", actions: ["kms:Decrypt", "kms:ReEncryptFrom"] },
  { service: "rds", kind: "snapshot:", actions: copies },
  { service: "rds", kind: "cluster-snapshot:", actions: copies },
];

const bounds = [
  "*:ResourceTag/*",
  "kms:EncryptionContext:*",
  "kms:RequestAlias",
  "kms:ResourceAliases",
  "kms:ViaService",
  "secretsmanager:SecretId",
  "secretsmanager:resource/AllowRotationLambdaArn",
];

export const iamDataReadScoped = rule({
  id: "iam-data-read-scoped",
  sentence: "Logins, secrets, keys and snapshots are granted by name.",
  why: "rds-db:connect, GetSecretValue, Decrypt or a snapshot's copy on every resource opens every database of the account.",
  fix: "Name the database and its user (dbuser:db-…/app), the secret, the key or the snapshot in Resource.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["FSBP KMS.1", "FSBP KMS.2", "checkov CKV_AWS_287", "checkov CKV_AWS_288"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
  reads: identityPolicyReads,
  check(resource) {
    return allowedBy(resource).flatMap((statement) => {
      if (narrowed(statement, bounds)) return [];
      const dangers = dataReads.filter((danger) => widest(statement, danger).length > 0);
      const actions = granting(
        statement,
        dangers.flatMap((danger) => danger.actions),
      );
      return actions.map((at) => ({ at, what: `allows ${at.text() ?? ""} on every resource` }));
    });
  },
});
