import type { Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { CloudSettings, OrganizationSettings } from "../services";
import { organizationSharingKind } from "./entities";

/** Whom a share is with. */
export type Principal =
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "organization"; readonly id: string }
  | { readonly kind: "unit"; readonly organization: string; readonly id: string };

/** Reads a principal as RAM does: 12 digits, or the ARN of an organisation or unit; `o-…` alone is none. */
export function parsePrincipal(text: string): Principal {
  if (/^\d{12}$/.test(text)) return { kind: "account", account: text };
  const organization = /^arn:aws:organizations::\d{12}:organization\/(o-[a-z0-9]+)$/.exec(text);
  if (organization?.[1] !== undefined) return { kind: "organization", id: organization[1] };
  const unit = /^arn:aws:organizations::\d{12}:ou\/(o-[a-z0-9]+)\/(ou-[a-z0-9-]+)$/.exec(text);
  if (unit?.[1] !== undefined && unit[2] !== undefined) return { kind: "unit", organization: unit[1], id: unit[2] };
  if (/^arn:aws:iam::\d{12}:(role|user)\//.test(text)) {
    throw new AwsError(
      "InvalidParameterException",
      `Principal ${text} is an IAM role or user: VPC Lattice resources can be shared with accounts, organizations and organizational units only.`,
    );
  }
  throw new AwsError("InvalidParameterException", `Principal ID ${text} is malformed. Verify the ID and try again.`);
}

/** Whether the account is among those a principal stands for, as the organisation is now. */
export function isCovered(principal: Principal, account: string, { organization }: CloudSettings): boolean {
  switch (principal.kind) {
    case "account":
      return principal.account === account;
    case "organization":
      return principal.id === organization.id && isMember(organization, account);
    case "unit":
      return principal.organization === organization.id && accountsOf(organization, principal.id).includes(account);
  }
}

export function isMember(organization: OrganizationSettings, account: string): boolean {
  return !organization.outsiders.includes(account);
}

/** Refuses an organisation or unit that does not exist. */
export function checkExists(principal: Principal, { organization }: CloudSettings): void {
  if (principal.kind === "account") return;
  const wanted = principal.kind === "unit" ? principal.organization : principal.id;
  if (wanted !== organization.id) {
    throw new AwsError("UnknownResourceException", `Organization ${wanted} could not be found.`);
  }
  if (principal.kind === "unit" && !Object.hasOwn(organization.units, principal.id)) {
    throw new AwsError("UnknownResourceException", `OrganizationalUnit ${principal.id} in unknown organization.`);
  }
}

/** Whether RAM shares inside the organisation: as the management account decided, else as the settings say. */
export function isSharingEnabled(reads: Reads, { organization }: CloudSettings): boolean {
  return reads.get(organizationSharingKind, organization.id)?.data.enabled ?? organization.sharingEnabled;
}

function accountsOf(organization: OrganizationSettings, unit: string): readonly string[] {
  return (organization.units[unit] ?? []).filter((account) => isMember(organization, account));
}
