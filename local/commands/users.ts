import { usersText } from "../../users/text";
import { usersOfContract } from "../../users/users-of-contract";
import { asksForHelp } from "./asks-for-help";
import { connectAs, stackOutputs } from "./connect-as";
import type { Session } from "./session";

const USAGE = `usage: users STACK [--run]

The SQL that makes every database user of the grants of a producer's stack. With --run each database's owner runs it
here, as master user; it can be run again.`;

/** `users ARGS` with the caller's terminal. @returns 0, 1 where a database refused it, 2 for wrong usage. */
export async function usersInTerminal(args: readonly string[], session: () => Promise<Session>): Promise<number> {
  const names = args.filter((arg) => arg !== "--run");
  const [stack] = names;
  if (asksForHelp(args, USAGE)) return 0;
  if (stack === undefined || names.length > 1 || stack.startsWith("-")) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const own = await session();
  const outputs = await stackOutputs(own, stack);
  const databases = usersOfContract(outputs["contract"]);
  process.stdout.write(usersText(databases));
  if (!args.includes("--run")) return 0;
  for (const { name, users } of databases) {
    if (users.length === 0) continue;
    const sql = users.flatMap((it) => it.sql).join("; ");
    const { code, output } = await connectAs(own, ["--as", stack, "--database", name, "--sql", sql]);
    if (code !== 0) {
      process.stderr.write(`${name}: its owner cannot make the users:\n${output}`);
      return 1;
    }
    process.stdout.write(`-- ${name}: made ${users.map(({ user }) => user).join(", ")}\n`);
  }
  return 0;
}
