import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Token } from "../../../resources/tokens";
import { statementsOf } from "../../framework/policy-document";

/** One thing a bucket for audit logs should have. */
export interface Trait {
  readonly name: string;
  /** The fields that decide, on the bucket itself or on a resource beside it. */
  readonly fields: (resource: Resource) => readonly Field[];
  readonly holds: (field: Field) => boolean;
  /** Types of resources beside the bucket that set it. */
  readonly beside: readonly Token[];
  /** Whether such a resource sets it by being there. */
  readonly byPresence?: true;
}

/** The fields at a path of what the program says, through lists; what stands behind an unknown value is unknown. */
function at(resource: Resource, property: string, ...path: readonly string[]): readonly Field[] {
  return path.reduce<readonly Field[]>(
    (fields, key) => fields.flatMap((field) => (field.known ? field.items() : [field])).map((field) => field.get(key)),
    [resource.input(property)],
  );
}

export const traits: readonly Trait[] = [
  {
    name: "a policy that denies access without TLS",
    fields: (it) => [it.input("policy"), it.input("policyDocument")],
    beside: ["aws:s3/bucketPolicy:BucketPolicy", "aws-native:s3:BucketPolicy"],
    holds: deniesWithoutTls,
  },
  {
    name: "encryption with a KMS key",
    fields: (it) => [
      ...at(it, "serverSideEncryptionConfiguration", "rule", "applyServerSideEncryptionByDefault", "sseAlgorithm"),
      ...at(it, "serverSideEncryptionConfigurations", "rules", "applyServerSideEncryptionByDefaults", "sseAlgorithm"),
      ...at(it, "rules", "applyServerSideEncryptionByDefault", "sseAlgorithm"),
      ...at(
        it,
        "bucketEncryption",
        "serverSideEncryptionConfiguration",
        "serverSideEncryptionByDefault",
        "sseAlgorithm",
      ),
    ],
    beside: [
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    ],
    holds: (field) => /^aws:kms(:dsse)?$/.test(field.text() ?? ""),
  },
  {
    name: "versioning",
    fields: (it) => [
      ...at(it, "versioning", "enabled"),
      ...at(it, "versionings", "enabled"),
      ...at(it, "versioningConfiguration", "status"),
    ],
    beside: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
    holds: (field) => field.flag() === true || field.text() === "Enabled",
  },
  {
    name: "an access log",
    fields: (it) => [
      ...at(it, "logging", "targetBucket"),
      ...at(it, "loggings", "targetBucket"),
      ...at(it, "loggingConfiguration", "destinationBucketName"),
      it.input("targetBucket"),
    ],
    beside: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
    holds: (field) => field.present,
  },
  {
    name: "Object Lock",
    fields: (it) => [it.input("objectLockEnabled"), ...at(it, "objectLockConfiguration", "objectLockEnabled")],
    holds: (field) => field.flag() === true || field.text() === "Enabled",
    beside: [
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
    ],
    byPresence: true,
  },
];

function deniesWithoutTls(policy: Field): boolean {
  return (statementsOf(policy) ?? []).some(({ field, conditions }) => {
    if (field.get("Effect").text() !== "Deny") return false;
    // A further condition would let some without TLS in.
    return (
      conditions.length === 1 &&
      conditions.every(({ operator, key, values }) => {
        return operator === "bool" && key === "aws:securetransport" && values.some((value) => value.flag() === false);
      })
    );
  });
}
