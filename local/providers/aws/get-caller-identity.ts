import { partitionOf } from "../../../aws/arn";
import { operatorOf } from "../../services/iam/principal";
import { text } from "../fields";
import { providerFunction } from "../functions";

/** The account's own operator: the local cloud looks at no credentials. */
export const getCallerIdentity = providerFunction({
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  fields: { id: text() },
  invoke: ({ account, region }) => {
    const { arn } = operatorOf(account, partitionOf(region));
    return { accountId: account, arn, id: account, userId: account };
  },
});
