import { createResourceShare, deleteResourceShare } from "../../../local/services/ram/resource-shares";
import { associatePrincipal, disassociatePrincipal } from "../../../local/services/ram/share-principals";
import { associateResource } from "../../../local/services/ram/share-resources";
import type { Services } from "../../../local/services/services";
import { deleteResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import { callers, granted, type Draft } from "./draft";
import type { Plan } from "./plan";

/** Shares the configuration, and a network of the producer's, and may end it again when all is made. */
export async function shareIn(
  services: Services,
  draft: Draft,
  plan: Plan,
): Promise<{ takeAway(associationId: string | undefined): Promise<void> }> {
  const { producer, consumer } = callers;
  const { arn } = await createResourceShare(services, producer, {
    ...{ name: "orders", allowExternalPrincipals: true, permissionArns: [], tags: {} },
    resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
  });
  const resourceIds: string[] = [];
  const wanted = [
    ...(plan.sharesConfiguration ? draft.configurations : []),
    ...(plan.sharesNetwork && plan.network.owner === "producer" ? draft.networks : []),
  ];
  for (const it of wanted) {
    // Of a network that excludes sharing there is no share.
    const made = await granted(associateResource(services, producer, arn, it.arn as string).then(() => it.id));
    if (made !== undefined) resourceIds.push(made);
  }
  const { organization } = services.settings;
  const all = `arn:aws:organizations::${organization.managementAccount}:organization/${organization.id}`;
  const principals = { consumer: [consumer.account], organization: [all], none: [] }[plan.principal];
  for (const principal of principals) await associatePrincipal(services, producer, arn, principal);
  const share = { arn, account: producer.account, resourceIds };
  return {
    async takeAway(associationId) {
      for (const principal of plan.revoked ? principals : []) {
        await disassociatePrincipal(services, producer, arn, principal);
      }
      const left = plan.revoked ? [] : principals;
      if (plan.shareGone) await deleteResourceShare(services, producer, arn);
      else draft.shares.push({ ...share, principals: left.map((principal) => ({ principal, accepted: true })) });
      if (!plan.unassociated || associationId === undefined) return;
      await deleteResourceAssociation(services, callers[plan.network.owner], associationId);
      draft.resourceAssociations.length = 0;
    },
  };
}
