import type { Resource } from "./resource";
import type { Reads } from "./reads";
import type { Stack } from "./stack";
import { networkTypes } from "./type-pairs";

const ofServices = [
  "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
  "aws-native:vpclattice:ServiceNetworkServiceAssociation",
] as const;
const ofResources = [
  "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
  "aws-native:vpclattice:ServiceNetworkResourceAssociation",
] as const;

/** What the functions below read. */
export const networkMemberReads = {
  [networkTypes[0]]: [],
  [networkTypes[1]]: [],
  [ofServices[0]]: ["serviceNetworkIdentifier"],
  [ofServices[1]]: ["serviceNetworkIdentifier"],
  [ofResources[0]]: ["serviceNetworkIdentifier"],
  [ofResources[1]]: ["serviceNetworkId"],
} as const satisfies Reads;

/** Whether services, of HTTP, are in a service network. */
export const hasServices = (stack: Stack, network: Resource): boolean =>
  stack.referrers(network, "serviceNetworkIdentifier", ...ofServices).length > 0;

/** Whether databases and other resources are in it. */
export const hasResources = (stack: Stack, network: Resource): boolean =>
  stack.referrers(network, "serviceNetworkIdentifier", ofResources[0]).length > 0 ||
  stack.referrers(network, "serviceNetworkId", ofResources[1]).length > 0;

/** Whether they are, or may be: of one that is put into a network the stack does not show yet. */
export const mayHaveResources = (stack: Stack, network: Resource): boolean =>
  stack.ofType(...ofResources).some((member) => {
    const field = member.get(member.native ? "serviceNetworkId" : "serviceNetworkIdentifier");
    const { resources, certain } = stack.follow(member, field, ...networkTypes);
    return !certain || resources.includes(network);
  });
