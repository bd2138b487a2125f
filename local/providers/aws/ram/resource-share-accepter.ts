import { RequestError } from "../../../ground/request-error";
import { AwsError } from "../../../ground/aws-error";
import { shareResourceKind } from "../../../services/ram/entities";
import { acceptInvitation, findInvitation, findSharedShare, leaveShare } from "../../../services/ram/invitations";
import { listOf, output, text } from "../../fields";
import { unlessNotFound } from "../../not-found";
import { resourceType, type Call } from "../../resource-type";

export const resourceShareAccepter = resourceType({
  token: "aws:ram/resourceShareAccepter:ResourceShareAccepter",
  label: "RAM Resource Share Accepter",
  fields: {
    shareArn: text({ required: true, replaces: true }),
    invitationArn: output(text()),
    receiverAccountId: output(text()),
    resources: output(listOf(text())),
    senderAccountId: output(text()),
    shareId: output(text()),
    shareName: output(text()),
    status: output(text()),
  },
  create: async (call, { shareArn }) => {
    const invitation = findInvitation(call.services, call, shareArn, "PENDING");
    if (invitation === undefined) {
      throw new RequestError(
        `No pending RAM Resource Share (${shareArn}) invitation found\n\n` +
          "NOTE: If both AWS accounts are in the same AWS Organization and RAM Sharing with AWS Organizations is enabled, this resource is not necessary\n\n" +
          whyNone(call, shareArn),
      );
    }
    await acceptInvitation(call.services, call, invitation.arn);
    return shareArn;
  },
  read: (call, id) => {
    const { store } = call.services;
    const share = findSharedShare(store, call.services, call, id);
    if (share === undefined) return undefined;
    const shared = store.list(shareResourceKind, ({ data }) => data.resourceShareArn === id);
    return {
      shareArn: id,
      invitationArn: findInvitation(call.services, call, id, "ACCEPTED")?.arn,
      receiverAccountId: call.account,
      resources: shared.map(({ data }) => data.associatedEntity).sort(),
      senderAccountId: share.account,
      shareId: id.replace(/^.*resource-share\//, "rs-"),
      shareName: share.data.name,
      status: share.data.status,
    };
  },
  delete: (call, id) => {
    unlessNotFound(() => {
      leave(call, id);
    });
    return Promise.resolve();
  },
});

/** What AWS does not say, and what to do. */
function whyNone(call: Call, shareArn: string): string {
  const { services, account } = call;
  if (findInvitation(services, call, shareArn, "EXPIRED") !== undefined) {
    return `The invitation of account ${account} has expired: RAM keeps it for 12 hours. The owner shares again: pulumi refresh, then pulumi up, in the stack that shares; then accept it here within 12 hours.`;
  }
  if (findSharedShare(services.store, services, call, shareArn) !== undefined) {
    return `Account ${account} has the share already and needs no accepter: turn it off (lattice-db:acceptShares false).`;
  }
  return `Nobody has invited account ${account}: the owner of the share adds it to its principals.`;
}

/** The provider goes on where an account cannot leave, as it never can leave a share of VPC Lattice things. */
function leave(call: Call, shareArn: string): void {
  try {
    leaveShare(call.services, call, shareArn);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "OperationNotPermittedException")) throw error;
  }
}
