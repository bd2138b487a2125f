import type { Explanation } from "../../../reachability/explain";
import { CloudClient } from "../../cloud/client";
import { readStackOutputs } from "../../data-path/stack-databases";
import { connectAs, stackOutputs } from "../connect-as";
import { picture } from "../picture";
import { CONSUMER, PRODUCER, StepFailed, type Stage } from "./stage";

/** Idempotent, as a migration is: the owner makes the login that the contract names. */
const makeLogin = (user: string): string =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user}') THEN CREATE ROLE ${user} LOGIN; END IF; END $$; ` +
  `GRANT rds_iam TO ${user}; GRANT USAGE, CREATE ON SCHEMA public TO ${user}`;

const USE = [
  "CREATE TABLE IF NOT EXISTS visits (id int GENERATED ALWAYS AS IDENTITY, at timestamptz(0) DEFAULT now(), login text DEFAULT current_user)",
  "INSERT INTO visits DEFAULT VALUES",
  "SELECT id, at, login FROM visits ORDER BY id DESC LIMIT 5",
];

/** The owner makes a login, and the consumer's client uses the database over the whole path. */
export async function useDatabase({ session, screen, progress }: Stage): Promise<void> {
  screen.heading("3  SQL from the consumer's account on the producer's database");
  progress.say("reading the consumer's outputs");
  const { databases, client } = readStackOutputs(CONSUMER, await stackOutputs(session, CONSUMER));
  const [name, database] = Object.entries(databases)[0] ?? [];
  const user = database?.consumer?.user;
  if (name === undefined || database === undefined || user === undefined)
    throw new StepFailed(`stack ${CONSUMER} uses no database`);

  progress.say(`the owner makes the login ${user}`);
  const owner = await connectAs(session, ["--as", PRODUCER, "--database", name, "--sql", makeLogin(user)]);
  if (owner.code !== 0) throw new StepFailed(`the owner cannot make the login:\n${owner.output}`);
  progress.done();
  screen.done(`the owner has made the login ${user}, for IAM tokens only`);

  progress.say(`connecting to ${database.host}`);
  const used = await connectAs(session, ["--as", CONSUMER, "--database", name, "--sql", USE.join("; ")]);
  progress.done();
  screen.command(
    `npm run local -- connect --as ${CONSUMER} --sql "INSERT INTO visits …; SELECT id, at, login FROM visits …"`,
  );
  if (used.code !== 0) throw new StepFailed(`the consumer cannot use the database:\n${used.output}`);
  screen.block(used.output);
  screen.done(`TLS verified for ${database.address}`);
  screen.done(`connected to ${database.host}, port ${String(database.port)}`);

  const cloud = new CloudClient(session.cloud.socket);
  const asked = { client, host: database.host, port: database.port };
  const explanation = await cloud.post<Explanation>("/client/explain", asked);
  cloud.close();
  screen.line("");
  screen.block(picture(explanation));
}
