import { parseArn } from "../../../aws/arn";
import { CloudError } from "../../socket/control-socket";
import type { DatabaseClient, Login } from "../../client/database-client";
import type { NamedDatabase } from "./stack-client";

/** The way was open, and the owner's connect role did not let the consumer's account in. */
export class RoleRefused extends Error {
  override readonly name = "RoleRefused" as const;

  constructor(
    override readonly cause: CloudError,
    account: string,
    stack: string,
    { name, consumer }: Pick<NamedDatabase, "name" | "consumer">,
  ) {
    const roleArn = consumer?.roleArn ?? "";
    const setting = `lattice-db:databases.${name}.sharedWith`;
    super(
      [
        `✗ connect-role: ${roleArn} does not let account ${account} in`,
        `    AWS says: ${cause.code ?? ""}: ${cause.message}`,
        `    the network path is open, and a login needs the role: account ${account} was taken off sharedWith of ${name},`,
        "    or the external id is not the role's any more",
        `    fix: in the stack of account ${parseArn(roleArn)?.account ?? ""} name ${account} in ${setting} and deploy it`,
        `    or, where that is to stay so, deploy stack ${stack}, which then drops its way to ${name}`,
      ].join("\n"),
    );
  }
}

/** A consumer's login. @throws RoleRefused */
export async function consumerLogin(
  cloud: DatabaseClient,
  { account, stack }: { readonly account: string; readonly stack: string },
  database: NamedDatabase,
  consumer: NonNullable<NamedDatabase["consumer"]>,
  user: string = consumer.user,
): Promise<Login> {
  try {
    return await cloud.tokenLogin(account, database, consumer, user);
  } catch (error) {
    if (error instanceof CloudError && error.code === "AccessDenied") {
      throw new RoleRefused(error, account, stack, database);
    }
    throw error;
  }
}
