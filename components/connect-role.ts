import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { accountRoot, regionalArn, type Place } from "./place";

export interface ConnectRoleArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** The database's resource id (`db-…`), which names it in `rds-db:connect`; not its identifier. */
  readonly resourceId: pulumi.Input<string>;
  /** The one database user the role may log in as. */
  readonly loginUser: string;
  /** Accounts whose principals may assume the role, twelve digits each, at least one. */
  readonly trustedAccountIds: readonly string[];
}

/**
 * The role another account assumes to log in to a database with an IAM token. `rds-db:connect` works only for a
 * principal of the account that owns the database, so the consumer cannot bring a role of its own.
 *
 * It opens no network path, and may do nothing but log in as one user of one database.
 */
export class ConnectRole extends pulumi.ComponentResource {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;
  /** What a consumer must say when it assumes the role; no secret, but not to be guessed. */
  readonly externalId: pulumi.Output<string>;

  constructor(name: string, args: ConnectRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ConnectRole", name, args, opts);
    const problems = connectRoleProblems(args);
    if (problems.length > 0)
      throw new pulumi.ResourceError(`ConnectRole "${name}": ${problems.join("; ")}`, this, true);
    const parent = { parent: this };

    const externalId = new random.RandomUuid(`${name}-external-id`, {}, parent);
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Logs in to one shared database as one user",
        assumeRolePolicy: externalId.result.apply((id) => JSON.stringify(trust(args, id))),
      },
      parent,
    );
    new iam.RolePolicy(
      `${name}-policy`,
      {
        role: role.name,
        policy: pulumi.output(args.resourceId).apply((id) => JSON.stringify(connectPolicy(args, id))),
      },
      parent,
    );

    this.arn = role.arn;
    this.externalId = externalId.result;
    this.registerOutputs({ arn: this.arn, externalId: this.externalId });
  }
}

/** What is wrong with the arguments; empty when nothing is. */
export function connectRoleProblems(args: Pick<ConnectRoleArgs, "loginUser" | "trustedAccountIds">): string[] {
  const problems: string[] = [];
  if (!/^[a-z_][a-z0-9_]{0,31}$/.test(args.loginUser)) {
    problems.push(
      `loginUser must be 1-32 lower-case letters, digits or "_", not starting with a digit, got "${args.loginUser}"`,
    );
  }
  if (args.trustedAccountIds.length === 0) problems.push("trustedAccountIds must name at least one account, got none");
  for (const id of args.trustedAccountIds.filter((account) => !/^\d{12}$/.test(account))) {
    problems.push(`trustedAccountIds must be twelve digits each, got "${id}"`);
  }
  return problems;
}

function trust(args: ConnectRoleArgs, externalId: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: args.trustedAccountIds.map((id) => accountRoot(args.place, id)) },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  };
}

function connectPolicy(args: ConnectRoleArgs, resourceId: string): object {
  const user = regionalArn(args.place, "rds-db", `dbuser:${resourceId}/${args.loginUser}`);
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "rds-db:connect", Resource: user }],
  };
}
