import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../account/place";
import { parsePrincipal, principalProblem } from "../account/principal";
import { ConnectRole } from "./connect-role";
import { ResourceShare } from "./resource-share";

export interface GrantArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** ARN of the database's resource configuration. */
  readonly resourceConfigurationArn: pulumi.Input<string>;
  /** The database's resource id (`db-…`). */
  readonly resourceId: pulumi.Input<string>;
  /** Whom it is for: an account id, or the ARN of an organisation or of a unit of one. */
  readonly principal: string;
  /** The database user it logs in as. */
  readonly loginUser: string;
  /**
   * Further users it may log in as, 63 at most.
   * @default - that one alone
   */
  readonly databaseUsers?: string[];
  /**
   * The last day of its login, `2027-01-31`, by UTC. The share stays until the grant is taken away.
   * @default - no last day
   */
  readonly until?: string;
  /**
   * Lets an account outside the organisation in, which must accept an invitation.
   * @default false
   */
  readonly allowExternalPrincipals?: boolean;
}

/**
 * One database for one principal: a RAM share and a connect role of its own, so that nothing of another grant changes
 * with it. Taking it away ends its login; what its accounts have associated stays until somebody deletes it.
 *
 * @example new Grant("orders--analytics", { place, resourceConfigurationArn, resourceId, principal, loginUser: "app" })
 */
export class Grant extends pulumi.ComponentResource {
  /** ARN of the RAM share. */
  readonly resourceShareArn: pulumi.Output<string>;
  /** Its name. */
  readonly resourceShareName: pulumi.Output<string>;
  /** ARN of the role to assume for a login token. */
  readonly connectRoleArn: pulumi.Output<string>;
  /** What to say when assuming it. */
  readonly externalId: pulumi.Output<string>;

  constructor(name: string, args: GrantArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Grant", name, args, opts);
    const problem = principalProblem("principal", args.principal);
    if (problem !== undefined) throw new pulumi.ResourceError(`Grant "${name}": ${problem}`, this, true);
    const parent = { parent: this };
    const { place, principal, resourceId, loginUser, databaseUsers = [], until, allowExternalPrincipals } = args;

    const { accountIds, organizationArns } = principalsOf(principal);
    const resourceArns = { configuration: args.resourceConfigurationArn };
    const share = new ResourceShare(name, shareArgs(resourceArns, principal, allowExternalPrincipals), parent);
    const role = new ConnectRole(
      name,
      {
        ...{ place, resourceId, loginUser, databaseUsers, trustedAccountIds: accountIds },
        ...(organizationArns[0] !== undefined && { trustedOrganizationArn: organizationArns[0] }),
        ...(until !== undefined && { until }),
      },
      parent,
    );

    this.resourceShareArn = share.arn;
    this.resourceShareName = share.shareName;
    this.connectRoleArn = role.arn;
    this.externalId = role.externalId;
    const { resourceShareArn, resourceShareName, connectRoleArn, externalId } = this;
    this.registerOutputs({ resourceShareArn, resourceShareName, connectRoleArn, externalId });
  }
}

/** A share with one principal. */
export function shareArgs(
  resourceArns: Readonly<Record<string, pulumi.Input<string>>>,
  principal: string,
  allowExternalPrincipals = false,
) {
  const { accountIds, organizationArns } = principalsOf(principal);
  return {
    ...{ resourceArns, accountIds, allowExternalPrincipals },
    ...(organizationArns.length > 0 && { organizationArns }),
  };
}

function principalsOf(principal: string): { readonly accountIds: string[]; readonly organizationArns: string[] } {
  return parsePrincipal(principal)?.kind === "account"
    ? { accountIds: [principal], organizationArns: [] }
    : { accountIds: [], organizationArns: [principal] };
}
