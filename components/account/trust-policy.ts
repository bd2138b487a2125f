import { pathsOfUnit, type Principal } from "./principal";
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

/**
 * A role's trust in principals of accounts, who must say the external id.
 * @param before When it ends, `2027-02-01T00:00:00Z`; left out: never.
 */
export function accountTrustPolicy(principals: readonly string[], externalId: string, before?: string): string {
  return trustPolicy({ AWS: principals }, { StringEquals: { "sts:ExternalId": externalId }, ...ending(before) });
}

/**
 * A role's trust in whoever is in an organisation, or in a unit of one, and says the external id. The wildcard is for
 * nobody without the condition on the organisation: IAM knows no principal that is one.
 * @param before As `accountTrustPolicy` has it.
 */
export function organizationTrustPolicy(
  principal: Exclude<Principal, { kind: "account" }>,
  externalId: string,
  before?: string,
): string {
  const { organizationId } = principal;
  return trustPolicy(
    { AWS: "*" },
    {
      StringEquals: { "sts:ExternalId": externalId, "aws:PrincipalOrgID": organizationId },
      ...(principal.kind === "unit" && {
        "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": pathsOfUnit(organizationId, principal.unitId) },
      }),
      ...ending(before),
    },
  );
}

function ending(before: string | undefined): object {
  return before === undefined ? {} : { DateLessThan: { "aws:CurrentTime": before } };
}

function trustPolicy(principal: object, condition: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition }],
  });
}
