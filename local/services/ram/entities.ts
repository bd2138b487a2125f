import { kind } from "../../state/store";

/** Entities of AWS RAM, in the words of its API. The id of each is its ARN, except where said. */

export interface ResourceShare {
  readonly name: string;
  /** Whether principals outside the organisation may be added. */
  readonly allowExternalPrincipals: boolean;
  /** Those asked for; none: RAM attaches the default permission of each resource type. */
  readonly permissionArns: readonly string[];
  readonly resourceShareConfiguration: { readonly retainSharingOnAccountLeaveOrganization: boolean };
  readonly status: "ACTIVE";
  readonly creationTime: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Id: `<share ARN>,<resource ARN>`. */
export interface ShareResource {
  readonly resourceShareArn: string;
  /** The shared resource's ARN. */
  readonly associatedEntity: string;
  readonly status: "ASSOCIATED";
  readonly creationTime: string;
}

/** Id: `<share ARN>,<principal>`. */
export interface SharePrincipal {
  readonly resourceShareArn: string;
  /** 12 digits, or the ARN of an organisation or organizational unit. */
  readonly associatedEntity: string;
  /** Outside the owner's organisation: it needs an invitation and its acceptance. */
  readonly external: boolean;
  /** ASSOCIATING until an external principal has accepted. */
  readonly status: "ASSOCIATING" | "ASSOCIATED";
  readonly creationTime: string;
}

export interface Invitation {
  readonly resourceShareArn: string;
  readonly senderAccountId: string;
  readonly receiverAccountId: string;
  readonly status: "PENDING" | "ACCEPTED" | "REJECTED" | "EXPIRED";
  readonly invitationTimestamp: string;
}

/** `aws.ram.SharingWithOrganization` as asked for in the management account; without one the settings decide. Id: the organisation's id. */
export interface OrganizationSharing {
  readonly enabled: boolean;
}

export const resourceShareKind = kind<ResourceShare>("ram:resource-share");
export const shareResourceKind = kind<ShareResource>("ram:share-resource");
export const sharePrincipalKind = kind<SharePrincipal>("ram:share-principal");
export const invitationKind = kind<Invitation>("ram:invitation");
export const organizationSharingKind = kind<OrganizationSharing>("ram:organization-sharing");
