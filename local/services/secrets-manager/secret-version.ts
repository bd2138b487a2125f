import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { secretKind, secretVersionKind, type SecretVersion } from "./entities";
import { findOwnSecret } from "./find";

export interface NewVersion {
  /** The secret's text, or bytes in base64. At most 65,536 bytes. */
  readonly value: string;
  readonly isBinary: boolean;
  /** Default: `AWSCURRENT`. */
  readonly versionStages?: readonly string[] | undefined;
}

type Sealing = Pick<Services, "ids" | "seals">;

/** PutSecretValue: the new version takes its stages from the others; what was current becomes `AWSPREVIOUS`. */
export function putSecretValue(
  services: Pick<Services, "store"> & Sealing,
  caller: Caller,
  secretId: string,
  version: NewVersion,
): Promise<Entity<SecretVersion>> {
  return services.store.transaction((transaction) => {
    const secret = findOwnSecret(transaction, caller, secretId);
    return putVersion(transaction, services, secret.id, version);
  });
}

/** The part of PutSecretValue that services use for the secrets they manage. */
export function putVersion(
  transaction: Transaction,
  { ids, seals }: Sealing,
  secretArn: string,
  { value, isBinary, versionStages = ["AWSCURRENT"] }: NewVersion,
): Entity<SecretVersion> {
  if (Buffer.byteLength(value) > 65_536) {
    const message =
      "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536";
    throw new AwsError("ValidationException", message);
  }
  moveStages(transaction, secretArn, versionStages);
  const versionId = ids.uuid();
  const data = { secretArn, versionId, versionStages, sealedValue: seals.seal(value), isBinary };
  const version = versionEntity(transaction, secretArn, data);
  transaction.put(version);
  return version;
}

/** The version that has a stage; `AWSCURRENT` is what clients get. */
export function versionAt(reads: Reads, secretArn: string, stage: string): Entity<SecretVersion> | undefined {
  return reads.list(
    secretVersionKind,
    ({ data }) => data.secretArn === secretArn && data.versionStages.includes(stage),
  )[0];
}

/**
 * UpdateSecretVersionStage for all stages of one version: each leaves the version that had it. `AWSCURRENT` can only
 * move to another version: where it is, it stays.
 */
export function setVersionStages(
  services: Pick<Services, "store">,
  caller: Caller,
  secretArn: string,
  versionId: string,
  wanted: readonly string[],
): Promise<void> {
  return services.store.transaction((transaction) => {
    findOwnSecret(transaction, caller, secretArn);
    const version = transaction.get(secretVersionKind, `${secretArn}|${versionId}`);
    if (version === undefined) {
      const message = "Secrets Manager can't find the specified secret version.";
      throw new AwsError("ResourceNotFoundException", message);
    }
    const before = version.data.versionStages;
    const taken = wanted.filter((it) => !before.includes(it));
    moveStages(transaction, secretArn, taken);
    const staying = before.includes("AWSCURRENT") && !wanted.includes("AWSCURRENT") ? ["AWSCURRENT"] : [];
    transaction.put({ ...version, data: { ...version.data, versionStages: [...staying, ...wanted] } });
  });
}

/** Takes the version's own stages away, and the version with them. `AWSCURRENT` cannot be taken: it stays, as in AWS. */
export function deprecateVersion(
  services: Pick<Services, "store">,
  secretArn: string,
  versionId: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const version = transaction.get(secretVersionKind, `${secretArn}|${versionId}`);
    if (version === undefined || version.data.versionStages.includes("AWSCURRENT")) return;
    transaction.delete(secretVersionKind, version.id);
  });
}

function moveStages(transaction: Transaction, secretArn: string, taken: readonly string[]): void {
  for (const version of transaction.list(secretVersionKind, (it) => it.data.secretArn === secretArn)) {
    const stages = version.data.versionStages;
    const wasCurrent = taken.includes("AWSCURRENT") && stages.includes("AWSCURRENT");
    const left = stages.filter((it) => !taken.includes(it) && !(it === "AWSPREVIOUS" && taken.includes("AWSCURRENT")));
    const versionStages = wasCurrent ? [...left, "AWSPREVIOUS"] : left;
    transaction.put({ ...version, data: { ...version.data, versionStages } });
  }
}

function versionEntity(reads: Reads, secretArn: string, data: SecretVersion): Entity<SecretVersion> {
  const { account = "", region = "" } = reads.get(secretKind, secretArn) ?? {};
  const id = `${secretArn}|${data.versionId}`;
  // AWS gives versions no ARN; the store wants one that is theirs alone.
  const arn = arnOf({ account, region }, "secretsmanager", `secret-version:${id}`);
  return entityOf(secretVersionKind, id, arn, { account, region }, data);
}
