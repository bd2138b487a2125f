import type { Duplex } from "node:stream";
import { Dialogue } from "./dialogue";
import { OK } from "./packets";
import { statement } from "./commands";

/**
 * A session over a reader endpoint begins read-only: its writes fail with 1792, where a reader of Aurora says 1290.
 *
 * @param server logged in, before its client is told so.
 */
export async function beginReadOnly(server: Duplex): Promise<void> {
  const answer = await new Dialogue(server).ask(statement("SET SESSION TRANSACTION READ ONLY"));
  if (answer[0] !== OK) throw new Error("the server does not begin a read-only session");
}
