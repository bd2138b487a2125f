import type { Transaction } from "../../state/store";
import { findUsableKey } from "./check-surroundings";
import { awsManagedKey } from "../kms/use-key";
import { logGroupArn, putServiceLogGroup } from "../logs/log-group";
import { logGroupKind } from "../logs/entities";
import type { Caller, Ids } from "../services";
import type { DbInstance } from "./entities";

type Settled = Pick<
  DbInstance,
  | "enabledCloudwatchLogsExports"
  | "storageEncrypted"
  | "kmsKeyId"
  | "performanceInsightsEnabled"
  | "performanceInsightsKmsKeyId"
  | "performanceInsightsRetentionPeriod"
>;

/**
 * Fills in what AWS fills in with things of other services: keys by their ARNs, and the log groups it exports to.
 *
 * @param logs what the names of the log groups begin with: `/aws/rds/instance/orders`.
 */
export function settle<T extends Settled>(
  transaction: Transaction,
  ids: Pick<Ids, "uuid">,
  caller: Caller,
  instance: T,
  logs: string,
): T {
  const keyArn = (reference: string | undefined): string =>
    (reference === undefined
      ? awsManagedKey(transaction, ids, caller, "rds")
      : findUsableKey(transaction, caller, reference)
    ).arn;
  for (const log of instance.enabledCloudwatchLogsExports) {
    const name = `${logs}/${log}`;
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
