import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Reads } from "../../../resources/reads";

/** Where key policies are written. */
export const keyPolicyReads = {
  "aws:kms/key:Key": ["policy"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy"],
  "aws:kms/externalKey:ExternalKey": ["policy"],
  "aws:kms/replicaKey:ReplicaKey": ["policy"],
  "aws:kms/replicaExternalKey:ReplicaExternalKey": ["policy"],
  "aws-native:kms:Key": ["keyPolicy"],
  "aws-native:kms:ReplicaKey": ["keyPolicy"],
} as const satisfies Reads;

/** A key's policy. Left out means KMS's default, which lets nobody in but the key's own account. */
export const keyPolicy = (key: Resource): Field => key.get(key.native ? "keyPolicy" : "policy");
