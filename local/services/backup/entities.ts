/** AWS Backup's entities as the store keeps them: AWS's own field names in camelCase. A backup holds no data. */
import { kind } from "../../state/store";
import type { Tags } from "../ec2/entities";

export type { Tags };

/** Entity id: the ARN. */
export interface Vault {
  readonly backupVaultName: string;
  readonly encryptionKeyArn: string;
  readonly lock?: VaultLock;
  readonly tags: Tags;
}

interface VaultLock {
  readonly minRetentionDays?: number;
  readonly maxRetentionDays?: number;
  /** ISO time from which nobody can lift the lock (compliance mode); undefined in governance mode. */
  readonly lockDate?: string;
}

/** Entity id: the plan's UUID. */
export interface Plan {
  readonly backupPlanId: string;
  readonly backupPlanName: string;
  readonly versionId: string;
  readonly rules: readonly PlanRule[];
  readonly tags: Tags;
}

export interface PlanRule {
  readonly ruleName: string;
  readonly targetBackupVaultName: string;
  readonly scheduleExpression?: string;
  readonly scheduleExpressionTimezone: string;
  readonly enableContinuousBackup: boolean;
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  readonly lifecycle?: Lifecycle;
  readonly copyActions: readonly { readonly destinationBackupVaultArn: string; readonly lifecycle?: Lifecycle }[];
  readonly recoveryPointTags: Tags;
}

export interface Lifecycle {
  readonly moveToColdStorageAfterDays?: number;
  readonly deleteAfterDays?: number;
  readonly optInToArchiveForSupportedResources?: boolean;
}

/** Entity id: the selection's UUID. */
export interface Selection {
  readonly selectionId: string;
  readonly selectionName: string;
  readonly backupPlanId: string;
  readonly iamRoleArn: string;
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly selectionTags: readonly { readonly type: string; readonly key: string; readonly value: string }[];
  /** ISO time until which what it selects has its recovery points; selections of earlier releases have none. */
  readonly backedUpUntil?: string;
}

/** Entity id: the ARN, of the snapshot that RDS has for it. */
export interface RecoveryPoint {
  readonly backupVaultArn: string;
  readonly resourceArn: string;
  readonly encryptionKeyArn: string;
  /** ISO time. */
  readonly creationDate: string;
  /** ISO time; without it the point stays until somebody deletes it. */
  readonly deleteAt?: string;
}

export const vaultKind = kind<Vault>("backup:vault");
export const planKind = kind<Plan>("backup:plan");
export const selectionKind = kind<Selection>("backup:selection");
export const recoveryPointKind = kind<RecoveryPoint>("backup:recovery-point");
