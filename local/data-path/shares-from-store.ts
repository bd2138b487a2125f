import type { Topology } from "../../reachability/topology";
import type { Reads } from "../state/store";
import { hasLapsed } from "../services/ram/lapse";
import { resourceShareKind, sharePrincipalKind, shareResourceKind } from "../services/ram/entities";

/** The RAM shares; a principal has accepted where it is associated. RAM takes out one whose invitation has expired. */
export function shares(reads: Reads, now: Date): Topology["shares"] {
  const resources = reads.list(shareResourceKind);
  const principals = reads.list(sharePrincipalKind);
  return reads.list(resourceShareKind).map(({ arn, account }) => ({
    arn,
    account,
    resourceIds: resources
      .filter(({ data }) => data.resourceShareArn === arn)
      .map(({ data }) => data.associatedEntity.slice(data.associatedEntity.lastIndexOf("/") + 1)),
    principals: principals
      .filter(({ data }) => data.resourceShareArn === arn)
      .map((principal) => ({
        principal: principal.data.associatedEntity,
        accepted: principal.data.status === "ASSOCIATED",
        ...(hasLapsed(principal, now) ? { invitation: "EXPIRED" as const } : {}),
      })),
  }));
}
