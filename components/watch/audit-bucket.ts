import * as s3 from "@pulumi/aws-native/s3";
import * as pulumi from "@pulumi/pulumi";

import { partitionOf } from "../../aws/arn";
import type { Place } from "../account/place";

export interface AuditBucketArgs {
  /** The account and Region of the bucket. */
  readonly place: Place;
  /** ARN of the key that encrypts the files. */
  readonly keyArn: pulumi.Input<string>;
  /** ARN of the one trail that writes. */
  readonly trailArn: pulumi.Input<string>;
  /** How long a file is locked, in days. */
  readonly retentionDays: number;
}

/**
 * Where an audit trail's files lie: closed to the public, versioned, encrypted, locked (Object Lock, governance mode), deleted by
 * nobody by its policy, with a log of who read it in a second bucket. Both stay when the stack goes.
 */
export class AuditBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AuditBucket", name, args, opts);
    const parent = { parent: this };
    // S3 deletes no bucket with files in it, and nobody is to delete these.
    const kept = { ...parent, retainOnDelete: true };

    const log = new s3.Bucket(`${name}-access-log-bucket`, { ...CLOSED, bucketEncryption: encrypted("AES256") }, kept);
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      {
        ...CLOSED,
        bucketEncryption: encrypted("aws:kms", args.keyArn),
        objectLockEnabled: true,
        objectLockConfiguration: {
          objectLockEnabled: "Enabled",
          rule: { defaultRetention: { mode: "GOVERNANCE", days: args.retentionDays } },
        },
        loggingConfiguration: { destinationBucketName: nameOf(log), logFilePrefix: "audit/" },
      },
      kept,
    );
    const arnOf = (made: string) => `arn:${partitionOf(args.place.region)}:s3:::${made}`;
    new s3.BucketPolicy(
      `${name}-access-log-bucket-policy`,
      {
        bucket: nameOf(log),
        policyDocument: pulumi
          .all([nameOf(log), nameOf(bucket)])
          .apply(([to, from]) => accessLogPolicy(args.place, arnOf(to), arnOf(from))),
      },
      kept,
    );
    const policy = new s3.BucketPolicy(
      `${name}-bucket-policy`,
      {
        bucket: nameOf(bucket),
        policyDocument: pulumi
          .all([nameOf(bucket), args.trailArn])
          .apply(([made, trailArn]) => trailPolicy(args.place, arnOf(made), trailArn)),
      },
      kept,
    );

    // Whoever has the name may write: the policy is there.
    this.bucketName = pulumi.all([nameOf(bucket), policy.bucket]).apply(([made]) => made);
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

/** S3 always says it; the SDK's type follows the input, which may be left out. */
const nameOf = (bucket: s3.Bucket) => bucket.bucketName.apply((made) => made ?? "");

const CLOSED = {
  publicAccessBlockConfiguration: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" as const }] },
  versioningConfiguration: { status: "Enabled" as const },
};

/** S3 delivers its own logs to buckets with its own keys only. */
function encrypted(sseAlgorithm: "AES256" | "aws:kms", kmsMasterKeyId?: pulumi.Input<string>) {
  const serverSideEncryptionByDefault = { sseAlgorithm, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) };
  return {
    serverSideEncryptionConfiguration: [
      { serverSideEncryptionByDefault, ...(kmsMasterKeyId !== undefined && { bucketKeyEnabled: true }) },
    ],
  };
}

/** CloudTrail guide, "Amazon S3 bucket policy for CloudTrail"; nobody deletes, and nobody comes without TLS. */
function trailPolicy(place: Place, bucketArn: string, trailArn: string) {
  const byTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
  const ofTrail = { "aws:SourceArn": trailArn };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Sid: "TrailLooks", ...byTrail, Action: "s3:GetBucketAcl", Resource: bucketArn },
        Condition: { StringEquals: ofTrail },
      },
      {
        ...{ Sid: "TrailWrites", ...byTrail, Action: "s3:PutObject" },
        Resource: `${bucketArn}/AWSLogs/${place.accountId}/*`,
        Condition: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
      {
        ...{ Sid: "NobodyDeletes", Effect: "Deny", Principal: "*" },
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteBucket", "s3:PutLifecycleConfiguration"],
        Resource: [bucketArn, `${bucketArn}/*`],
      },
      withTlsOnly(bucketArn),
    ],
  };
}

/** S3 guide, "Permissions for log delivery". */
function accessLogPolicy(place: Place, bucketArn: string, sourceArn: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Sid: "S3Writes", Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" } },
        ...{ Action: "s3:PutObject", Resource: `${bucketArn}/audit/*` },
        Condition: {
          ArnLike: { "aws:SourceArn": sourceArn },
          StringEquals: { "aws:SourceAccount": place.accountId },
        },
      },
      withTlsOnly(bucketArn),
    ],
  };
}

function withTlsOnly(bucketArn: string) {
  return {
    ...{ Sid: "WithTlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*" },
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
