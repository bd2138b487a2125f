import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import type { Token } from "../../../resources/tokens";
import { accessLogTypes, flowLogTypes } from "../../../resources/type-pairs";
import { type Finding, rule } from "../../framework/rule";
import { type Trait, traits } from "./audit-traits";
import { buckets } from "./buckets";

const trails = ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"] as const;

export const s3AuditBucket = rule({
  id: "s3-audit-bucket",
  sentence: "A bucket that takes audit logs keeps them from being read in transit, changed or deleted.",
  why: "Who breaks in deletes the trail first; a locked, versioned bucket with a log of its own still shows it.",
  fix: "Add a Deny without TLS to its policy, SSE-KMS, versioning, access logging to another bucket, and Object Lock.",
  severity: "medium",
  level: "advisory",
  surroundings: true,
  controls: [
    "FSBP S3.5",
    "FSBP S3.9",
    "FSBP S3.14",
    "FSBP S3.17",
    "CIS 2.1.1",
    "CIS 3.4",
    "checkov CKV_AWS_145",
    "trivy AWS-0089",
    "trivy AWS-0090",
    "trivy AWS-0132",
    "cdk-nag S1",
    "cdk-nag S10",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  reads: {
    [trails[0]]: ["s3BucketName"],
    [trails[1]]: ["s3BucketName"],
    [flowLogTypes[0]]: ["logDestination"],
    [flowLogTypes[1]]: ["logDestination"],
    [accessLogTypes[0]]: ["destinationArn"],
    [accessLogTypes[1]]: ["destinationArn"],
    [buckets[0]]: [
      "bucket",
      "logging",
      "objectLockConfiguration",
      "objectLockEnabled",
      "policy",
      "serverSideEncryptionConfiguration",
      "versioning",
    ],
    [buckets[1]]: [
      "bucket",
      "loggings",
      "objectLockConfiguration",
      "objectLockEnabled",
      "policy",
      "serverSideEncryptionConfigurations",
      "versionings",
    ],
    [buckets[2]]: [
      "bucketEncryption",
      "bucketName",
      "loggingConfiguration",
      "objectLockEnabled",
      "versioningConfiguration",
    ],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "policy"],
    "aws-native:s3:BucketPolicy": ["bucket", "policyDocument"],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket", "rules"],
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": ["bucket", "rules"],
    "aws:s3/bucketVersioning:BucketVersioning": ["bucket", "versioningConfiguration"],
    "aws:s3/bucketVersioningV2:BucketVersioningV2": ["bucket", "versioningConfiguration"],
    "aws:s3/bucketLogging:BucketLogging": ["bucket", "targetBucket"],
    "aws:s3/bucketLoggingV2:BucketLoggingV2": ["bucket", "targetBucket"],
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ["bucket"],
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": ["bucket"],
  },
  checkStack(stack) {
    return auditBuckets(stack).flatMap((resource) =>
      traits
        .filter((trait) => !hasTrait(stack, resource, trait))
        .map(({ name }): Finding => ({ resource, at: name, what: "is missing for this audit log bucket" })),
    );
  },
});

/** The stack's buckets that CloudTrail, flow logs or Lattice write to. */
function auditBuckets(stack: Stack): readonly Resource[] {
  const named = (property: string, ...types: readonly Token[]): readonly Resource[] =>
    stack.ofType(...types).flatMap((log) => {
      const link = stack.follow(log, log.get(property), ...buckets);
      return link.certain ? link.resources : [];
    });
  const all = [
    ...named("s3BucketName", ...trails),
    ...named("logDestination", ...flowLogTypes),
    ...named("destinationArn", ...accessLogTypes),
  ];
  return [...new Set(all)];
}

/** By the bucket's own properties or by a resource beside it; what is not known yet counts, and is noted. */
function hasTrait(stack: Stack, bucket: Resource, { fields, holds, beside, byPresence }: Trait): boolean {
  const set = (resource: Resource): boolean => fields(resource).some((field) => field.unknown || holds(field));
  if (set(bucket)) return true;
  const links = stack
    .ofType(...beside)
    .map((each) => [each, stack.follow(each, each.get("bucket"), ...buckets)] as const);
  if (links.some(([, { certain }]) => !certain)) return true;
  return links.some(([each, { resources }]) => resources.includes(bucket) && (byPresence === true || set(each)));
}
