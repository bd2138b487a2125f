import type { Caller, Services } from "../../../local/services/services";
import { acceptInvitation, findInvitation } from "../../../local/services/ram/invitations";
import { createResourceShare, type CreateResourceShareRequest } from "../../../local/services/ram/resource-shares";
import { associatePrincipal } from "../../../local/services/ram/share-principals";
import { associateResource } from "../../../local/services/ram/share-resources";
import { owner } from "../test-services";

export function shareRequest(changes: Partial<CreateResourceShareRequest> = {}) {
  return {
    name: "share",
    allowExternalPrincipals: false,
    permissionArns: [],
    resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
    tags: {},
    ...changes,
  };
}

/** Shares the owner's resource with a principal; returns the share's ARN. */
export async function share(services: Services, resourceArn: string, principal: string): Promise<string> {
  const { arn } = await createResourceShare(services, owner, shareRequest({ allowExternalPrincipals: true }));
  await associateResource(services, owner, arn, resourceArn);
  await associatePrincipal(services, owner, arn, principal);
  return arn;
}

export async function accept(services: Services, caller: Caller, shareArn: string): Promise<void> {
  const invitation = findInvitation(services, caller, shareArn, "PENDING");
  await acceptInvitation(services, caller, invitation?.arn ?? "");
}
