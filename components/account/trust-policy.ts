import type { Place } from "./place";

/**
 * A role's trust in an AWS service, for the account's own resources only: without the condition somebody else's
 * resource could make the service use the role (the "confused deputy" of the IAM guide).
 */
export function serviceTrustPolicy(place: Place, service: string, sourceArn?: string): string {
  return trustPolicy(
    { Service: service },
    {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
    },
  );
}

/** A role's trust in principals of accounts, who must say the external id. */
export function accountTrustPolicy(principals: readonly string[], externalId: string): string {
  return trustPolicy({ AWS: principals }, { StringEquals: { "sts:ExternalId": externalId } });
}

function trustPolicy(principal: object, condition: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition }],
  });
}
