/** KMS's entities as the store keeps them: AWS's own field names in camelCase. No key material exists. */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

/** Entity id: the key id (a UUID, or `mrk-…` for a multi-Region key). */
export interface Key {
  readonly keyId: string;
  readonly description: string;
  readonly keyState: "Enabled" | "Disabled" | "PendingDeletion";
  readonly keyUsage: "ENCRYPT_DECRYPT" | "SIGN_VERIFY" | "GENERATE_VERIFY_MAC" | "KEY_AGREEMENT";
  readonly keySpec: string;
  /** `AWS` for `alias/aws/…` keys, made by a service when first needed. */
  readonly keyManager: "CUSTOMER" | "AWS";
  readonly multiRegion: boolean;
  readonly keyRotationEnabled: boolean;
  readonly rotationPeriodInDays?: number;
  /** The key policy's JSON text. */
  readonly policy: string;
  /** ISO time; set while the key is pending deletion. */
  readonly deletionDate?: string;
  readonly tags: Tags;
}

/** Entity id: the ARN. */
export interface Alias {
  /** With its prefix: `alias/orders`. */
  readonly aliasName: string;
  readonly targetKeyId: string;
}

export const keyKind = kind<Key>("kms:key");
export const aliasKind = kind<Alias>("kms:alias");
