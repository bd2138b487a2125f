import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { isPrincipalOf } from "./access";
import { invitationKind, resourceShareKind, sharePrincipalKind, type Invitation, type ResourceShare } from "./entities";
import { hasLapsed } from "./lapse";
import { unknownShare } from "./resource-shares";
import { sharePrincipalId } from "./share-principals";

type Needed = Pick<Services, "store" | "clock">;

/** The caller's invitation to a share, if it has one with this status. */
export function findInvitation(
  { store, clock }: Needed,
  caller: Caller,
  shareArn: string,
  status: Invitation["status"],
): Entity<Invitation> | undefined {
  const [found] = store.list(
    invitationKind,
    (it) =>
      it.data.resourceShareArn === shareArn &&
      it.data.receiverAccountId === caller.account &&
      it.region === caller.region &&
      statusOf(store, clock.now(), it) === status,
  );
  return found;
}

/** AcceptResourceShareInvitation: from now on the share is in effect for the caller. */
export function acceptInvitation(services: Needed, caller: Caller, invitationArn: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const invitation = transaction.get(invitationKind, invitationArn);
    if (invitation?.data.receiverAccountId !== caller.account) {
      const message = `Invitation ${invitationArn} could not be found.`;
      throw new AwsError("ResourceShareInvitationArnNotFoundException", message);
    }
    const status = statusOf(transaction, services.clock.now(), invitation);
    if (status === "EXPIRED") {
      throw new AwsError("ResourceShareInvitationExpiredException", `Invitation ${invitationArn} has expired.`);
    }
    if (status !== "PENDING") {
      const message = `Invitation ${invitationArn} is ${status}.`;
      throw new AwsError("ResourceShareInvitationAlreadyAcceptedException", message);
    }
    transaction.put({ ...invitation, data: { ...invitation.data, status: "ACCEPTED" } });
    const id = sharePrincipalId(invitation.data.resourceShareArn, caller.account);
    const association = transaction.get(sharePrincipalKind, id);
    if (association === undefined) throw unknownShare(invitation.data.resourceShareArn);
    transaction.put({ ...association, data: { ...association.data, status: "ASSOCIATED" } });
  });
}

/** An invitation expires by itself; nothing happens at that moment, so its state is told by the time. */
function statusOf(reads: Reads, now: Date, { data }: Entity<Invitation>): Invitation["status"] {
  const principal = reads.get(sharePrincipalKind, sharePrincipalId(data.resourceShareArn, data.receiverAccountId));
  return data.status === "PENDING" && principal !== undefined && hasLapsed(principal, now) ? "EXPIRED" : data.status;
}

/**
 * DisassociateResourceShare by a consumer that would leave. Nobody can leave a share of VPC Lattice things: RAM lets an
 * account leave only what holds nothing but types of a short list (user guide, "Leaving a resource share"). The owner
 * has to take the account out.
 */
export function leaveShare(services: Pick<Services, "store" | "settings">, caller: Caller, shareArn: string): void {
  if (findSharedShare(services.store, services, caller, shareArn) === undefined) throw unknownShare(shareArn);
  throw new AwsError(
    "OperationNotPermittedException",
    `You can't leave ResourceShare ${shareArn}: it holds resources of types that can't be left. Ask its owner to remove account ${caller.account}.`,
  );
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
