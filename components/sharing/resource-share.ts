import * as ram from "@pulumi/aws/ram";
import * as pulumi from "@pulumi/pulumi";

import { accountIdProblems } from "../account/account-ids";
import { principalProblem } from "../account/principal";

export interface ResourceShareArgs {
  /** ARNs of what is shared, by a key that stays. */
  readonly resourceArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Accounts it is shared with, twelve digits each, at least one where no organisation is named. */
  readonly accountIds: string[];
  /**
   * ARNs of organisations, and of units of one, all of whose accounts it is shared with.
   * @default - the accounts alone
   */
  readonly organizationArns?: string[];
  /**
   * Lets accounts outside the organisation in; each of them must accept an invitation.
   * @default false
   */
  readonly allowExternalPrincipals?: boolean;
}

/**
 * A RAM share: what other accounts see of this one. Anybody of a named account who may call VPC Lattice can use it.
 *
 * Taking an account off the list does not cut what it has associated already: delete the association as well.
 */
export class ResourceShare extends pulumi.ComponentResource {
  /** ARN of the share, known once everything is associated with it. */
  readonly arn: pulumi.Output<string>;
  /** Its name, as the accounts it is shared with see it. */
  readonly shareName: pulumi.Output<string>;

  constructor(name: string, args: ResourceShareArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ResourceShare", name, args, opts);
    const problems = resourceShareProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`ResourceShare "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };

    const share = new ram.ResourceShare(
      `${name}-share`,
      {
        allowExternalPrincipals: args.allowExternalPrincipals ?? false,
        // An account that leaves the organisation loses the share; associations it has made stay until somebody
        // deletes them.
        resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
      },
      parent,
    );
    const resources = Object.entries(args.resourceArns).map(
      ([key, resourceArn]) =>
        new ram.ResourceAssociation(`${name}-${key}`, { resourceShareArn: share.arn, resourceArn }, parent),
    );
    const principals = [...args.accountIds, ...(args.organizationArns ?? [])].map((principal) => {
      const id = principal.slice(principal.lastIndexOf("/") + 1);
      return new ram.PrincipalAssociation(`${name}-${id}`, { resourceShareArn: share.arn, principal }, parent);
    });

    const associations = pulumi.all([...resources, ...principals].map((association) => association.id));
    this.arn = pulumi.all([share.arn, associations]).apply(([arn]) => arn);
    this.shareName = share.name;
    this.registerOutputs({ arn: this.arn, shareName: this.shareName });
  }
}

/** What is wrong with the arguments; empty when nothing is. */
export function resourceShareProblems(args: Omit<ResourceShareArgs, "allowExternalPrincipals">): string[] {
  const { accountIds, organizationArns = [] } = args;
  const problems: string[] = [];
  if (Object.keys(args.resourceArns).length === 0) problems.push("resourceArns must have at least one entry, got none");
  problems.push(...organizationArns.flatMap((arn) => principalProblem("organizationArns", arn) ?? []));
  if (organizationArns.length > 0 && accountIds.length === 0) return problems;
  return [...problems, ...accountIdProblems("accountIds", accountIds)];
}
