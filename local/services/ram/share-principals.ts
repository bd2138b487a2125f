import type { Entity, Transaction } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import {
  invitationKind,
  sharePrincipalKind,
  type Invitation,
  type ResourceShare,
  type SharePrincipal,
} from "./entities";
import { checkExists, isMember, isSharingEnabled, parsePrincipal, type Principal } from "./organization";
import { hasLapsed } from "./lapse";
import { findOwnShare } from "./resource-shares";
import { alreadyAssociated } from "./share-resources";

type Needed = Pick<Services, "store" | "ids" | "clock" | "settings">;

/**
 * AssociateResourceShare with a principal. Inside an organisation that shares with RAM it is in effect at once; any
 * other account gets an invitation first, if the share admits external principals at all.
 */
export function associatePrincipal(
  services: Needed,
  caller: Caller,
  shareArn: string,
  principal: string,
): Promise<Entity<SharePrincipal>> {
  const { settings, clock } = services;
  const parsed = parsePrincipal(principal);
  return services.store.transaction((transaction) => {
    const share = findOwnShare(transaction, caller, shareArn);
    checkExists(parsed, settings);
    const id = sharePrincipalId(shareArn, principal);
    const before = transaction.get(sharePrincipalKind, id);
    if (before !== undefined && !hasLapsed(before, clock.now())) throw alreadyAssociated(principal, shareArn);
    if (before !== undefined) removePrincipal(transaction, shareArn, principal);
    const isInside = isInSameOrganization(services, caller, parsed) && isSharingEnabled(transaction, settings);
    if (!isInside && (!share.data.allowExternalPrincipals || parsed.kind !== "account")) throw onlyInside();
    const association = entityOf<SharePrincipal>(sharePrincipalKind, id, `${shareArn}/principal/${principal}`, caller, {
      resourceShareArn: shareArn,
      associatedEntity: principal,
      external: !isInside,
      status: isInside ? "ASSOCIATED" : "ASSOCIATING",
      creationTime: clock.now().toISOString(),
    });
    transaction.put(association);
    if (!isInside && parsed.kind === "account") invite(transaction, services, share, parsed.account);
    return association;
  });
}

/** DisassociateResourceShare from a principal. It can make no new association; those it has made stay. */
export function disassociatePrincipal(
  services: Pick<Services, "store">,
  caller: Caller,
  shareArn: string,
  principal: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    findOwnShare(transaction, caller, shareArn);
    removePrincipal(transaction, shareArn, principal);
  });
}

/** Takes the principal out of the share, and its invitation back. */
export function removePrincipal(transaction: Transaction, shareArn: string, principal: string): void {
  transaction.delete(sharePrincipalKind, sharePrincipalId(shareArn, principal));
  const invitations = transaction.list(
    invitationKind,
    ({ data }) => data.resourceShareArn === shareArn && data.receiverAccountId === principal,
  );
  for (const { id } of invitations) transaction.delete(invitationKind, id);
}

export function sharePrincipalId(shareArn: string, principal: string): string {
  return `${shareArn},${principal}`;
}

function isInSameOrganization({ settings }: Needed, caller: Caller, principal: Principal): boolean {
  if (!isMember(settings.organization, caller.account)) return false;
  return principal.kind !== "account" || isMember(settings.organization, principal.account);
}

function invite(
  transaction: Transaction,
  { ids, clock }: Needed,
  share: Entity<ResourceShare>,
  receiverAccountId: string,
): void {
  const arn = arnOf(share, "ram", `resource-share-invitation/${ids.uuid()}`);
  const data: Invitation = {
    resourceShareArn: share.arn,
    senderAccountId: share.account,
    receiverAccountId,
    status: "PENDING",
    invitationTimestamp: clock.now().toISOString(),
  };
  transaction.put(entityOf(invitationKind, arn, arn, share, data));
}

function onlyInside(): AwsError {
  return new AwsError(
    "InvalidParameterException",
    "The resource you are attempting to share can only be shared within your AWS Organization. This error may also " +
      "occur if you have not enabled sharing with your AWS organization, or that onboarding process is still in progress.",
  );
}
