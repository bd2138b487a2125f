import type { Entity } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { letsServiceAssume } from "../iam/service-role";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { selectionKind, type Selection } from "./entities";
import { findPlan } from "./plan";
import { settleBackups } from "./recovery-points";

/** CreateBackupSelection: of a plan that exists, with a role AWS Backup may take on. */
export function createSelection(
  services: Pick<Services, "store" | "ids" | "clock" | "settings">,
  caller: Caller,
  request: Omit<Selection, "selectionId" | "backedUpUntil">,
): Promise<Entity<Selection>> {
  return services.store.transaction((transaction) => {
    findPlan(transaction, caller, request.backupPlanId);
    if (!/^[a-zA-Z0-9\-_.]{1,50}$/.test(request.selectionName)) {
      throw invalid(`Invalid selection name: ${request.selectionName}`);
    }
    if (request.resources.length + request.selectionTags.length === 0) {
      throw invalid("Invalid selection: it must have resources or tags");
    }
    if (!letsServiceAssume(services, caller, request.iamRoleArn, "backup.amazonaws.com")) {
      throw invalid(`IAM Role ${request.iamRoleArn} cannot be assumed by AWS Backup`);
    }
    const selectionId = services.ids.uuid();
    const arn = arnOf(caller, "backup", `backup-plan:${request.backupPlanId}/selection:${selectionId}`);
    const backedUpUntil = services.clock.now().toISOString();
    const selection = entityOf(selectionKind, selectionId, arn, caller, { ...request, selectionId, backedUpUntil });
    transaction.put(selection);
    return selection;
  });
}

/** DeleteBackupSelection. Gone already is no error. */
export function deleteSelection(
  services: Pick<Services, "store" | "clock" | "ids">,
  caller: Caller,
  id: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    settleBackups(transaction, services);
    if (owned(transaction, selectionKind, id, caller) !== undefined) transaction.delete(selectionKind, id);
  });
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
