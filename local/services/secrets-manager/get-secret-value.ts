import type { Entity, Reads } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { checkAccess } from "../iam/access";
import type { AwsPrincipal } from "../iam/principal";
import { keyOf } from "../kms/find-key";
import { usableKey } from "../kms/use-key";
import type { Services } from "../services";
import type { Secret } from "./entities";
import { findSecret } from "./find";
import { versionAt } from "./secret-version";

export interface SecretValue {
  readonly arn: string;
  readonly versionId: string;
  /** The text; for a binary secret its bytes in base64. */
  readonly value: string;
  readonly isBinary: boolean;
}

type Needs = Pick<Services, "store" | "clock" | "settings" | "seals">;

/**
 * GetSecretValue of the current version: the principal's policies, the secret's policy and the key's policy decide.
 * @param region where the request is sent; a secret is read in its own Region.
 */
export function getSecretValue(
  services: Needs,
  principal: AwsPrincipal,
  region: string,
  secretId: string,
): SecretValue {
  const account = parseArn(secretId)?.account ?? principal.account;
  const secret = findSecret(services.store, { account, region }, secretId);
  const resource = secret.arn;
  const action = "secretsmanager:GetSecretValue";
  const { resourcePolicy } = secret.data;
  checkAccess(services, { principal, action, resource, resourceAccount: account, resourcePolicy });
  checkKey(services, principal, secret);
  const version = versionAt(services.store, secret.id, "AWSCURRENT");
  if (version === undefined) {
    const message = "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";
    throw new AwsError("ResourceNotFoundException", message);
  }
  const { versionId, sealedValue, isBinary } = version.data;
  return { arn: secret.arn, versionId, value: services.seals.open(sealedValue), isBinary };
}

/** AWS's own key serves the secret's own account only; a key of the account's needs its policy's leave. */
function checkKey(services: Needs, principal: AwsPrincipal, secret: Entity<Secret>): void {
  const { kmsKeyId } = secret.data;
  const isOwn = principal.account === secret.account;
  if (kmsKeyId === undefined || isAwsManaged(services.store, secret)) {
    if (isOwn) return;
    const message =
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";
    throw new AwsError("InvalidRequestException", message);
  }
  const key = usableKey(services.store, secret, kmsKeyId);
  if (key === undefined) {
    const message = "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";
    throw new AwsError("DecryptionFailure", message);
  }
  checkAccess(services, {
    principal,
    action: "kms:Decrypt",
    resource: key.arn,
    resourceAccount: key.account,
    resourcePolicy: key.data.policy,
    resourcePolicyDecides: true,
    context: {
      "kms:viaservice": `secretsmanager.${secret.region}.amazonaws.com`,
      "kms:calleraccount": principal.account,
      "kms:encryptioncontext:secretarn": secret.arn,
    },
  });
}

function isAwsManaged(reads: Reads, secret: Entity<Secret>): boolean {
  return keyOf(reads, secret, secret.data.kmsKeyId ?? "")?.data.keyManager === "AWS";
}
