import * as nativeCloudtrail from "@pulumi/aws-native/cloudtrail";
import * as nativeLogs from "@pulumi/aws-native/logs";
import { change, type InsecureSetting } from "./insecure-setting";
import { policy } from "./policy-documents";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/** What is left to look at, and to restore from, afterwards. */
export const logAndBackupSettings: readonly InsecureSetting[] = [
  {
    title: "access logs that are kept for a month",
    mistake: change(logGroup, "db-access-logs", { retentionInDays: 30 }),
    refusal: {
      rule: "log-group-kept-encrypted",
      resource: "db-access-logs",
      says: "retentionInDays is 30 days, less than 365",
    },
    profile: "strict",
  },
  {
    title: "access logs under no key of one's own",
    mistake: change(logGroup, "db-access-logs", { kmsKeyId: undefined }),
    refusal: { rule: "log-group-kept-encrypted", resource: "db-access-logs", says: "kmsKeyId is left out" },
    profile: "strict",
  },
  {
    title: "a policy of the logs (aws-native) that lets everyone forge them",
    mistake: {
      add: ({ native: options }) =>
        new nativeLogs.ResourcePolicy(
          "writers",
          {
            policyName: "writers",
            policyDocument: policy({ Principal: "*", Action: "logs:PutLogEvents", Resource: "*" }),
          },
          options,
        ),
    },
    refusal: {
      rule: "log-group-kept-encrypted",
      resource: "writers",
      says: "policyDocument.Statement[0].Principal lets everyone write logs",
    },
  },
  {
    title: "an audit trail (aws-native) of one Region",
    mistake: {
      add: ({ native: options }) =>
        new nativeCloudtrail.Trail(
          "audit",
          { s3BucketName: "audit-111122223333", isLogging: true, enableLogFileValidation: true },
          options,
        ),
    },
    refusal: { rule: "cloudtrail-secure", resource: "audit", says: "isMultiRegionTrail is left out" },
  },
  {
    title: "a backup plan that leaves the database out",
    mistake: change("aws:backup/selection:Selection", "databases-selection", {
      resources: ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"],
      selectionTags: undefined,
    }),
    refusal: {
      rule: "backup-covered",
      resource: "orders-instance",
      says: "Selection of a backup plan is missing for this database",
    },
    profile: "strict",
  },
];
