import type { Transaction } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { awsManagedKey } from "../kms/use-key";
import { putSecret, removeSecret } from "../secrets-manager/secret";
import { putVersion } from "../secrets-manager/secret-version";
import type { Caller, Ids, MasterLogin, Services } from "../services";
import { findUsableKey } from "./check-surroundings";
import type { MasterUserSecret } from "./entities";
import type { MasterPasswordWishes } from "./instance-request";

const managedLength = 40;
/** Every printable ASCII character RDS takes in a password, less those that need quoting in a shell or a URL. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~*+=";

/** The rules for what a caller may say of the master's password. */
export function checkPassword(engine: { readonly longestPassword: number }, wishes: MasterPasswordWishes): void {
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

/** The password of restored data: another where one is asked for, or RDS is to keep it; undefined: the one it has. */
export function restoredPassword(
  ids: Pick<Ids, "bytes">,
  request: {
    readonly masterUserPassword?: string | undefined;
    readonly manageMasterUserPassword?: boolean | undefined;
  },
): string | undefined {
  return request.masterUserPassword ?? (request.manageMasterUserPassword === true ? newPassword(ids) : undefined);
}

/** A password for RDS to keep: fits every engine. */
export function newPassword(ids: Pick<Ids, "bytes">): string {
  return Array.from(ids.bytes(managedLength), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

/** An instance's data, or a cluster's. */
interface Managed {
  readonly masterUsername: string;
  readonly masterUserSecret?: MasterUserSecret;
}

interface ManagedDatabase {
  readonly arn: string;
  readonly data: Managed;
}

/** Keeps the master's password in a secret that RDS manages: nobody else may change or delete it. */
export function putMasterSecret(
  transaction: Transaction,
  services: Pick<Services, "ids" | "seals">,
  caller: Caller,
  database: ManagedDatabase,
  secret: { readonly password: string; readonly kmsKeyId: string | undefined },
): MasterUserSecret {
  const key =
    secret.kmsKeyId === undefined
      ? awsManagedKey(transaction, services.ids, caller, "secretsmanager")
      : findUsableKey(transaction, caller, secret.kmsKeyId);
  const isCluster = parseArn(database.arn)?.resource.startsWith("cluster:") === true;
  const { arn } = putSecret(transaction, services.ids, caller, {
    name: `rds!${isCluster ? "cluster" : "db"}-${services.ids.uuid()}`,
    description: `Secret associated with primary RDS DB ${isCluster ? "cluster" : "instance"}: ${database.arn}`,
    kmsKeyId: key.arn,
    owningService: "rds",
    tags: {
      [`aws:rds:primaryDB${isCluster ? "Cluster" : "Instance"}Arn`]: database.arn,
      "aws:secretsmanager:owningService": "rds",
    },
  });
  const value = JSON.stringify({ username: database.data.masterUsername, password: secret.password });
  putVersion(transaction, services, arn, { value, isBinary: false });
  return { secretArn: arn, secretStatus: "active", kmsKeyId: key.arn };
}

/** Takes the managed secret away with its instance, or when RDS no longer manages it. */
export function deleteMasterSecret(
  transaction: Transaction,
  { masterUserSecret }: { readonly masterUserSecret?: MasterUserSecret },
): void {
  if (masterUserSecret !== undefined) removeSecret(transaction, masterUserSecret.secretArn);
}

/** The secret there is now, and the password to set where it changes. */
interface PasswordChange {
  readonly masterUserSecret: MasterUserSecret | undefined;
  readonly login?: MasterLogin;
}

/** A password of the caller's own ends RDS's management of it; asking for management makes a new secret. */
export function changePassword(
  transaction: Transaction,
  services: Pick<Services, "ids" | "seals">,
  caller: Caller,
  database: ManagedDatabase,
  request: MasterPasswordWishes,
): PasswordChange {
  const { masterUserPassword: given, manageMasterUserPassword, masterUserSecretKmsKeyId } = request;
  const { masterUserSecret: secret } = database.data;
  if (given !== undefined) {
    if (secret !== undefined && manageMasterUserPassword !== false) {
      const message =
        "You can't specify MasterUserPassword for a database with master user password managed in Secrets Manager.";
      throw new AwsError("InvalidParameterCombination", message);
    }
    deleteMasterSecret(transaction, database.data);
    return { masterUserSecret: undefined, login: { password: given } };
  }
  if (manageMasterUserPassword === false && secret !== undefined) {
    const message = "You must specify MasterUserPassword to end the management of the master user password.";
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (manageMasterUserPassword !== true || secret !== undefined) return { masterUserSecret: secret };
  const password = newPassword(services.ids);
  const wanted = { password, kmsKeyId: masterUserSecretKmsKeyId };
  const masterUserSecret = putMasterSecret(transaction, services, caller, database, wanted);
  return { masterUserSecret, login: { password } };
}
