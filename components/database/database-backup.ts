import * as backup from "@pulumi/aws/backup";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { awsManagedPolicy, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";

export interface DatabaseBackupArgs {
  /** The account and Region of the database and its vault. */
  readonly place: Place;
  /**
   * ARN of what is backed up.
   * @default - whatever of the account and Region carries the component's `tags`
   */
  readonly resourceArn?: pulumi.Input<string>;
  /** ARN of the key that encrypts the vault. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How long a daily backup is kept, in days, 7 or more.
   * @default 35
   */
  readonly retentionDays?: number;
  /**
   * Refuses `pulumi destroy` of the vault.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Leaves the vault, its lock, what is in it and the role that lets it expire in the account when they go from the
   * program. Without it the vault is deleted, which AWS refuses while it holds a backup.
   * @default false
   */
  readonly retain?: boolean;
}

/** No backup leaves the vault sooner than this, whoever asks. */
const MIN_RETENTION_DAYS = 7;
const DEFAULT_RETENTION_DAYS = 35;

/** The tag by which AWS Backup finds what belongs into a vault; its value is the vault's name, which no other stack has. */
export const BACKUP_TAG = "lattice-db:backup-vault";

/**
 * A daily backup of one database, or of all that carry a tag, into a locked vault: what is left when the instance and its
 * automated backups are gone. The lock is in governance mode: who may administer AWS Backup can lift it, nobody else.
 *
 * Cost: the snapshots' storage.
 */
export class DatabaseBackup extends pulumi.ComponentResource {
  /** Name of the vault. */
  readonly vaultName: pulumi.Output<string>;
  /** What a database is tagged with to be backed up, where no `resourceArn` says which one it is. */
  readonly tags: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: DatabaseBackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseBackup", name, args, opts);
    const problems = databaseBackupProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`DatabaseBackup "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };
    // The role too: with it AWS Backup deletes what has expired (Backup guide, "Identity and access management").
    const kept = { ...parent, retainOnDelete: args.retain ?? false };

    const vault = new backup.Vault(
      `${name}-vault`,
      { kmsKeyArn: args.kmsKeyArn },
      { ...kept, protect: args.protect ?? true },
    );
    new backup.VaultLockConfiguration(
      `${name}-vault-lock`,
      { backupVaultName: vault.name, minRetentionDays: MIN_RETENTION_DAYS },
      kept,
    );
    const plan = new backup.Plan(
      `${name}-plan`,
      {
        rules: [
          {
            ruleName: "daily",
            targetVaultName: vault.name,
            schedule: "cron(0 3 * * ? *)",
            lifecycle: { deleteAfter: args.retentionDays ?? DEFAULT_RETENTION_DAYS },
          },
        ],
      },
      parent,
    );
    const role = new iam.Role(
      `${name}-backup-role`,
      { assumeRolePolicy: serviceTrustPolicy(args.place, "backup.amazonaws.com") },
      kept,
    );
    const attachment = new iam.RolePolicyAttachment(
      `${name}-backup-policy`,
      { role: role.name, policyArn: awsManagedPolicy(args.place, "service-role/AWSBackupServiceRolePolicyForBackup") },
      kept,
    );
    new backup.Selection(
      `${name}-selection`,
      { planId: plan.id, iamRoleArn: role.arn, ...selected(args.resourceArn, vault.name) },
      // The role's ARN does not say that its policy is there.
      { ...parent, dependsOn: [attachment] },
    );

    this.vaultName = vault.name;
    this.tags = { [BACKUP_TAG]: vault.name };
    this.registerOutputs({ vaultName: this.vaultName });
  }
}

/** By a tag, a database more changes nothing here: a plan takes 100 selections, and a selection cannot be changed. */
function selected(resourceArn: pulumi.Input<string> | undefined, vaultName: pulumi.Output<string>) {
  if (resourceArn !== undefined) return { resources: [resourceArn] };
  return { selectionTags: [{ type: "STRINGEQUALS", key: BACKUP_TAG, value: vaultName }] };
}

/** What is wrong with the arguments; empty when nothing is. */
export function databaseBackupProblems(args: Pick<DatabaseBackupArgs, "retentionDays">): string[] {
  const days = args.retentionDays ?? DEFAULT_RETENTION_DAYS;
  if (Number.isInteger(days) && days >= MIN_RETENTION_DAYS) return [];
  return [
    `retentionDays must be a whole number of ${MIN_RETENTION_DAYS} or more, the vault's lock refuses less, got ${days}`,
  ];
}
