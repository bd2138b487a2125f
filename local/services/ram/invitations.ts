import type { Entity, Reads } from "../../cloud/store";
import { AwsError } from "../aws-error";
import type { Caller, Services } from "../services";
import { isPrincipalOf } from "./access";
import { invitationKind, resourceShareKind, sharePrincipalKind, type Invitation, type ResourceShare } from "./entities";
import { unknownShare } from "./resource-shares";
import { removePrincipal, sharePrincipalId } from "./share-principals";

/** The caller's invitation to a share, if it has one with this status. */
export function findInvitation(
  reads: Reads,
  caller: Caller,
  shareArn: string,
  status: Invitation["status"],
): Entity<Invitation> | undefined {
  const [found] = reads.list(
    invitationKind,
    ({ data, region }) =>
      data.resourceShareArn === shareArn &&
      data.receiverAccountId === caller.account &&
      data.status === status &&
      region === caller.region,
  );
  return found;
}

/** AcceptResourceShareInvitation: from now on the share is in effect for the caller. */
export function acceptInvitation(
  services: Pick<Services, "store">,
  caller: Caller,
  invitationArn: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const invitation = transaction.get(invitationKind, invitationArn);
    if (invitation?.data.receiverAccountId !== caller.account) {
      const message = `Invitation ${invitationArn} could not be found.`;
      throw new AwsError("ResourceShareInvitationArnNotFoundException", message);
    }
    if (invitation.data.status !== "PENDING") {
      const message = `Invitation ${invitationArn} is ${invitation.data.status}.`;
      throw new AwsError("ResourceShareInvitationAlreadyAcceptedException", message);
    }
    transaction.put({ ...invitation, data: { ...invitation.data, status: "ACCEPTED" } });
    const id = sharePrincipalId(invitation.data.resourceShareArn, caller.account);
    const association = transaction.get(sharePrincipalKind, id);
    if (association === undefined) throw unknownShare(invitation.data.resourceShareArn);
    transaction.put({ ...association, data: { ...association.data, status: "ASSOCIATED" } });
  });
}

/** DisassociateResourceShare by a consumer that leaves; one that is in by its organisation cannot. */
export function leaveShare(
  services: Pick<Services, "store" | "settings">,
  caller: Caller,
  shareArn: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    if (findSharedShare(transaction, services, caller, shareArn) === undefined) throw unknownShare(shareArn);
    const own = transaction.get(sharePrincipalKind, sharePrincipalId(shareArn, caller.account));
    if (own?.data.external !== true) {
      const message = "You can't leave a resource share that your account is in as part of your organization.";
      throw new AwsError("OperationNotPermittedException", message);
    }
    removePrincipal(transaction, shareArn, caller.account);
  });
}

/** GetResourceShares of other accounts: a share that is in effect for the caller. */
export function findSharedShare(
  reads: Reads,
  { settings }: Pick<Services, "settings">,
  caller: Caller,
  shareArn: string,
): Entity<ResourceShare> | undefined {
  const share = reads.get(resourceShareKind, shareArn);
  if (share?.region !== caller.region || share.account === caller.account) return undefined;
  return isPrincipalOf(reads, settings, shareArn, caller.account) ? share : undefined;
}
