import type { Lifecycle, PlanRule } from "../../../services/backup/entities";
import { defined } from "../../../services/defined";
import { flag, integer, mapOf, object, setOf, text, type InputsOf } from "../../fields";

const lifecycle = object({
  coldStorageAfter: integer(),
  deleteAfter: integer(),
  optInToArchiveForSupportedResources: flag({ computed: true }),
});

/** Minutes and days, as AWS Backup has them. */
export const ruleFields = {
  ruleName: text({ required: true }),
  targetVaultName: text({ required: true }),
  schedule: text(),
  scheduleExpressionTimezone: text({ default: "Etc/UTC" }),
  enableContinuousBackup: flag({ default: false }),
  startWindow: integer({ default: 60 }),
  completionWindow: integer({ default: 180 }),
  lifecycle,
  copyActions: setOf(object({ destinationVaultArn: text({ required: true }), lifecycle })),
  recoveryPointTags: mapOf(text()),
};

type RuleInputs = InputsOf<typeof ruleFields>;
type LifecycleInputs = Exclude<RuleInputs["lifecycle"], undefined>;

/** A plan's rule in AWS's words. */
export function planRuleOf(rule: RuleInputs): PlanRule {
  return {
    ruleName: rule.ruleName,
    targetBackupVaultName: rule.targetVaultName,
    scheduleExpressionTimezone: rule.scheduleExpressionTimezone,
    enableContinuousBackup: rule.enableContinuousBackup,
    startWindowMinutes: rule.startWindow,
    completionWindowMinutes: rule.completionWindow,
    ...defined({ scheduleExpression: rule.schedule, lifecycle: rule.lifecycle && lifecycleOf(rule.lifecycle) }),
    copyActions: (rule.copyActions ?? []).map(({ destinationVaultArn, lifecycle }) => ({
      destinationBackupVaultArn: destinationVaultArn,
      ...defined({ lifecycle: lifecycle && lifecycleOf(lifecycle) }),
    })),
    recoveryPointTags: rule.recoveryPointTags ?? {},
  };
}

/** A plan's rule in the program's words. */
export function ruleInputsOf(rule: PlanRule): RuleInputs {
  return {
    ruleName: rule.ruleName,
    targetVaultName: rule.targetBackupVaultName,
    schedule: rule.scheduleExpression,
    scheduleExpressionTimezone: rule.scheduleExpressionTimezone,
    enableContinuousBackup: rule.enableContinuousBackup,
    startWindow: rule.startWindowMinutes,
    completionWindow: rule.completionWindowMinutes,
    lifecycle: rule.lifecycle && lifecycleInputsOf(rule.lifecycle),
    copyActions: rule.copyActions.map(({ destinationBackupVaultArn, lifecycle }) => ({
      destinationVaultArn: destinationBackupVaultArn,
      lifecycle: lifecycle && lifecycleInputsOf(lifecycle),
    })),
    recoveryPointTags: rule.recoveryPointTags,
  };
}

function lifecycleOf({ coldStorageAfter, deleteAfter, ...rest }: LifecycleInputs): Lifecycle {
  return defined({ moveToColdStorageAfterDays: coldStorageAfter, deleteAfterDays: deleteAfter, ...rest });
}

function lifecycleInputsOf(lifecycle: Lifecycle): LifecycleInputs {
  return {
    coldStorageAfter: lifecycle.moveToColdStorageAfterDays,
    deleteAfter: lifecycle.deleteAfterDays,
    optInToArchiveForSupportedResources: lifecycle.optInToArchiveForSupportedResources,
  };
}
