import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { organizationSharingKind } from "./entities";

/** EnableSharingWithAwsOrganization, and its undoing: only the management account can. */
export function setOrganizationSharing(
  services: Pick<Services, "store" | "settings">,
  caller: Caller,
  enabled: boolean,
): Promise<void> {
  const { id, managementAccount } = services.settings.organization;
  if (caller.account !== managementAccount) {
    throw new AwsError(
      "OperationNotPermittedException",
      `Only the management account of the organization (${managementAccount}) can do this; the caller is ${caller.account}.`,
    );
  }
  const arn = `arn:aws:organizations::${managementAccount}:organization/${id}`;
  return services.store.put({
    kind: organizationSharingKind,
    id,
    arn,
    account: caller.account,
    region: "",
    data: { enabled },
  });
}
