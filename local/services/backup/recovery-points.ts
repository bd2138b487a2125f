import { parseArn } from "../../../aws/arn";
import type { Entity, Reads, Transaction } from "../../state/store";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { fitsGlob } from "../iam/glob";
import { dbInstanceKind, type DbInstance } from "../rds/entities";
import type { Services } from "../services";
import {
  planKind,
  recoveryPointKind,
  selectionKind,
  vaultKind,
  type PlanRule,
  type RecoveryPoint,
  type Selection,
} from "./entities";

const DAY = 86_400_000;

type Needs = Pick<Services, "clock" | "ids">;

/**
 * Makes the recovery points that fell due since the last time, and forgets those that have expired. Nothing runs by
 * itself here: whoever changes or asks for what backups depend on calls this first. A rule with a schedule makes one
 * point of each selected RDS instance for every full day, whatever the schedule says.
 */
export function settleBackups(transaction: Transaction, services: Needs): void {
  const now = services.clock.now().getTime();
  for (const selection of transaction.list(selectionKind)) {
    // Selections of older states say nothing: their days begin now.
    const since = Date.parse(selection.data.backedUpUntil ?? new Date(now).toISOString());
    const days = Math.floor((now - since) / DAY);
    for (let day = 1; day <= days; day++) backUp(transaction, services, selection, since + day * DAY);
    const backedUpUntil = new Date(since + Math.max(days, 0) * DAY).toISOString();
    if (backedUpUntil !== selection.data.backedUpUntil) {
      transaction.put({ ...selection, data: { ...selection.data, backedUpUntil } });
    }
  }
  const hasExpired = ({ data }: Entity<RecoveryPoint>) =>
    data.deleteAt !== undefined && Date.parse(data.deleteAt) <= now;
  for (const { id } of transaction.list(recoveryPointKind, hasExpired)) transaction.delete(recoveryPointKind, id);
}

/** The recovery points of a vault, by its ARN, as far as `settleBackups` has made and forgotten them. */
export function recoveryPointsOf(reads: Reads, vaultArn: string): readonly Entity<RecoveryPoint>[] {
  return reads.list(recoveryPointKind, ({ data }) => data.backupVaultArn === vaultArn);
}

function backUp(transaction: Transaction, services: Needs, selection: Entity<Selection>, at: number): void {
  const rules = transaction.get(planKind, selection.data.backupPlanId)?.data.rules ?? [];
  const instances = transaction.list(dbInstanceKind, (instance) => isSelected(selection, instance));
  for (const rule of rules.filter(({ scheduleExpression }) => scheduleExpression !== undefined)) {
    for (const instance of instances) keep(transaction, services, rule, instance, at);
  }
}

function isSelected({ account, region, data }: Entity<Selection>, instance: Entity<DbInstance>): boolean {
  const isIn = (patterns: readonly string[]) => patterns.some((pattern) => fitsGlob(pattern, instance.arn));
  const isThere = !["creating", "deleting"].includes(instance.data.dbInstanceStatus);
  const isOwn = instance.account === account && instance.region === region;
  const isTagged = data.selectionTags.some(({ key, value }) => instance.data.tags[key] === value);
  return isOwn && isThere && (isIn(data.resources) || isTagged) && !isIn(data.notResources);
}

function keep(
  transaction: Transaction,
  { ids }: Needs,
  { targetBackupVaultName, lifecycle }: PlanRule,
  instance: Entity<DbInstance>,
  at: number,
): void {
  const { account, region, arn: resourceArn } = instance;
  const partition = parseArn(resourceArn)?.partition ?? "aws";
  const backupVaultArn = `arn:${partition}:backup:${region}:${account}:backup-vault:${targetBackupVaultName}`;
  const vault = transaction.get(vaultKind, backupVaultArn);
  const days = lifecycle?.deleteAfterDays;
  // A backup that would go sooner or stay longer than the vault's lock lets it is a job that fails.
  const { minRetentionDays = 0, maxRetentionDays = Infinity } = vault?.data.lock ?? {};
  const kept = days ?? Infinity;
  if (vault === undefined || kept < minRetentionDays || kept > maxRetentionDays) return;
  const arn = `arn:${partition}:rds:${region}:${account}:snapshot:awsbackup:job-${ids.uuid()}`;
  const data: RecoveryPoint = defined({
    backupVaultArn,
    resourceArn,
    // A snapshot of RDS keeps its source's key, whatever the vault's (Backup guide, "Encryption for backups").
    encryptionKeyArn: instance.data.kmsKeyId ?? vault.data.encryptionKeyArn,
    creationDate: new Date(at).toISOString(),
    deleteAt: days === undefined ? undefined : new Date(at + days * DAY).toISOString(),
  });
  transaction.put(entityOf(recoveryPointKind, arn, arn, { account, region }, data));
}
