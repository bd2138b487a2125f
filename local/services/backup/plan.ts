import { isDeepStrictEqual } from "node:util";
import type { Entity, Reads } from "../../state/store";
import { arnOf, parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { planKind, selectionKind, vaultKind, type Lifecycle, type Plan, type PlanRule } from "./entities";
import { settleBackups } from "./recovery-points";
import { findVault } from "./vault";

/** What a caller decides about a plan. */
export type PlanSettings = Pick<Plan, "rules" | "tags">;

/** Days a recovery point stays in cold storage at least: AWS Backup bills them in any case. */
const coldDays = 90;

/** CreateBackupPlan: each rule's vault exists, its schedule and lifecycle make sense. */
export function createPlan(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: PlanSettings & Pick<Plan, "backupPlanName">,
): Promise<Entity<Plan>> {
  return services.store.transaction((transaction) => {
    if (!/^[a-zA-Z0-9\-_.]{1,50}$/.test(request.backupPlanName)) {
      const message = `Invalid plan name: ${request.backupPlanName}. It must have 1 to 50 letters, digits, hyphens, underscores and periods.`;
      throw new AwsError("InvalidParameterValueException", message);
    }
    for (const rule of request.rules) checkRule(transaction, caller, rule);
    const backupPlanId = services.ids.uuid();
    const arn = arnOf(caller, "backup", `backup-plan:${backupPlanId}`);
    const data = { ...request, backupPlanId, versionId: versionId(services) };
    const plan = entityOf(planKind, backupPlanId, arn, caller, data);
    transaction.put(plan);
    return plan;
  });
}

/** UpdateBackupPlan and TagResource: a new version where the rules change. */
export function modifyPlan(
  services: Pick<Services, "store" | "clock" | "ids">,
  caller: Caller,
  id: string,
  settings: PlanSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    settleBackups(transaction, services);
    const plan = findPlan(transaction, caller, id);
    for (const rule of settings.rules) checkRule(transaction, caller, rule);
    const isNew = !isDeepStrictEqual(settings.rules, plan.data.rules);
    const version = isNew ? versionId(services) : plan.data.versionId;
    transaction.put({ ...plan, data: { ...plan.data, ...settings, versionId: version } });
  });
}

/** DeleteBackupPlan: refused while it has selections. */
export function deletePlan(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findPlan(transaction, caller, id);
    if (transaction.list(selectionKind).some((it) => it.data.backupPlanId === id)) {
      const message = "Related backup plan selections must be deleted prior to backup plan deletion";
      throw new AwsError("InvalidRequestException", message);
    }
    transaction.delete(planKind, id);
  });
}

/** The caller's own plan, or `ResourceNotFoundException`. */
export function findPlan(reads: Reads, caller: Caller, id: string): Entity<Plan> {
  const plan = owned(reads, planKind, id, caller);
  if (plan === undefined)
    throw new AwsError("ResourceNotFoundException", `Failed reading Backup plan with provided id ${id}`);
  return plan;
}

function checkRule(reads: Reads, caller: Caller, rule: PlanRule): void {
  if (!/^[a-zA-Z0-9\-_.]{1,50}$/.test(rule.ruleName)) throw invalid(`Invalid rule name: ${rule.ruleName}`);
  findVault(reads, caller, rule.targetBackupVaultName);
  if (rule.scheduleExpression !== undefined && !/^(cron|rate)\([^()]+\)$/.test(rule.scheduleExpression)) {
    throw invalid(`Backup plan rule schedule is invalid: ${rule.scheduleExpression}`);
  }
  if (rule.startWindowMinutes < 60 || rule.completionWindowMinutes < rule.startWindowMinutes + 60) {
    throw invalid(
      `Invalid backup window: the start window has at least 60 minutes, and the completion window 60 more, got ${rule.startWindowMinutes} and ${rule.completionWindowMinutes}`,
    );
  }
  checkLifecycle(rule.lifecycle);
  for (const { destinationBackupVaultArn, lifecycle } of rule.copyActions) {
    checkLifecycle(lifecycle);
    const destination = parseArn(destinationBackupVaultArn);
    if (destination?.service !== "backup" || !destination.resource.startsWith("backup-vault:")) {
      throw invalid(`Invalid destination vault: ${destinationBackupVaultArn}`);
    }
    const isOwn = destination.account === caller.account;
    if (isOwn && reads.get(vaultKind, destinationBackupVaultArn) === undefined) {
      throw invalid(`Backup vault ${destinationBackupVaultArn} does not exist`);
    }
  }
}

function checkLifecycle({ moveToColdStorageAfterDays: cold, deleteAfterDays: gone }: Lifecycle = {}): void {
  if (cold !== undefined && gone !== undefined && gone < cold + coldDays) {
    throw invalid(
      "Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays",
    );
  }
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

function versionId({ ids }: Pick<Services, "ids">): string {
  return Buffer.from(ids.bytes(36)).toString("base64url");
}
