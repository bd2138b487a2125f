import { logRetentionSteps } from "../../../aws/log-retention";
import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { letsService, usableKey } from "../kms/use-key";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { logGroupKind, type LogGroup } from "./entities";
import { deleteLogEvents } from "./log-events";

/** What a caller may change about a log group. */
export interface LogGroupSettings extends Pick<LogGroup, "deletionProtectionEnabled" | "tags"> {
  /** Days; undefined keeps events for ever. */
  readonly retentionInDays?: number | undefined;
  /** ARN of a key whose policy lets CloudWatch Logs use it for this group. */
  readonly kmsKeyId?: string | undefined;
}

type Needs = Pick<Services, "store" | "clock" | "settings">;

/** CreateLogGroup, PutRetentionPolicy and AssociateKmsKey. */
export function createLogGroup(
  services: Needs,
  caller: Caller,
  request: LogGroupSettings & Pick<LogGroup, "logGroupName" | "logGroupClass">,
): Promise<Entity<LogGroup>> {
  return services.store.transaction((transaction) => {
    const { logGroupName } = request;
    checkName(logGroupName);
    const arn = logGroupArn(caller, logGroupName);
    if (transaction.get(logGroupKind, arn) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    checkSettings(services, caller, arn, request);
    const group = entityOf(logGroupKind, arn, arn, caller, defined(request));
    transaction.put(group);
    return group;
  });
}

/** The group an AWS service makes for its own logs: without retention, encrypted by AWS alone. */
export function putServiceLogGroup(transaction: Transaction, caller: Caller, logGroupName: string): void {
  const arn = logGroupArn(caller, logGroupName);
  const data = { logGroupName, logGroupClass: "STANDARD" as const, deletionProtectionEnabled: false, tags: {} };
  transaction.put(entityOf(logGroupKind, arn, arn, caller, data));
}

export function modifyLogGroup(
  services: Needs,
  caller: Caller,
  logGroupName: string,
  settings: LogGroupSettings,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findLogGroup(transaction, caller, logGroupName);
    checkSettings(services, caller, group.arn, settings);
    transaction.put({ ...group, data: defined({ ...group.data, ...settings }) });
  });
}

/** DeleteLogGroup, with all its events. */
export function deleteLogGroup(services: Pick<Services, "store">, caller: Caller, logGroupName: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findLogGroup(transaction, caller, logGroupName);
    if (group.data.deletionProtectionEnabled) {
      const message = "Log group has deletion protection enabled. Disable deletion protection before deleting it.";
      throw new AwsError("ValidationException", message);
    }
    deleteLogEvents(transaction, group.arn);
    transaction.delete(logGroupKind, group.id);
  });
}

/** The ARN without the trailing `:*` that some APIs put there. */
export function logGroupArn(caller: Caller, logGroupName: string): string {
  return arnOf(caller, "logs", `log-group:${logGroupName}`);
}

/** The caller's own log group, or `ResourceNotFoundException`. */
export function findLogGroup(reads: Reads, caller: Caller, logGroupName: string): Entity<LogGroup> {
  const group = owned(reads, logGroupKind, logGroupArn(caller, logGroupName), caller);
  if (group === undefined) {
    throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  }
  return group;
}

function checkName(logGroupName: string): void {
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(logGroupName)) {
    const message = `1 validation error detected: Value '${logGroupName}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`;
    throw new AwsError("InvalidParameterException", message);
  }
  if (logGroupName.startsWith("aws/")) {
    throw new AwsError("InvalidParameterException", "Log groups starting with aws/ are reserved for AWS.");
  }
}

function checkSettings(services: Needs, caller: Caller, arn: string, settings: LogGroupSettings): void {
  const { kmsKeyId, retentionInDays } = settings;
  if (retentionInDays !== undefined && !logRetentionSteps.includes(retentionInDays)) {
    const message = `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must be one of ${logRetentionSteps.join(", ")}`;
    throw new AwsError("InvalidParameterException", message);
  }
  if (kmsKeyId === undefined) return;
  const key = usableKey(services.store, caller, kmsKeyId);
  const service = `logs.${caller.region}.amazonaws.com`;
  const context = { "kms:encryptioncontext:aws:logs:arn": arn, "aws:sourcearn": arn };
  if (key === undefined || !letsService(services, key, service, context)) {
    const message = `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`;
    throw new AwsError("AccessDeniedException", message);
  }
}
