import { choice, flag, integer, listOf, object, output, setOf, tags, text } from "../../fields";
import { timeouts } from "../../timeouts";
import { keyArn } from "./key-arn";

const sameIgnoringCase = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** What a new instance is made with and never loses. */
const fixedFields = {
  availabilityZone: text({ computed: true, replaces: true }),
  dbName: text({ replaces: true }),
  engine: text({ computed: true, replaces: true, same: sameIgnoringCase }),
  engineLifecycleSupport: choice(["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"], {
    computed: true,
    replaces: true,
  }),
  kmsKeyId: text({ computed: true, replaces: true, pattern: keyArn }),
  // A replica of an encrypted source says so too, or the provider would ask for another one at each refresh.
  storageEncrypted: flag({ default: false, replaces: true }),
  username: text({ computed: true, replaces: true }),
};

/** What only the provider knows: how to change and how to delete. */
const providerFields = {
  allowMajorVersionUpgrade: flag({ kept: true }),
  applyImmediately: flag({ kept: true }),
  deleteAutomatedBackups: flag({ default: true, kept: true }),
  finalSnapshotIdentifier: text({ kept: true }),
  manageMasterUserPassword: flag({ kept: true }),
  password: text({ kept: true, secret: true }),
  passwordWo: text({ kept: true, secret: true }),
  passwordWoVersion: integer({ kept: true }),
  // What it was made from, which it is not asked for again.
  restoreToPointInTime: object(
    {
      restoreTime: text(),
      sourceDbInstanceIdentifier: text(),
      sourceDbiResourceId: text(),
      useLatestRestorableTime: flag(),
    },
    { kept: true, replaces: true },
  ),
  skipFinalSnapshot: flag({ default: false, kept: true }),
  snapshotIdentifier: text({ kept: true, replaces: true }),
  timeouts,
};

const outputFields = {
  address: output(text()),
  arn: output(text()),
  endpoint: output(text()),
  engineVersionActual: output(text()),
  hostedZoneId: output(text()),
  licenseModel: output(text()),
  listenerEndpoints: output(listOf(object({}))),
  masterUserSecrets: output(listOf(object({ kmsKeyId: text(), secretArn: text(), secretStatus: text() }))),
  optionGroupName: output(text()),
  replicas: output(listOf(text())),
  resourceId: output(text()),
  status: output(text()),
};

export const instanceFields = {
  ...fixedFields,
  ...providerFields,
  ...outputFields,
  allocatedStorage: integer({ computed: true }),
  autoMinorVersionUpgrade: flag({ default: true }),
  backupRetentionPeriod: integer({ computed: true, min: 0, max: 35 }),
  backupWindow: text({ computed: true }),
  caCertIdentifier: text({ computed: true }),
  copyTagsToSnapshot: flag({ default: false }),
  databaseInsightsMode: choice(["standard", "advanced"], { computed: true }),
  dbSubnetGroupName: text({ computed: true }),
  deletionProtection: flag({ default: false }),
  enabledCloudwatchLogsExports: setOf(text()),
  engineVersion: text({ computed: true }),
  iamDatabaseAuthenticationEnabled: flag({ default: false }),
  identifier: text({ autoName: { maxLength: 63, lowerCase: true }, same: sameIgnoringCase }),
  instanceClass: text({ required: true }),
  iops: integer({ computed: true }),
  maintenanceWindow: text({ computed: true, same: sameIgnoringCase }),
  masterUserSecretKmsKeyId: text({ computed: true }),
  maxAllocatedStorage: integer(),
  monitoringInterval: integer({ default: 0, oneOf: [0, 1, 5, 10, 15, 30, 60] }),
  monitoringRoleArn: text({ computed: true }),
  multiAz: flag({ computed: true }),
  networkType: choice(["IPV4", "DUAL"], { computed: true }),
  parameterGroupName: text({ computed: true }),
  performanceInsightsEnabled: flag({ default: false }),
  performanceInsightsKmsKeyId: text({ computed: true, pattern: keyArn }),
  performanceInsightsRetentionPeriod: integer({ computed: true }),
  port: integer({ computed: true }),
  publiclyAccessible: flag({ default: false }),
  // Taking it away promotes the replica.
  replicateSourceDb: text(),
  storageThroughput: integer({ computed: true }),
  storageType: choice(["standard", "gp2", "gp3", "io1", "io2"], { computed: true }),
  tags: tags(),
  vpcSecurityGroupIds: setOf(text(), { computed: true }),
};
