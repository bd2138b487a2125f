import type { Reads } from "../../state/store";
import type { Services } from "../services";
import { resourceShareKind, sharePrincipalKind, type SharePrincipal } from "./entities";
import { isMember, parsePrincipal } from "./organization";
import { removePrincipal } from "./share-principals";

/**
 * Takes out of their shares the accounts that were in them as members of the organisation and have left it, or whose
 * owner has, unless the share was made to keep them. What they have associated stays, as when a share ends.
 */
export function removeLeavers(services: Pick<Services, "store" | "settings">): Promise<void> {
  return services.store.transaction((transaction) => {
    for (const { account, data } of transaction.list(sharePrincipalKind)) {
      if (data.external || isRetained(transaction, data)) continue;
      if (!hasLeft(services, account, data.associatedEntity)) continue;
      removePrincipal(transaction, data.resourceShareArn, data.associatedEntity);
    }
  });
}

function isRetained(reads: Reads, { resourceShareArn }: SharePrincipal): boolean {
  const share = reads.get(resourceShareKind, resourceShareArn);
  return share?.data.resourceShareConfiguration.retainSharingOnAccountLeaveOrganization === true;
}

function hasLeft(
  { settings: { organization } }: Pick<Services, "settings">,
  owner: string,
  principal: string,
): boolean {
  const parsed = parsePrincipal(principal);
  // Organisations and units stand for whoever is in them now.
  if (parsed.kind !== "account") return !isMember(organization, owner);
  return !isMember(organization, owner) || !isMember(organization, parsed.account);
}
