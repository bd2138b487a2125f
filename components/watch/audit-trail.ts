import * as cloudtrail from "@pulumi/aws-native/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey, type KeyUse } from "../account/encryption-key";
import { regionalArn, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";
import { AuditBucket } from "./audit-bucket";
import { logGroupArgs, logSettingsProblems, type LogSettings } from "./log-settings";
import { WATCH_DEFAULTS, watchSettingsProblems, type WatchSettings } from "./watch-settings";

export interface AuditTrailArgs extends LogSettings, Pick<WatchSettings, "auditRetentionDays"> {
  /** The account and Region the trail is made in; it covers every Region. */
  readonly place: Place;
  /**
   * Refuses `pulumi destroy` and replacement of the trail's key, without which nobody reads its files.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * Who changed what in the account: a CloudTrail of management events in every Region, with digests that show a changed file,
 * encrypted, into a bucket that keeps each file for as long as is said, and into a log group to search. It sees API calls, no
 * connections: those are in the access logs of VPC Lattice.
 *
 * `pulumi destroy` ends the trail and leaves bucket and key: the files outlive the stack.
 *
 * Cost: the first trail of management events is free, storage by GB, 1 USD a month for the key.
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** Name of the bucket with the files. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AuditTrail", name, args, opts);
    const problems = [...watchSettingsProblems(args), ...logSettingsProblems(args)];
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`AuditTrail "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };
    const { place, protect = true, auditRetentionDays = WATCH_DEFAULTS.auditRetentionDays } = args;

    const key = new EncryptionKey(
      name,
      { place, protect, retain: true, description: "Audit trail", services: trailUses(place) },
      parent,
    );
    // The policies of bucket and role name the trail before it is there, so that its name is made first.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const trailName = pulumi.interpolate`lattice-db-audit-${suffix.hex}`;
    const trailArn = trailName.apply((made) => regionalArn(place, "cloudtrail", `trail/${made}`));
    const bucket = new AuditBucket(
      name,
      { place, keyArn: key.arn, trailArn, retentionDays: auditRetentionDays },
      parent,
    );
    const logs = new cloudwatch.LogGroup(`${name}-trail-logs`, logGroupArgs(args), parent);
    const role = new iam.Role(
      `${name}-trail-role`,
      { assumeRolePolicy: trailArn.apply((arn) => serviceTrustPolicy(place, "cloudtrail.amazonaws.com", arn)) },
      parent,
    );
    const policy = new iam.RolePolicy(
      `${name}-trail-policy`,
      { role: role.name, policy: logs.name.apply((group) => writePolicy(place, group)) },
      parent,
    );
    new cloudtrail.Trail(
      `${name}-trail`,
      {
        trailName,
        ...{
          isLogging: true,
          isMultiRegionTrail: true,
          includeGlobalServiceEvents: true,
          enableLogFileValidation: true,
        },
        s3BucketName: bucket.bucketName,
        kmsKeyId: key.arn,
        cloudWatchLogsLogGroupArn: pulumi.interpolate`${logs.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
      },
      // CloudTrail tries both when the trail is made; no output says that the policies are there.
      { ...parent, dependsOn: [bucket, policy] },
    );

    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

/** CloudTrail guide, "Configure AWS KMS key policies for CloudTrail". */
function trailUses(place: Place): KeyUse[] {
  const service = "cloudtrail.amazonaws.com";
  const trails = regionalArn(place, "cloudtrail", "trail/lattice-db-audit-*");
  const ofThem = { StringEquals: { "aws:SourceAccount": place.accountId }, ArnLike: { "aws:SourceArn": trails } };
  return [
    {
      sid: "TrailEncrypts",
      service,
      actions: ["kms:GenerateDataKey*"],
      condition: {
        ...ofThem,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
    },
    { sid: "TrailDescribes", service, actions: ["kms:DescribeKey"], condition: ofThem },
  ];
}

/** To write the streams CloudTrail names after account and Region, and nothing else (CloudTrail guide, "Role policy"). */
function writePolicy(place: Place, logGroup: string): string {
  const streams = `log-group:${logGroup}:log-stream:${place.accountId}_CloudTrail_${place.region}*`;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: regionalArn(place, "logs", streams),
      },
    ],
  });
}
