import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { accountIdProblems } from "../account/account-ids";
import { accountRoot, regionalArn, type Place } from "../account/place";
import { accountTrustPolicy } from "../account/trust-policy";

export interface ConnectRoleArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** The database's resource id (`db-…`), which names it in `rds-db:connect`; not its identifier. */
  readonly resourceId: pulumi.Input<string>;
  /** The one database user the role may log in as. */
  readonly loginUser: string;
  /** Accounts whose principals may assume the role, twelve digits each, 1-50; 46 at most in GovCloud. */
  readonly trustedAccountIds: string[];
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

    const principals = args.trustedAccountIds.map((id) => accountRoot(args.place, id));
    const externalId = new random.RandomUuid(`${name}-external-id`, {}, parent);
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Logs in to one shared database as one user",
        assumeRolePolicy: externalId.result.apply((id) => accountTrustPolicy(principals, id)),
      },
      parent,
    );
    new iam.RolePolicy(
      `${name}-policy`,
      {
        role: role.name,
        policy: pulumi.output(args.resourceId).apply((id) => connectPolicy(args, id)),
      },
      parent,
    );

    this.arn = role.arn;
    this.externalId = externalId.result;
    this.registerOutputs({ arn: this.arn, externalId: this.externalId });
  }
}

/** What is wrong with the arguments; empty when nothing is. */
export function connectRoleProblems(
  args: Pick<ConnectRoleArgs, "place" | "loginUser" | "trustedAccountIds">,
): string[] {
  const userProblem = loginUserProblem(args.loginUser);
  const count = args.trustedAccountIds.length;
  const most = mostTrustedAccounts(args.place);
  return [
    ...(userProblem === undefined ? [] : [userProblem]),
    ...accountIdProblems("trustedAccountIds", args.trustedAccountIds),
    ...(count > most ? [`trustedAccountIds must name ${most} accounts at most, got ${count}`] : []),
  ];
}

/**
 * How many accounts fit into the 2,048 characters of a role's trust policy (IAM quotas; AWS raises it to 8,192 on
 * request): the names of partitions are of different lengths.
 */
export function mostTrustedAccounts(place: Place): number {
  const room = TRUST_POLICY_CHARACTERS - accountTrustPolicy([], ANY_UUID).length;
  const one = JSON.stringify(accountRoot(place, "000000000000")).length + ",".length;
  return Math.min(MAX_TRUSTED_ACCOUNTS, Math.floor((room + ",".length) / one));
}

const TRUST_POLICY_CHARACTERS = 2048;
const ANY_UUID = "00000000-0000-0000-0000-000000000000";
/** In any partition. */
export const MAX_TRUSTED_ACCOUNTS = 50;

/** What is wrong with a login user's name; the limits are those of MySQL, the narrowest. */
export function loginUserProblem(loginUser: string): string | undefined {
  if (/^[a-z_][a-z0-9_]{0,31}$/.test(loginUser)) return undefined;
  return `loginUser must be 1-32 lower-case letters, digits or "_", not starting with a digit, got "${loginUser}"`;
}

/** The one thing the role may do. */
function connectPolicy(args: ConnectRoleArgs, resourceId: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: regionalArn(args.place, "rds-db", `dbuser:${resourceId}/${args.loginUser}`),
      },
    ],
  });
}
