import type { Field } from "../../framework/field";
import type { Resource } from "../../framework/resource";
import type { Reads } from "../../framework/rule";

/** Where the policies of secrets are written. */
export const secretPolicyReads = {
  "aws:secretsmanager/secret:Secret": ["policy"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
  "aws-native:secretsmanager:ResourcePolicy": ["resourcePolicy"],
} as const satisfies Reads;

export const secretPolicy = (resource: Resource): Field => resource.get(resource.native ? "resourcePolicy" : "policy");
