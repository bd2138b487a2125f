import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import {
  invitationKind,
  resourceShareKind,
  sharePrincipalKind,
  shareResourceKind,
  type ResourceShare,
} from "./entities";
import { checkPermissions } from "./permissions";

type Changeable = Pick<ResourceShare, "name" | "allowExternalPrincipals" | "tags" | "resourceShareConfiguration">;

export type CreateResourceShareRequest = Changeable & Pick<ResourceShare, "permissionArns">;

/** CreateResourceShare. Several shares may have the same name. */
export function createResourceShare(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateResourceShareRequest,
): Promise<Entity<ResourceShare>> {
  checkPermissions(request.permissionArns);
  const arn = arnOf(caller, "ram", `resource-share/${services.ids.uuid()}`);
  const data: ResourceShare = {
    ...request,
    status: "ACTIVE",
    creationTime: services.clock.now().toISOString(),
  };
  return services.store.transaction((transaction) => {
    const share = entityOf(resourceShareKind, arn, arn, caller, data);
    transaction.put(share);
    return share;
  });
}

/** UpdateResourceShare, and its tags. Principals that were added before stay. */
export function updateResourceShare(
  services: Pick<Services, "store">,
  caller: Caller,
  arn: string,
  changes: Partial<Changeable>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const share = findOwnShare(transaction, caller, arn);
    transaction.put({ ...share, data: { ...share.data, ...changes } });
  });
}

/** DeleteResourceShare: its associations and invitations go with it. What was associated through it stays connected. */
export function deleteResourceShare(services: Pick<Services, "store">, caller: Caller, arn: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findOwnShare(transaction, caller, arn);
    for (const kind of [shareResourceKind, sharePrincipalKind, invitationKind]) {
      for (const { id } of transaction.list<{ readonly resourceShareArn: string }>(
        kind,
        (it) => it.data.resourceShareArn === arn,
      )) {
        transaction.delete(kind, id);
      }
    }
    transaction.delete(resourceShareKind, arn);
  });
}

/** The caller's own share, or `UnknownResourceException`. */
export function findOwnShare(reads: Reads, caller: Caller, arn: string): Entity<ResourceShare> {
  const share = owned(reads, resourceShareKind, arn, caller);
  if (share === undefined) throw unknownShare(arn);
  return share;
}

export function unknownShare(arn: string): AwsError {
  return new AwsError("UnknownResourceException", `ResourceShare ${arn} could not be found.`);
}
