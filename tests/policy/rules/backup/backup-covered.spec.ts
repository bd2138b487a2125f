import { backupCovered as rule } from "../../../../policy/rules/backup/backup-covered";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const key = "arn:aws:kms:eu-west-1:111111111111:key/1";
const Action = "backup:CopyIntoBackupVault";
const keys = (property: string): NonNullable<Table["finds"]> => ({
  "no key": [{ [property]: undefined }, `(advice) ${property} is left out`],
  "the key AWS manages": [{ [property]: "alias/aws/backup" }, `(advice) ${property} names a key that AWS manages`],
});

judges(rule, "aws:backup/vault:Vault", {
  base: { kmsKeyArn: key },
  finds: keys("kmsKeyArn"),
  undecided: { "an unknown key": { kmsKeyArn: unknown } },
});
judges(rule, "aws-native:backup:BackupVault", {
  base: { encryptionKeyArn: key, lockConfiguration: { minRetentionDays: 7 } },
  finds: {
    ...keys("encryptionKeyArn"),
    "no lock": [{ lockConfiguration: undefined }, "(advice) lockConfiguration is left out"],
    everything: [
      { encryptionKeyArn: undefined, lockConfiguration: undefined, accessPolicy: "{" },
      [
        "(advice) encryptionKeyArn is left out",
        "accessPolicy cannot be read as a policy",
        "(advice) lockConfiguration is left out",
      ],
    ],
  },
  passes: { "a lock made in the same update": { lockConfiguration: unknown } },
  undecided: { "an unknown key": { encryptionKeyArn: unknown } },
});

judgesDocuments(
  rule,
  ["aws:backup/vaultPolicy:VaultPolicy", "policy"],
  ["aws-native:backup:BackupVault", "accessPolicy", { encryptionKeyArn: key, lockConfiguration: {} }],
  {
    base: { Principal: { AWS: "111111111111" }, Action },
    passes: {
      "a denial of everyone": { Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint" },
      "everyone of an organisation": {
        Principal: "*",
        Action,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      },
    },
    finds: {
      everyone: [{ Principal: "*", Action }, "Statement[0].Principal lets everyone into the vault"],
      "everyone but one": [
        { NotPrincipal: { AWS: "111111111111" }, Action },
        "Statement[0].NotPrincipal lets everyone into the vault",
      ],
    },
    undecided: { "an unknown principal": { Principal: { AWS: unknown }, Action } },
  },
);
judges(rule, "aws:backup/vaultPolicy:VaultPolicy", {
  base: {},
  finds: { "broken JSON": [{ policy: "{" }, "policy cannot be read as a policy"] },
});
judges(rule, "aws:rds/instance:Instance", {
  base: {},
  passes: { "a database by itself": { kmsKeyArn: "", accessPolicy: "{" } },
});
