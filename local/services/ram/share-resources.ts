import type { Entity } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { shareResourceKind, type ShareResource } from "./entities";
import { checkShareable } from "./permissions";
import { findOwnShare } from "./resource-shares";

/** AssociateResourceShare with a resource: the caller's own, of a type RAM can share. */
export function associateResource(
  services: Pick<Services, "store" | "clock">,
  caller: Caller,
  shareArn: string,
  resourceArn: string,
): Promise<Entity<ShareResource>> {
  return services.store.transaction((transaction) => {
    findOwnShare(transaction, caller, shareArn);
    const resource = transaction.byArn(resourceArn);
    if (resource === undefined) {
      throw new AwsError("UnknownResourceException", `Resource ${resourceArn} could not be found.`);
    }
    if (resource.account !== caller.account || resource.region !== caller.region) {
      const message = `You can't share resource ${resourceArn}: account ${caller.account} doesn't own it in ${caller.region}.`;
      throw new AwsError("OperationNotPermittedException", message);
    }
    checkShareable(resource);
    const id = shareResourceId(shareArn, resourceArn);
    const before = transaction.get(shareResourceKind, id);
    if (before !== undefined) throw alreadyAssociated(resourceArn, shareArn);
    const data: ShareResource = {
      resourceShareArn: shareArn,
      associatedEntity: resourceArn,
      status: "ASSOCIATED",
      creationTime: services.clock.now().toISOString(),
    };
    const association = entityOf(shareResourceKind, id, `${shareArn}/resource/${resourceArn}`, caller, data);
    transaction.put(association);
    return association;
  });
}

/** DisassociateResourceShare from a resource. Associations and endpoints that consumers have made stay. */
export function disassociateResource(
  services: Pick<Services, "store">,
  caller: Caller,
  shareArn: string,
  resourceArn: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    findOwnShare(transaction, caller, shareArn);
    transaction.delete(shareResourceKind, shareResourceId(shareArn, resourceArn));
  });
}

function shareResourceId(shareArn: string, resourceArn: string): string {
  return `${shareArn},${resourceArn}`;
}

export function alreadyAssociated(entity: string, shareArn: string): AwsError {
  return new AwsError("InvalidParameterException", `${entity} is already associated with ResourceShare ${shareArn}.`);
}
