import * as random from "@pulumi/random";
import { change, changeFrom, type InsecureSetting, withOptions } from "./insecure-setting";

const type = "aws:rds/instance:Instance";
const name = "orders-instance";

/** The database's own settings. */
export const databaseSettings: readonly InsecureSetting[] = [
  {
    title: "a database with a public address",
    mistake: change(type, name, { publiclyAccessible: true }),
    refusal: { rule: "rds-no-public-access", resource: name, says: "publiclyAccessible is true" },
  },
  {
    title: "a database with encryption switched off",
    mistake: change(type, name, { storageEncrypted: false }),
    refusal: { rule: "rds-storage-encrypted", resource: name, says: "storageEncrypted is false" },
  },
  {
    title: "a master password in the program",
    mistake: change(type, name, {
      manageMasterUserPassword: undefined,
      masterUserSecretKmsKeyId: undefined,
      password: "correct horse battery staple",
    }),
    refusal: { rule: "rds-managed-master-secret", resource: name, says: "password is given" },
  },
  {
    title: "a master password that is made during the update",
    mistake: changeFrom(type, name, () => ({
      manageMasterUserPassword: undefined,
      masterUserSecretKmsKeyId: undefined,
      password: new random.RandomPassword("master", { length: 32, special: false }).result,
    })),
    refusal: { rule: "rds-managed-master-secret", resource: name, says: "password is given" },
  },
  {
    title: "a database without deletion protection",
    mistake: change(type, name, { deletionProtection: false }),
    refusal: { rule: "rds-deletion-protection", resource: name, says: "deletionProtection is false" },
  },
  {
    title: "a database without backups",
    mistake: change(type, name, { backupRetentionPeriod: 0 }),
    refusal: { rule: "rds-backup-retention", resource: name, says: "backupRetentionPeriod is 0" },
  },
  {
    title: "a database without a standby",
    mistake: change(type, name, { multiAz: false }),
    refusal: { rule: "rds-multi-az", resource: name, says: "multiAz is false" },
    profile: "strict",
  },
  {
    title: "a database without IAM logins",
    mistake: change(type, name, { iamDatabaseAuthenticationEnabled: false }),
    refusal: { rule: "rds-iam-auth", resource: name, says: "iamDatabaseAuthenticationEnabled is false" },
    profile: "strict",
  },
  {
    title: "a certificate of an authority that has expired",
    mistake: change(type, name, { caCertIdentifier: "rds-ca-2019" }),
    refusal: { rule: "rds-ca-current", resource: name, says: "caCertIdentifier is rds-ca-2019, which has expired" },
    profile: "strict",
  },
  {
    title: "a database that exports no logs",
    mistake: change(type, name, { enabledCloudwatchLogsExports: [] }),
    refusal: { rule: "rds-logs-exported", resource: name, says: "enabledCloudwatchLogsExports is empty" },
    profile: "strict",
  },
  {
    title: "a database without enhanced monitoring",
    mistake: change(type, name, { monitoringInterval: 0, monitoringRoleArn: undefined }),
    refusal: { rule: "rds-monitoring", resource: name, says: "monitoringInterval is 0" },
    profile: "strict",
  },
  {
    title: "a database without minor upgrades",
    mistake: change(type, name, { autoMinorVersionUpgrade: false }),
    refusal: { rule: "rds-minor-upgrade", resource: name, says: "autoMinorVersionUpgrade is false" },
    profile: "strict",
  },
  {
    title: "a public address opened by hand that the program ignores",
    mistake: withOptions(type, name, { ignoreChanges: ["publiclyAccessible"] }),
    refusal: {
      rule: "no-ignored-security-properties",
      resource: name,
      says: "ignoreChanges has publiclyAccessible",
    },
    profile: "strict",
  },
];
