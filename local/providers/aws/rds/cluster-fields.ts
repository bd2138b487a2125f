import { choice, flag, integer, listOf, number, object, output, setOf, tags, text } from "../../fields";
import { timeouts } from "../../timeouts";
import { keyArn } from "./key-arn";

const sameIgnoringCase = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** What a new cluster is made with and never loses. */
const fixedFields = {
  availabilityZones: setOf(text(), { computed: true, replaces: true }),
  clusterIdentifier: text({ replaces: true, autoName: { maxLength: 63, lowerCase: true }, same: sameIgnoringCase }),
  databaseName: text({ computed: true, replaces: true }),
  dbSubnetGroupName: text({ computed: true, replaces: true }),
  engine: choice(["aurora-mysql", "aurora-postgresql", "mysql", "postgres"], { required: true, replaces: true }),
  engineLifecycleSupport: choice(["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"], {
    computed: true,
    replaces: true,
  }),
  engineMode: choice(["provisioned"], { default: "provisioned", replaces: true }),
  kmsKeyId: text({ computed: true, replaces: true, pattern: keyArn }),
  masterUsername: text({ computed: true, replaces: true }),
  storageEncrypted: flag({ computed: true, replaces: true }),
};

/** What only the provider knows: how to change and how to delete. */
const providerFields = {
  allowMajorVersionUpgrade: flag({ kept: true }),
  applyImmediately: flag({ kept: true }),
  deleteAutomatedBackups: flag({ default: true, kept: true }),
  finalSnapshotIdentifier: text({ kept: true, pattern: /^[A-Za-z](?!.*--)[0-9A-Za-z-]*(?<!-)$/ }),
  manageMasterUserPassword: flag({ kept: true }),
  masterPassword: text({ kept: true, secret: true }),
  // What it was made from, which it is not asked for again.
  restoreToPointInTime: object(
    {
      restoreToTime: text(),
      restoreType: choice(["full-copy", "copy-on-write"]),
      sourceClusterIdentifier: text(),
      sourceClusterResourceId: text(),
      useLatestRestorableTime: flag(),
    },
    { kept: true, replaces: true },
  ),
  skipFinalSnapshot: flag({ default: false, kept: true }),
  snapshotIdentifier: text({ kept: true, replaces: true }),
  timeouts,
};

const outputFields = {
  arn: output(text()),
  clusterMembers: output(setOf(text())),
  clusterResourceId: output(text()),
  endpoint: output(text()),
  engineVersionActual: output(text()),
  hostedZoneId: output(text()),
  masterUserSecrets: output(listOf(object({ kmsKeyId: text(), secretArn: text(), secretStatus: text() }))),
  readerEndpoint: output(text()),
};

/** The provider takes no half of a scaling configuration. */
const scalingFields = {
  maxCapacity: number({ required: true, max: 256 }),
  minCapacity: number({ required: true, max: 256 }),
  secondsUntilAutoPause: integer({ min: 300, max: 86_400 }),
};

export const clusterFields = {
  ...fixedFields,
  ...providerFields,
  ...outputFields,
  backtrackWindow: integer({ default: 0, min: 0, max: 259_200 }),
  backupRetentionPeriod: integer({ computed: true, max: 35 }),
  copyTagsToSnapshot: flag({ default: false }),
  databaseInsightsMode: choice(["standard", "advanced"], { computed: true }),
  dbClusterParameterGroupName: text({ computed: true }),
  deletionProtection: flag({ default: false }),
  enabledCloudwatchLogsExports: setOf(text()),
  engineVersion: text({ computed: true }),
  iamDatabaseAuthenticationEnabled: flag({ default: false }),
  masterUserSecretKmsKeyId: text({ computed: true }),
  monitoringInterval: integer({ default: 0, oneOf: [0, 1, 5, 10, 15, 30, 60] }),
  monitoringRoleArn: text({ computed: true }),
  networkType: choice(["IPV4", "DUAL"], { computed: true }),
  performanceInsightsEnabled: flag({ default: false }),
  performanceInsightsKmsKeyId: text({ computed: true, pattern: keyArn }),
  performanceInsightsRetentionPeriod: integer({ computed: true }),
  port: integer({ computed: true }),
  preferredBackupWindow: text({ computed: true }),
  preferredMaintenanceWindow: text({ computed: true, same: sameIgnoringCase }),
  serverlessv2ScalingConfiguration: object(scalingFields),
  storageType: choice(["", "aurora", "aurora-iopt1"], { default: "" }),
  tags: tags(),
  vpcSecurityGroupIds: setOf(text(), { computed: true }),
};
