import type { Entity } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { aliasKind, type Alias } from "./entities";
import { findKey } from "./find-key";

/** CreateAlias: unique in account and Region, not AWS's own `alias/aws/…`, for a key that is not about to go. */
export function createAlias(
  services: Pick<Services, "store">,
  caller: Caller,
  aliasName: string,
  target: string,
): Promise<Entity<Alias>> {
  return services.store.transaction((transaction) => {
    if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(aliasName)) {
      throw new AwsError("InvalidAliasNameException", `Alias ${aliasName} contains invalid characters.`);
    }
    if (aliasName.startsWith("alias/aws/")) {
      throw new AwsError("NotAuthorizedException", "Aliases that begin with alias/aws/ are reserved for AWS.");
    }
    const arn = arnOf(caller, "kms", aliasName);
    if (transaction.get(aliasKind, arn) !== undefined) {
      throw new AwsError("AlreadyExistsException", `An alias with the name ${arn} already exists`);
    }
    const data = { aliasName, targetKeyId: targetOf(transaction, caller, target) };
    const alias = entityOf(aliasKind, arn, arn, caller, data);
    transaction.put(alias);
    return alias;
  });
}

/** UpdateAlias: another key behind the name. */
export function retargetAlias(
  services: Pick<Services, "store">,
  caller: Caller,
  aliasName: string,
  target: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const arn = arnOf(caller, "kms", aliasName);
    const alias = owned(transaction, aliasKind, arn, caller);
    if (alias === undefined) throw new AwsError("NotFoundException", `Alias ${arn} is not found.`);
    const targetKeyId = targetOf(transaction, caller, target);
    transaction.put({ ...alias, data: { ...alias.data, targetKeyId } });
  });
}

/** DeleteAlias. Gone already (with its key, say) is no error. */
export async function deleteAlias(services: Pick<Services, "store">, caller: Caller, name: string): Promise<void> {
  await services.store.delete(aliasKind, arnOf(caller, "kms", name));
}

function targetOf(reads: Parameters<typeof findKey>[0], caller: Caller, target: string): string {
  const key = findKey(reads, caller, target);
  if (key.data.keyState === "PendingDeletion") {
    throw new AwsError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
  }
  return key.id;
}
