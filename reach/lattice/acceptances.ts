import { unknown, type Maybe } from "../../reachability/maybe";
import type { References } from "../inventory/references";
import { isAccountId } from "../inventory/identifier";
import { types } from "../inventory/resource-types";

/** Whether the invitation of a share to an account is accepted, where one is needed. */
export type Acceptances = (
  share: { readonly arn: string; readonly account: string },
  principal: string,
) => Maybe<boolean>;

export function acceptances(references: References): Acceptances {
  const accepted = new Set<string>();
  for (const item of references.inventory.of("aws:ram/resourceShareAccepter:ResourceShareAccepter")) {
    const share = references.one(item, item.get("shareArn"), types.share);
    const receiver = item.get("receiverAccountId").text() ?? item.account;
    if (typeof share === "string") accepted.add(`${share} ${receiver}`);
  }
  const external = new Map(
    references.inventory.eachOf(...types.share).map((item) => {
      const field = item.get("allowExternalPrincipals");
      // Left out it is false in `aws`, true in CloudFormation.
      return [item.id, item.flag(field) ?? item.resource.native] as const;
    }),
  );
  return ({ arn, account }, principal) => {
    // Units of an organisation and other principals than accounts get no invitation.
    if (!isAccountId(principal) || principal === account || accepted.has(`${arn} ${principal}`)) return true;
    // RAM lets in only accounts of the organisation then, which need no invitation.
    if (external.get(arn) === false) return true;
    return unknown(`it is known whether account ${principal} has accepted ${arn}`);
  };
}
