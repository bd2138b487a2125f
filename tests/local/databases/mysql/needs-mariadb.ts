import type { Context } from "mocha";
import { mariadbBinaries, NoServerError } from "../../../../local/databases/mysql/binaries";

/** Has a MariaDB server ready, fetched if need be; skips the tests where none can be had, and says why. */
export async function needsMariadb(context: Context): Promise<void> {
  context.timeout(600_000);
  try {
    await mariadbBinaries();
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    process.stderr.write(`    skipped: ${error.message}\n`);
    context.skip();
  }
}
