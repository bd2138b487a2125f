import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { accountIdProblems } from "../account/account-ids";
import { accountRoot, regionalArn, type Place } from "../account/place";
import { parsePrincipal, principalProblem } from "../account/principal";
import { accountTrustPolicy, organizationTrustPolicy } from "../account/trust-policy";

export interface ConnectRoleArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** The database's resource id (`db-…`), which names it in `rds-db:connect`; not its identifier. */
  readonly resourceId: pulumi.Input<string>;
  /** The database user the role may log in as. */
  readonly loginUser: string;
  /**
   * Further users it may log in as, 63 at most.
   * @default - that one alone
   */
  readonly databaseUsers?: string[];
  /** Accounts whose principals may assume the role, twelve digits each, 1-50; 46 at most in GovCloud. */
  readonly trustedAccountIds: string[];
  /**
   * ARN of the organisation, or of the unit of one, whose accounts may assume it; `trustedAccountIds` is then empty.
   * @default - the accounts named
   */
  readonly trustedOrganizationArn?: string;
  /**
   * The last day on which the role can be assumed, `2027-01-31`, by UTC; a session of it goes on for up to an hour.
   * @default - no last day
   */
  readonly until?: string;
}

/**
 * The role another account assumes to log in to a database with an IAM token. `rds-db:connect` works only for a
 * principal of the account that owns the database, so the consumer cannot bring a role of its own.
 *
 * It opens no network path, and may do nothing but log in to one database as the users named.
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
        assumeRolePolicy: externalId.result.apply((id) => connectTrust(args, id)),
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
export function connectRoleProblems(args: Omit<ConnectRoleArgs, "resourceId">): string[] {
  const userProblem = loginUserProblem(args.loginUser);
  return [
    ...(userProblem === undefined ? [] : [userProblem]),
    ...databaseUsersProblems(args),
    ...(args.trustedOrganizationArn === undefined ? accountsProblems(args) : organizationProblems(args)),
  ];
}

function accountsProblems({ place, trustedAccountIds }: Pick<ConnectRoleArgs, "place" | "trustedAccountIds">) {
  const count = trustedAccountIds.length;
  const most = mostTrustedAccounts(place);
  return [
    ...accountIdProblems("trustedAccountIds", trustedAccountIds),
    ...(count > most ? [`trustedAccountIds must name ${most} accounts at most, got ${count}`] : []),
  ];
}

function organizationProblems({
  trustedAccountIds,
  trustedOrganizationArn: arn = "",
}: Pick<ConnectRoleArgs, "trustedAccountIds" | "trustedOrganizationArn">): string[] {
  const count = trustedAccountIds.length;
  const isAccount = parsePrincipal(arn)?.kind === "account";
  const must = `trustedOrganizationArn must be the ARN of an organisation or of a unit of one, got "${arn}"`;
  const said = isAccount ? must : principalProblem("trustedOrganizationArn", arn);
  return [
    ...(count > 0 ? [`trustedAccountIds must be empty beside trustedOrganizationArn, got ${count}`] : []),
    ...(said === undefined ? [] : [said]),
  ];
}

/** What is wrong with the users besides `loginUser`; empty when nothing is. */
export function databaseUsersProblems({
  loginUser,
  databaseUsers = [],
}: Pick<ConnectRoleArgs, "loginUser" | "databaseUsers">): string[] {
  const all = [loginUser, ...databaseUsers];
  return [
    ...databaseUsers.flatMap((user, index) => {
      const field = `databaseUsers[${index}]`;
      const said = loginUserProblem(user, field);
      if (said !== undefined) return [said];
      return all.indexOf(user) === index + 1 ? [] : [`${field} must be another user than those before, got "${user}"`];
    }),
    ...(all.length > MAX_USERS
      ? [`databaseUsers must name ${MAX_USERS - 1} users at most, got ${databaseUsers.length}`]
      : []),
  ];
}

/** As many as surely fit into the 10,240 characters of a role's inline policies (IAM quotas), which AWS does not raise. */
const MAX_USERS = 64;

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
export function loginUserProblem(loginUser: string, field = "loginUser"): string | undefined {
  if (/^[a-z_][a-z0-9_]{0,31}$/.test(loginUser)) return undefined;
  return `${field} must be 1-32 lower-case letters, digits or "_", not starting with a digit, got "${loginUser}"`;
}

function connectTrust(args: ConnectRoleArgs, externalId: string): string {
  const { place, trustedAccountIds, trustedOrganizationArn = "", until } = args;
  const before = until === undefined ? undefined : dayAfter(until);
  const principal = parsePrincipal(trustedOrganizationArn);
  if (principal === undefined || principal.kind === "account") {
    const roots = trustedAccountIds.map((id) => accountRoot(place, id));
    return accountTrustPolicy(roots, externalId, before);
  }
  return organizationTrustPolicy(principal, externalId, before);
}

/** When a day has ended, as IAM's conditions have it. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().replace(".000Z", "Z");
}

/** The one thing the role may do. */
function connectPolicy(args: ConnectRoleArgs, resourceId: string): string {
  const { place, loginUser, databaseUsers = [] } = args;
  const [first, ...others] = [loginUser, ...databaseUsers].map((user) =>
    regionalArn(place, "rds-db", `dbuser:${resourceId}/${user}`),
  );
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: others.length === 0 ? first : [first, ...others],
      },
    ],
  });
}
