import type { Entity, Reads } from "../../state/store";
import { arnOf, parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller } from "../services";
import { aliasKind, keyKind, type Key } from "./entities";

/** The key that a key id, key ARN, alias name or alias ARN stands for in the caller's Region; undefined for none. */
export function keyOf(reads: Reads, caller: Caller, reference: string): Entity<Key> | undefined {
  const arn = parseArn(reference);
  if (arn !== undefined && (arn.service !== "kms" || arn.region !== caller.region)) return undefined;
  const name = arn?.resource ?? reference;
  const owner = arn === undefined ? caller : { account: arn.account, region: arn.region };
  if (name.startsWith("alias/")) {
    const alias = reads.get(aliasKind, arnOf(owner, "kms", name));
    return alias === undefined ? undefined : reads.get(keyKind, alias.data.targetKeyId);
  }
  return owned(reads, keyKind, name.replace(/^key\//, ""), owner);
}

/** As `keyOf`, or `NotFoundException`. */
export function findKey(reads: Reads, caller: Caller, reference: string): Entity<Key> {
  const key = keyOf(reads, caller, reference);
  if (key !== undefined) return key;
  const arn = reference.startsWith("arn:") ? reference : arnOf(caller, "kms", `key/${reference}`);
  const noun = arn.includes(":alias/") ? "Alias" : "Key";
  throw new AwsError(
    "NotFoundException",
    noun === "Alias" ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`,
  );
}
