import { type ClientBase, escapeIdentifier, escapeLiteral } from "pg";
import { storedPassword } from "./scram-verifier";

/** RDS's own superuser: nobody logs in as it from outside. */
export const SUPERUSER = "rdsadmin";
/** Where the superuser works, so that it never stands in the way of a user's CREATE or DROP DATABASE. */
export const WORK_DATABASE = "rdsadmin";

/** What the one who creates an instance chooses. */
export interface Owner {
  readonly masterUser: string;
  readonly password: string;
  readonly databaseName?: string | undefined;
}

/** Creates what a new RDS instance has: RDS's roles, the master user (no superuser) and its database. */
export async function createRoles(client: ClientBase, owner: Owner): Promise<void> {
  const master = escapeIdentifier(owner.masterUser);
  await client.query(RDS_ROLES);
  await client.query(
    `CREATE ROLE ${master} LOGIN CREATEROLE CREATEDB PASSWORD ${verifier(owner.password)} VALID UNTIL 'infinity'`,
  );
  await client.query(`GRANT rds_superuser TO ${master} WITH ADMIN OPTION`);
  await client.query(`ALTER DATABASE postgres OWNER TO ${master}`);
  await client.query(`CREATE DATABASE ${WORK_DATABASE} ALLOW_CONNECTIONS true`);
  await client.query(`REVOKE ALL ON DATABASE ${WORK_DATABASE} FROM PUBLIC`);
  if (owner.databaseName !== undefined && owner.databaseName !== "postgres") {
    await client.query(`CREATE DATABASE ${escapeIdentifier(owner.databaseName)} OWNER ${master}`);
  }
}

export async function setPassword(client: ClientBase, user: string, password: string): Promise<void> {
  await client.query(`ALTER ROLE ${escapeIdentifier(user)} PASSWORD ${verifier(password)}`);
}

/** How a user must log in, and whether a password could be right. */
export interface LoginRules {
  /** A member of rds_iam, directly or through other roles. */
  readonly byIam: boolean;
  /** As PostgreSQL stores it; none: no password, no such user, or no longer valid. */
  readonly storedPassword?: string;
}

export async function loginRules(client: ClientBase, user: string): Promise<LoginRules> {
  const { rows } = await client.query<{ iam: boolean; password: string | null }>(LOGIN_RULES, [user]);
  const [row] = rows;
  if (row === undefined) return { byIam: false };
  return row.password === null ? { byIam: row.iam } : { byIam: row.iam, storedPassword: row.password };
}

/**
 * rds_superuser may grant rds_iam but is no member: since PostgreSQL 16 a membership with the ADMIN option alone is
 * how that is said. For the same reason (who creates a role administers it) such memberships do not count below.
 */
const RDS_ROLES = `
  CREATE ROLE rds_superuser;
  CREATE ROLE rds_iam;
  CREATE ROLE rds_password;
  CREATE ROLE rds_replication;
  CREATE ROLE rdsrepladmin NOINHERIT REPLICATION;
  GRANT pg_monitor, pg_signal_backend, pg_checkpoint, rds_password, rds_replication TO rds_superuser WITH ADMIN OPTION;
  GRANT rds_iam TO rds_superuser WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
`;

const LOGIN_RULES = `
  WITH RECURSIVE member_of AS (
    SELECT oid FROM pg_roles WHERE rolname = $1
    UNION
    SELECT m.roleid FROM pg_auth_members m JOIN member_of ON m.member = member_of.oid
    WHERE m.inherit_option OR m.set_option
  )
  SELECT
    EXISTS (SELECT FROM member_of JOIN pg_roles USING (oid) WHERE rolname = 'rds_iam') AS iam,
    CASE WHEN coalesce(rolvaliduntil, 'infinity') > now() THEN rolpassword END AS password
  FROM pg_authid WHERE rolname = $1
`;

function verifier(password: string): string {
  return escapeLiteral(storedPassword(password));
}
