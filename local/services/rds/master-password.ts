import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { awsManagedKey } from "../kms/use-key";
import { putSecret, removeSecret } from "../secrets-manager/secret";
import { putVersion } from "../secrets-manager/secret-version";
import type { Caller, Ids, Services } from "../services";
import { findUsableKey } from "./check-surroundings";
import type { Engine } from "./engines";
import type { DbInstance, MasterUserSecret } from "./entities";
import type { MasterPasswordWishes } from "./instance-request";

const managedLength = 40;
/** Every printable ASCII character RDS takes in a password, less those that need quoting in a shell or a URL. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~*+=";

/** The rules for what a caller may say of the master's password. */
export function checkPassword(engine: Engine, wishes: MasterPasswordWishes): void {
  const { masterUserPassword: password, manageMasterUserPassword: isManaged, masterUserSecretKmsKeyId } = wishes;
  if (isManaged === true && password !== undefined) {
    const message = "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (isManaged !== true && masterUserSecretKmsKeyId !== undefined) {
    const message = "You can't specify MasterUserSecretKmsKeyId when ManageMasterUserPassword is disabled.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (password === undefined) return;
  const invalid = "The parameter MasterUserPassword is not a valid password";
  if (password.length < 8) {
    throw new AwsError("InvalidParameterValue", `${invalid} because it is shorter than 8 characters.`);
  }
  if (password.length > engine.longestPassword) {
    const message = `${invalid} because it is longer than ${engine.longestPassword} characters.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (!/^[!-~]+$/.test(password) || /[/"@]/.test(password)) {
    const message = `${invalid}. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`;
    throw new AwsError("InvalidParameterValue", message);
  }
}

/** A password for RDS to keep: fits every engine. */
export function newPassword(ids: Pick<Ids, "bytes">): string {
  return Array.from(ids.bytes(managedLength), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

/** Keeps the master's password in a secret that RDS manages: nobody else may change or delete it. */
export function putMasterSecret(
  transaction: Transaction,
  services: Pick<Services, "ids" | "seals">,
  caller: Caller,
  instance: Pick<Entity<DbInstance>, "arn" | "data">,
  secret: { readonly password: string; readonly kmsKeyId: string | undefined },
): MasterUserSecret {
  const key =
    secret.kmsKeyId === undefined
      ? awsManagedKey(transaction, services.ids, caller, "secretsmanager")
      : findUsableKey(transaction, caller, secret.kmsKeyId);
  const { arn } = putSecret(transaction, services.ids, caller, {
    name: `rds!db-${services.ids.uuid()}`,
    description: `Secret associated with primary RDS DB instance: ${instance.arn}`,
    kmsKeyId: key.arn,
    owningService: "rds",
    tags: { "aws:rds:primaryDBInstanceArn": instance.arn, "aws:secretsmanager:owningService": "rds" },
  });
  const value = JSON.stringify({ username: instance.data.masterUsername, password: secret.password });
  putVersion(transaction, services, arn, { value, isBinary: false });
  return { secretArn: arn, secretStatus: "active", kmsKeyId: key.arn };
}

/** Takes the managed secret away with its instance, or when RDS no longer manages it. */
export function deleteMasterSecret(transaction: Transaction, instance: DbInstance): void {
  if (instance.masterUserSecret !== undefined) removeSecret(transaction, instance.masterUserSecret.secretArn);
}
