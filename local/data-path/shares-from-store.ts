import type { Topology } from "../../reachability/topology";
import type { Reads } from "../state/store";
import { hasLapsed } from "../services/ram/lapse";
import { resourceShareKind, sharePrincipalKind, shareResourceKind } from "../services/ram/entities";

/** The RAM shares; a principal has accepted where it is associated. */
export function shares(reads: Reads, now: Date): Topology["shares"] {
  const resources = reads.list(shareResourceKind);
  const principals = reads.list(sharePrincipalKind, (principal) => !hasLapsed(principal, now));
  return reads.list(resourceShareKind).map(({ arn, account }) => ({
    arn,
    account,
    resourceIds: resources
      .filter(({ data }) => data.resourceShareArn === arn)
      .map(({ data }) => data.associatedEntity.slice(data.associatedEntity.lastIndexOf("/") + 1)),
    principals: principals
      .filter(({ data }) => data.resourceShareArn === arn)
      .map(({ data }) => ({ principal: data.associatedEntity, accepted: data.status === "ASSOCIATED" })),
  }));
}
