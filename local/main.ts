import { Command, CommanderError } from "commander";
import { cli } from "./commands/cli";
import { withProgress } from "./commands/progress";
import { openSession, type Session } from "./commands/session";
import { status } from "./commands/status";
import { projectFolders, stateFolder } from "./ground/state-folder";

const USAGE_ERROR = 2;

/**
 * The command line of the local cloud: `npm start` and `npm run local -- COMMAND`. Answers the exit code.
 * What only one command needs is loaded by it: a client of PostgreSQL is nothing to wait for at each preview.
 */
export async function main(args: readonly string[], project: string): Promise<number> {
  const folders = projectFolders(project);
  const state = stateFolder(project);
  const session = (): Promise<Session> => withProgress((say) => openSession(folders, state, say));
  let code = 0;

  const program = new Command("npm run local --")
    .description("lattice-db on a local cloud: AWS accounts on this machine, the real Pulumi engine, real databases")
    .exitOverride()
    .showHelpAfterError("(--help lists the commands)")
    .enablePositionalOptions()
    .helpCommand(false);

  program
    .command("start")
    .description("deploy producer and consumer and use the shared database; the same as npm start")
    .action(async () => {
      const { start } = await import("./commands/start.js");
      code = await start(folders, state);
    });
  program
    .command("pulumi")
    .description("any Pulumi command against the local cloud, e.g. pulumi preview -s producer --diff")
    .argument("[args...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: string[]) => {
      const { pulumi } = await import("./commands/pulumi.js");
      code = await pulumi(given, folders, state);
    });
  program
    .command("connect")
    .description("SQL on a shared database as a stack's client; connect --help says more")
    .argument("[args...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: string[]) => {
      const { connect } = await import("./commands/connect-in-terminal.js");
      code = await connect(given, session);
    });
  program
    .command("forward")
    .description("a local port to a shared database for any program, as a stack's client; forward --help says more")
    .argument("[args...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: string[]) => {
      const { forwardInTerminal } = await import("./commands/forward-in-terminal.js");
      code = await forwardInTerminal(given, session);
    });
  program
    .command("token")
    .description("an IAM token to log in to a shared database with; token --help says more")
    .argument("[args...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: string[]) => {
      const { tokenInTerminal } = await import("./commands/forward-in-terminal.js");
      code = await tokenInTerminal(given, session);
    });
  program
    .command("users")
    .description("the SQL that makes the users of a producer's grants; users --help says more")
    .argument("[args...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: string[]) => {
      const { usersInTerminal } = await import("./commands/users.js");
      code = await usersInTerminal(given, session);
    });
  program
    .command("failover")
    .description("have another instance of an Aurora cluster write; its connections break, as on AWS")
    .argument("<name>", "the cluster: its name in the contract, its identifier or its host name")
    .option("--to <instance>", "the instance that is to write (default: the next one by promotion tier)")
    .option("--stack <stack>", "the producer's stack, whose contract has the name", "producer")
    .action(async (name: string, options: { to?: string; stack: string }) => {
      const { failoverInTerminal } = await import("./commands/failover-in-terminal.js");
      code = await failoverInTerminal({ name, ...options }, session);
    });
  program
    .command("cli")
    .description("find, download or build the Pulumi CLI, and say which it is")
    .action(async () => {
      code = await cli(folders);
    });
  program
    .command("status")
    .description("what runs and what there is in it")
    .action(async () => {
      code = await status(folders, state);
    });
  program
    .command("stop")
    .description("stop the local cloud and its databases; everything is kept")
    .action(async () => {
      const { stop } = await import("./commands/stop.js");
      code = await stop(state);
    });
  program
    .command("reset")
    .description("stop the local cloud and delete its state: stacks, accounts, rows")
    .option("-y, --yes", "do not ask", false)
    .action(async (options: { yes: boolean }) => {
      const { reset } = await import("./commands/reset.js");
      code = await reset(state, options.yes);
    });

  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? 0 : USAGE_ERROR;
  }
  return code;
}
