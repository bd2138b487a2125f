import type { Entity, Reads, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { entityOf } from "../entity-of";
import type { RequestContext } from "../iam/conditions";
import { decideResource } from "../iam/evaluate";
import { parsePolicy } from "../iam/policy-document";
import type { Caller, Ids, Services } from "../services";
import { requestContext } from "../iam/request-context";
import { aliasKind, keyKind, type Key } from "./entities";
import { keyOf } from "./find-key";
import { defaultKeyPolicy } from "./key-policy";

/** The key a service is told to encrypt with: it exists in the Region, is enabled and symmetric. Undefined otherwise. */
export function usableKey(reads: Reads, caller: Caller, reference: string): Entity<Key> | undefined {
  const key = keyOf(reads, caller, reference);
  return key?.data.keyState === "Enabled" && key.data.keySpec === "SYMMETRIC_DEFAULT" ? key : undefined;
}

/** AWS's own key of a service (`alias/aws/rds`), which AWS makes when the account first needs it. */
export function awsManagedKey(
  transaction: Transaction,
  ids: Pick<Ids, "uuid">,
  caller: Caller,
  service: string,
): Entity<Key> {
  const aliasName = `alias/aws/${service}`;
  const existing = keyOf(transaction, caller, aliasName);
  if (existing !== undefined) return existing;
  const keyId = ids.uuid();
  const key = entityOf<Key>(keyKind, keyId, arnOf(caller, "kms", `key/${keyId}`), caller, {
    keyId,
    description: `Default key that protects my ${service} data when no other key is defined`,
    keyState: "Enabled",
    keyUsage: "ENCRYPT_DECRYPT",
    keySpec: "SYMMETRIC_DEFAULT",
    keyManager: "AWS",
    multiRegion: false,
    keyRotationEnabled: true,
    rotationPeriodInDays: 365,
    policy: defaultKeyPolicy(caller),
    tags: {},
  });
  transaction.put(key);
  const aliasArn = arnOf(caller, "kms", aliasName);
  transaction.put(entityOf(aliasKind, aliasArn, aliasArn, caller, { aliasName, targetKeyId: keyId }));
  return key;
}

/** Whether the key's policy lets an AWS service use it by itself, as CloudWatch Logs must be let. */
export function letsService(
  services: Pick<Services, "clock" | "settings">,
  key: Entity<Key>,
  service: string,
  context: RequestContext,
): boolean {
  const who = { service };
  const known = { ...requestContext(services, who), "aws:sourceaccount": key.account, ...context };
  const statements = parsePolicy(key.data.policy);
  return ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"].every(
    (action) => decideResource(statements, who, { action, resource: key.arn, context: known }).decision === "Allow",
  );
}
