import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../account/place";
import { ConnectRole } from "./connect-role";
import { ResourceShare } from "./resource-share";

export interface DatabaseShareArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** ARN of the database's resource configuration. */
  readonly resourceConfigurationArn: pulumi.Input<string>;
  /** The database's resource id (`db-…`). */
  readonly resourceId: pulumi.Input<string>;
  /** The database user other accounts log in as. */
  readonly loginUser: string;
  /** Accounts the database is shared with, twelve digits each, at least one. */
  readonly accountIds: string[];
  /**
   * Lets accounts outside the organisation in; each of them must accept an invitation.
   * @default false
   */
  readonly allowExternalPrincipals?: boolean;
}

/** All that another account needs of one database: the way there (a RAM share) and the right to log in (a role). */
export class DatabaseShare extends pulumi.ComponentResource {
  /** ARN of the RAM share. */
  readonly resourceShareArn: pulumi.Output<string>;
  /** Its name. */
  readonly resourceShareName: pulumi.Output<string>;
  /** ARN of the role to assume for a login token. */
  readonly connectRoleArn: pulumi.Output<string>;
  /** What to say when assuming it. */
  readonly externalId: pulumi.Output<string>;

  constructor(name: string, args: DatabaseShareArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseShare", name, args, opts);
    const parent = { parent: this };
    const { place, resourceId, loginUser, accountIds, allowExternalPrincipals = false } = args;

    const share = new ResourceShare(
      name,
      { resourceArns: { configuration: args.resourceConfigurationArn }, accountIds, allowExternalPrincipals },
      parent,
    );
    const role = new ConnectRole(
      `${name}-connect`,
      { place, resourceId, loginUser, trustedAccountIds: accountIds },
      parent,
    );

    this.resourceShareArn = share.arn;
    this.resourceShareName = share.shareName;
    this.connectRoleArn = role.arn;
    this.externalId = role.externalId;
    this.registerOutputs({
      resourceShareArn: this.resourceShareArn,
      resourceShareName: this.resourceShareName,
      connectRoleArn: this.connectRoleArn,
      externalId: this.externalId,
    });
  }
}
