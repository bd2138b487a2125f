import * as events from "@pulumi/aws-native/events";
import * as pulumi from "@pulumi/pulumi";

export interface AccessChangesArgs {
  /** ARN of the topic that is told. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Tells a topic of each API call that changes whom something is shared with, what is associated, or a policy of RAM or VPC
 * Lattice, in this account and Region. It needs a trail that logs management events, such as `AuditTrail`.
 */
export class AccessChanges extends pulumi.ComponentResource {
  constructor(name: string, args: AccessChangesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AccessChanges", name, args, opts);
    new events.Rule(
      `${name}-rule`,
      {
        description: "Changes of shares, associations and policies of VPC Lattice and RAM",
        eventPattern: {
          "detail-type": ["AWS API Call via CloudTrail"],
          detail: { eventSource: ["ram.amazonaws.com", "vpc-lattice.amazonaws.com"], eventName: EVENT_NAMES },
        },
        targets: [{ id: "alerts", arn: args.topicArn }],
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/**
 * The calls, by their beginning where another account's are named after them: `CreateServiceNetworkResourceAssociationBySharee`
 * in the owner's account, `Delete…ByOwner` in the other one's (VPC Lattice guide, "CloudTrail events" of shared entities).
 */
const EVENT_NAMES: readonly (string | { readonly prefix: string })[] = [
  // RAM: shares, their principals and permissions, and what becomes of invitations.
  ...["Create", "Update", "Delete", "Associate", "Disassociate"].map((verb) => ({ prefix: `${verb}ResourceShare` })),
  { prefix: "AcceptResourceShareInvitation" },
  { prefix: "RejectResourceShareInvitation" },
  { prefix: "CreatePermission" },
  { prefix: "DeletePermission" },
  "SetDefaultPermissionVersion",
  "ReplacePermissionAssociations",
  "EnableSharingWithAwsOrganization",
  // VPC Lattice: what may be reached, from where, and what is written of it.
  ...["Create", "Update", "Delete"].flatMap((verb) =>
    ["ResourceConfiguration", "ResourceGateway", "ServiceNetwork", "AccessLogSubscription"].map((what) => ({
      prefix: `${verb}${what}`,
    })),
  ),
  // An endpoint's way to a configuration.
  { prefix: "DeleteResourceEndpointAssociation" },
  ...["Put", "Delete"].flatMap((verb) => [`${verb}ResourcePolicy`, `${verb}AuthPolicy`]),
];
