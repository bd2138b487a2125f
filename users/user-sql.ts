/** A user of a database who logs in with an IAM token. */
export interface WantedUser {
  /** `postgres`, `mysql` or `mariadb`. */
  readonly engine: string;
  /** Lower-case letters, digits and `_`, as the program's settings allow. */
  readonly user: string;
  readonly databaseName: string;
  /** Whether it makes tables of its own. What another user may do besides logging in is for the owner to say. */
  readonly mayCreate: boolean;
}

/** How MySQL and MariaDB are told that a user logs in with tokens, over TLS alone. */
export const BY_TOKEN = "IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL";

/**
 * What the master user runs so that a user is there and logs in with IAM tokens and nothing else: the same however often
 * it is run, and without a secret. As in the RDS guide, "Creating a database account using IAM authentication".
 */
export function userSql(wanted: WantedUser): readonly string[] {
  const { engine, user, databaseName, mayCreate } = wanted;
  if (engine !== "postgres") {
    const account = `'${user}'@'%'`;
    return [`CREATE USER IF NOT EXISTS ${account} ${BY_TOKEN}`, `ALTER USER ${account} ${BY_TOKEN}`].concat(
      mysqlGrant(user, databaseName, mayCreate),
    );
  }
  const role = quoted(user);
  return [
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user}') THEN CREATE ROLE ${role} LOGIN; END IF; END $$`,
    `ALTER ROLE ${role} LOGIN`,
    `GRANT rds_iam TO ${role}`,
    `GRANT CONNECT ON DATABASE ${quoted(databaseName)} TO ${role}`,
    postgresGrant(user, mayCreate),
  ];
}

/** What a user of PostgreSQL may do in the schema that is there from the start. */
export function postgresGrant(user: string, mayCreate: boolean): string {
  return `GRANT ${mayCreate ? "USAGE, CREATE" : "USAGE"} ON SCHEMA public TO ${quoted(user)}`;
}

/** What a user of MySQL or MariaDB may do: without any right in the database it could not name it when it connects. */
export function mysqlGrant(user: string, databaseName: string, mayCreate: boolean): string {
  const rights = mayCreate ? "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX" : "SELECT";
  // In GRANT an underscore stands for any character.
  return `GRANT ${rights} ON \`${databaseName.replaceAll("_", "\\_")}\`.* TO '${user}'@'%'`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
