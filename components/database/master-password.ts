import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** What an instance is told of its master's password. */
export interface MasterPassword {
  readonly passwordWo: pulumi.Output<string>;
  readonly passwordWoVersion: number;
}

/** What a client that fetches the secret finds beside the password, in the form of RDS's own secrets. */
export interface MasterLogin {
  readonly engine: string;
  readonly host: pulumi.Input<string>;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
}

/**
 * A master password of the program's own, for where RDS refuses to keep one: an instance with read replicas. It is
 * written to RDS and not read back, and it lies encrypted in Pulumi's state. Nothing rotates it by itself: AWS rotates
 * such a secret by a Lambda function only. Another `version` is another password, at once for RDS and in the secret.
 */
export function masterPassword(name: string, version: number, parent: pulumi.Resource): MasterPassword {
  // RDS takes no / ' " @ and no space; MySQL and MariaDB take 41 characters.
  const password = new random.RandomPassword(
    `${name}-master-password`,
    { length: 40, overrideSpecial: "!#$%&*()-_=+[]{}<>:?", keepers: { version: String(version) } },
    { parent },
  );
  return { passwordWo: password.result, passwordWoVersion: version };
}

/** Keeps the password where RDS would keep its own: in Secrets Manager, under the database's key. */
export function masterSecret(
  name: string,
  kmsKeyArn: pulumi.Input<string>,
  login: MasterLogin,
  { passwordWo }: MasterPassword,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const secret = new secretsmanager.Secret(
    `${name}-master-secret`,
    { kmsKeyId: kmsKeyArn, description: `Master login of database ${name}`, recoveryWindowInDays: 30 },
    { parent },
  );
  const secretString = pulumi.jsonStringify({ ...login, password: passwordWo });
  new secretsmanager.SecretVersion(`${name}-master-secret-version`, { secretId: secret.id, secretString }, { parent });
  return secret.arn;
}
