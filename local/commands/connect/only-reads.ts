/** What a replica or a cluster's reader says to who writes: PostgreSQL's state; MySQL's and MariaDB's numbers. */
const READ_ONLY = /SQLSTATE 25006|\b(?:1290|1792|1836)\b/;

/** What of a command's output says that the database only reads; undefined where nothing does. */
export const saysItOnlyReads = (output: string): string | undefined => READ_ONLY.exec(output)?.[0];
