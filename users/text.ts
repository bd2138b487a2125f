import type { UsersOfDatabase } from "./users-of-contract";

/** The SQL as a file that a client of the database runs, with whom each user is for. */
export function usersText(databases: readonly UsersOfDatabase[]): string {
  const parts = databases.map(({ name, address, engine, databaseName, users, alsoAs }) => {
    const head = `-- ${name}: ${engine}, database ${databaseName} at ${address}; run this as its master user.`;
    const also = alsoAs.length === 0 ? [] : [`-- The same users log in by ${alsoAs.join(", ")}.`];
    if (users.length === 0)
      return [head, "-- It takes no IAM logins: its owner makes users with passwords."].join("\n");
    const made = users.flatMap(({ user, for: whom, sql }) => [
      `-- ${user}, for ${whom}`,
      ...sql.map((statement) => `${statement};`),
    ]);
    return [head, ...also, ...made].join("\n");
  });
  return parts.length === 0 ? "-- No database is shared with anybody.\n" : `${parts.join("\n\n")}\n`;
}
