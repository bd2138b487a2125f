/** Secrets Manager's entities as the store keeps them: AWS's own field names in camelCase. */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

/** Entity id: the ARN, which ends in six random characters. */
export interface Secret {
  readonly name: string;
  readonly description: string;
  /** As given; undefined means `alias/aws/secretsmanager`. */
  readonly kmsKeyId?: string;
  /** Set for secrets a service manages, such as `rds`: only that service changes or deletes them. */
  readonly owningService?: string;
  readonly resourcePolicy?: string;
  /** ISO time; set while the secret waits for its deletion. */
  readonly deletedDate?: string;
  readonly tags: Tags;
}

/** Entity id: `<secret ARN>|<version id>`. */
export interface SecretVersion {
  readonly secretArn: string;
  readonly versionId: string;
  /** `AWSCURRENT`, `AWSPREVIOUS` or the caller's own. */
  readonly versionStages: readonly string[];
  /** The value, sealed with the state folder's key. */
  readonly sealedValue: string;
  readonly isBinary: boolean;
}

export const secretKind = kind<Secret>("secrets-manager:secret");
export const secretVersionKind = kind<SecretVersion>("secrets-manager:secret-version");
