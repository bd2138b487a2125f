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
  const major = await majorVersion(client);
  await client.query([RDS_ROLES, major >= 15 ? SINCE_15 : "", major >= 16 ? SINCE_16 : ""].join("\n"));
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

/**
 * Keeps RDS's roles from being dropped by the master user, who may hand them on and so, for PostgreSQL, administers them:
 * each owns something where nobody else can go.
 *
 * @param client of the work database.
 */
export async function guardRoles(client: ClientBase): Promise<void> {
  for (const role of RDS_ROLE_NAMES) await client.query(`CREATE SCHEMA ${role} AUTHORIZATION ${role}`);
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
  /** Whether new passwords are kept as MD5 hashes. */
  readonly keepsMd5: boolean;
  /** The attribute REPLICATION that the user should have and has not, or the other way about. */
  readonly replication?: boolean;
}

export async function loginRules(client: ClientBase, user: string): Promise<LoginRules> {
  // By a name it is planned once for a connection: planning took longer than the look-up.
  const { rows } = await client.query<LoginRow>({ name: "login-rules", text: LOGIN_RULES, values: [user] });
  const [row] = rows;
  return {
    byIam: row?.iam ?? false,
    keepsMd5: row?.encryption === "md5",
    ...(row?.password == null ? {} : { storedPassword: row.password }),
    ...(row?.replicates == null || row.replicates === row.replicator ? {} : { replication: row.replicator }),
  };
}

interface LoginRow {
  readonly iam: boolean;
  readonly password: string | null;
  readonly encryption: string;
  readonly replicates: boolean | null;
  readonly replicator: boolean;
}

/** A server, as far as statements of the internal superuser go. */
interface RunsStatements {
  run<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
}

/**
 * Gives members of rds_replication what it stands for, and takes it from others: an attribute that PostgreSQL lets
 * nobody inherit.
 */
export async function setReplication(server: RunsStatements, user: string, on: boolean): Promise<void> {
  const change = `ALTER ROLE ${escapeIdentifier(user)} ${on ? "REPLICATION" : "NOREPLICATION"}`;
  // One after the other: two sessions that change a role at once fail.
  await server.run((client) => client.query(`SELECT pg_advisory_xact_lock(0); ${change}`));
}

const RDS_ROLE_NAMES = ["rds_superuser", "rds_iam", "rds_password", "rds_replication", "rdsrepladmin"];

const RDS_ROLES = `
  CREATE ROLE rds_superuser;
  CREATE ROLE rds_iam;
  CREATE ROLE rds_password;
  CREATE ROLE rds_replication;
  CREATE ROLE rdsrepladmin NOINHERIT REPLICATION;
  GRANT pg_monitor, pg_signal_backend, rds_password, rds_replication TO rds_superuser WITH ADMIN OPTION;
`;

/** Roles of PostgreSQL that a major version brought, and RDS hands on. */
const SINCE_15 = "GRANT pg_checkpoint TO rds_superuser WITH ADMIN OPTION;";

/**
 * rds_superuser may grant rds_iam but is no member: a membership with the ADMIN option alone is how that is said (before
 * PostgreSQL 16 CREATEROLE was enough). For the same reason (who creates a role administers it) such memberships do
 * not count below.
 */
const SINCE_16 = `
  GRANT rds_iam TO rds_superuser WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
  GRANT pg_use_reserved_connections TO rds_superuser;
`;

async function majorVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS number",
  );
  return rows[0]?.number ?? 0;
}

const LOGIN_RULES = `
  WITH RECURSIVE member_of AS (
    SELECT oid FROM pg_roles WHERE rolname = $1
    UNION
    SELECT m.roleid FROM pg_auth_members m JOIN member_of ON m.member = member_of.oid
    -- Columns that came with PostgreSQL 16.
    WHERE coalesce((to_jsonb(m) ->> 'inherit_option')::bool, true) OR (to_jsonb(m) ->> 'set_option')::bool
  )
  SELECT
    EXISTS (SELECT FROM member_of JOIN pg_roles USING (oid) WHERE rolname = 'rds_iam') AS iam,
    EXISTS (SELECT FROM member_of JOIN pg_roles USING (oid) WHERE rolname = 'rds_replication') AS replicator,
    rolreplication AS replicates,
    CASE WHEN coalesce(rolvaliduntil, 'infinity') > now() THEN rolpassword END AS password,
    current_setting('password_encryption') AS encryption
  FROM (SELECT) AS always LEFT JOIN pg_authid ON rolname = $1
`;

function verifier(password: string): string {
  return escapeLiteral(storedPassword(password));
}
