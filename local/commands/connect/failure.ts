import { DatabaseError } from "pg";
import { CloudError } from "../../socket/control-socket";
import { isMysqlSaid } from "../../client/mysql-client";
import { ConnectionRefusedError } from "../../client/tunnel";
import { databaseMessage, mysqlMessage } from "./database-message";
import { LoginFailed } from "./login-failed";
import { UsageError } from "./usage-error";

/** How `connect` ends: done; SQL or login failed; wrong arguments; refused on the way. */
export const ENDED = { done: 0, failed: 1, usage: 2, refused: 3 } as const;

/** What a failure says to a person, and the exit code it means. `statement` is the SQL that was run, if any. */
export function failure(error: unknown, statement?: string): { readonly code: number; readonly message: string } {
  if (error instanceof UsageError) return { code: ENDED.usage, message: error.message };
  if (error instanceof ConnectionRefusedError) return { code: ENDED.refused, message: error.message };
  if (error instanceof LoginFailed) return failure(error.cause);
  return { code: ENDED.failed, message: messageOf(error, statement) };
}

function messageOf(error: unknown, statement: string | undefined): string {
  if (error instanceof DatabaseError) return databaseMessage(error, statement);
  if (isMysqlSaid(error)) return mysqlMessage(error);
  if (error instanceof CloudError) return error.code === undefined ? error.message : `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
