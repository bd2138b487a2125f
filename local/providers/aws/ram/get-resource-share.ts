import type { Entity } from "../../../state/store";
import { RequestError } from "../../../ground/request-error";
import { NotModelledError } from "../../../services/not-modelled";
import { resourceShareKind, shareResourceKind, type ResourceShare } from "../../../services/ram/entities";
import { findSharedShare } from "../../../services/ram/invitations";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import type { Call } from "../../resource-type";

/** GetResourceShares by name: of one's own, or of other accounts those that are in effect for the caller. */
export const getResourceShare = providerFunction({
  token: "aws:ram/getResourceShare:getResourceShare",
  fields: { name: text(), region: text(), resourceOwner: text({ required: true }) },
  invoke: (given, { name, region = given.region, resourceOwner }) => {
    if (resourceOwner !== "SELF" && resourceOwner !== "OTHER-ACCOUNTS") {
      throw new RequestError(`resourceOwner must be SELF or OTHER-ACCOUNTS, got "${resourceOwner}"`);
    }
    if (name === undefined) throw new NotModelledError("a search for shares without a name", "say its name");
    const call = { ...given, region };
    const { store } = call.services;
    const found = store.list(resourceShareKind, (it) => it.data.name === name && isSeen(call, it, resourceOwner));
    const [share, ...more] = found;
    if (share === undefined) throw new RequestError("no matching RAM Resource Share found");
    if (more.length > 0) {
      throw new RequestError("multiple RAM Resource Shares matched; use additional constraints to reduce matches");
    }
    const resources = store.list(shareResourceKind, ({ data }) => data.resourceShareArn === share.id);
    const { id, arn, account, data } = share;
    return {
      id,
      arn,
      name,
      region,
      resourceOwner,
      owningAccountId: account,
      status: data.status,
      tags: data.tags,
      resourceArns: resources.map((it) => it.data.associatedEntity).sort(),
    };
  },
});

function isSeen(call: Call, share: Entity<ResourceShare>, owner: string): boolean {
  if (owner === "SELF") return share.account === call.account && share.region === call.region;
  return findSharedShare(call.services.store, call.services, call, share.id) !== undefined;
}
