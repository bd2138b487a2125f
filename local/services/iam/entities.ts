/** IAM's entities as the store keeps them: AWS's own field names in camelCase. Their Region is always "". */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

/** Entity id: the ARN. */
export interface Role {
  readonly roleName: string;
  /** `AROA…`. */
  readonly roleId: string;
  readonly path: string;
  readonly description: string;
  /** The trust policy's JSON text. */
  readonly assumeRolePolicyDocument: string;
  /** Seconds, 3600 to 43200. */
  readonly maxSessionDuration: number;
  readonly permissionsBoundary?: string;
  readonly attachedPolicyArns: readonly string[];
  /** ISO time. */
  readonly createDate: string;
  readonly tags: Tags;
}

/** Inline policy of a role. Entity id: `<role ARN>:<policy name>`. */
export interface RolePolicy {
  readonly roleName: string;
  readonly policyName: string;
  readonly policyDocument: string;
}

/** Customer-managed policy. Entity id: the ARN. */
export interface Policy {
  readonly policyName: string;
  /** `ANPA…`. */
  readonly policyId: string;
  readonly path: string;
  readonly description: string;
  readonly policyDocument: string;
  readonly tags: Tags;
}

/**
 * The local operator's own credentials in one account: they act as the account's root. Entity id: the access key id
 * `AKIA…`. The secret is sealed with the state folder's key.
 */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly principalArn: string;
  readonly sealedSecretAccessKey: string;
}

export const roleKind = kind<Role>("iam:role");
export const rolePolicyKind = kind<RolePolicy>("iam:role-policy");
export const policyKind = kind<Policy>("iam:policy");
export const accessKeyKind = kind<AccessKey>("iam:access-key");
