import type { Transaction } from "../../state/store";
import { findUsableKey } from "./check-surroundings";
import { awsManagedKey } from "../kms/use-key";
import { logGroupArn, putServiceLogGroup } from "../logs/log-group";
import { logGroupKind } from "../logs/entities";
import type { Caller, Ids } from "../services";
import type { DbInstance } from "./entities";

/** Fills in what AWS fills in with things of other services: keys by their ARNs, and the log groups it exports to. */
export function settle(
  transaction: Transaction,
  ids: Pick<Ids, "uuid">,
  caller: Caller,
  instance: DbInstance,
): DbInstance {
  const keyArn = (reference: string | undefined): string =>
    (reference === undefined
      ? awsManagedKey(transaction, ids, caller, "rds")
      : findUsableKey(transaction, caller, reference)
    ).arn;
  for (const log of instance.enabledCloudwatchLogsExports) {
    const name = `/aws/rds/instance/${instance.dbInstanceIdentifier}/${log}`;
    if (transaction.get(logGroupKind, logGroupArn(caller, name)) === undefined) {
      putServiceLogGroup(transaction, caller, name);
    }
  }
  return {
    ...instance,
    ...(instance.storageEncrypted && { kmsKeyId: keyArn(instance.kmsKeyId) }),
    ...(instance.performanceInsightsEnabled && {
      performanceInsightsKmsKeyId: keyArn(instance.performanceInsightsKmsKeyId),
      performanceInsightsRetentionPeriod: instance.performanceInsightsRetentionPeriod ?? 7,
    }),
  };
}
