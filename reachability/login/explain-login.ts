import { hop, type Hop } from "../hop";
import { databaseName } from "../path";
import type { Database, Topology } from "../topology";
import { allOf, undecided, type Verdict } from "../verdict";
import { absent } from "../lookup";
import { loginEnabled, loginTls } from "./database-login";
import { assumption, permission } from "./permissions";
import type { Principal, Role } from "./role";

/** Who wants to log in by IAM, and how. */
export interface Login {
  /** The role (or `arn:…:iam::ACCOUNT:root`) whose credentials the client has. */
  readonly principalArn: string;
  /** The database user. */
  readonly user: string;
  readonly externalId?: string;
  /** False where the client connects without TLS. */
  readonly tls?: boolean;
}

/** The answer to: may this role log in as this user by IAM? */
export interface LoginExplanation {
  readonly verdict: Verdict;
  /** In the order in which AWS asks. */
  readonly hops: readonly Hop[];
  /** The first blocked hop, else the first unknown one. */
  readonly headline?: Hop;
  /** Whose token logs in: the role of the database's account, which may be the principal itself. */
  readonly connectRoleArn?: string;
}

/**
 * Whether a role can log in to a database by IAM. `rds-db:connect` counts only in the database's own account: whoever
 * is in another one assumes a role there (RDS user guide, "Creating and using an IAM policy for IAM database access").
 * Of several roles the one nearest to a yes is reported.
 * @param database As `seenThrough` a proxy where the client logs in to that.
 */
export function explainLogin(topology: Topology, login: Login, database: Database): LoginExplanation {
  const principal = { arn: login.principalArn, account: login.principalArn.split(":")[4] ?? "" };
  const roles = (topology.roles ?? []).filter(({ account }) => account === database.account);
  const unlisted = withoutRole(topology, login, principal, database);
  const listed = roles.map((role) => withRole(topology, login, principal, role, database));
  return listed.reduce((best, next) => (distance(next) <= distance(best) ? next : best), unlisted);
}

function withRole(
  topology: Topology,
  login: Login,
  principal: Principal,
  role: Role,
  database: Database,
): LoginExplanation {
  const arn = typeof role.arn === "string" ? role.arn : undefined;
  const name = arn ?? role.id;
  const hops = [
    hop("login-role", principal.arn, name, assumption(topology, principal, role, login.externalId)),
    hop("login-permission", name, databaseName(database), permission(role, login.user, database)),
    ...ofDatabase(login, database),
  ];
  return explanation(hops, arn);
}

function withoutRole(topology: Topology, login: Login, principal: Principal, database: Database): LoginExplanation {
  const { account, name } = database;
  const reason = `account ${account}, which ${name} is in, has no role that ${principal.arn} could assume`;
  const fix = `create a role in account ${account} with rds-db:connect that trusts ${principal.arn}`;
  const finding =
    topology.roles === undefined
      ? undecided(`the roles of account ${account} are not listed here`, "list the roles")
      : absent(topology, account, reason, fix);
  return explanation([
    hop("login-role", principal.arn, databaseName(database), finding),
    ...ofDatabase(login, database),
  ]);
}

function ofDatabase(login: Login, database: Database): readonly Hop[] {
  const [from, to] = [`user ${login.user}`, databaseName(database)];
  return [
    hop("login-enabled", from, to, loginEnabled(database)),
    hop("login-tls", from, to, loginTls(login, database)),
  ];
}

function explanation(hops: readonly Hop[], connectRoleArn?: string): LoginExplanation {
  const verdict = allOf(hops.map((it) => it.verdict));
  const headline = hops.find((it) => it.verdict === verdict && verdict !== "open");
  return {
    verdict,
    hops,
    ...(headline === undefined ? {} : { headline }),
    ...(connectRoleArn === undefined ? {} : { connectRoleArn }),
  };
}

/** Blocked hops count first, unknown ones decide between equals. */
function distance({ hops }: LoginExplanation): number {
  const count = (verdict: Verdict): number => hops.filter((it) => it.verdict === verdict).length;
  return count("blocked") * 100 + count("unknown");
}
