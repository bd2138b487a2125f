import type { Explanation } from "../../../reachability/explain";
import { CloudClient } from "../../socket/client";
import { ClientOfCloud } from "../../client/client";
import { readStackOutputs } from "../../client/stack-databases";
import { connectAs, stackOutputs } from "../connect-as";
import { loginHelpWithoutServer } from "../connect/login-help";
import { loginSql } from "../connect/login-sql";
import { ownerOf } from "../connect/owner-stack";
import { picture } from "../picture";
import { connectArguments, StepFailed, type Stage, type Use } from "./stage";

const SQL = [
  "CREATE TABLE IF NOT EXISTS visits (id int GENERATED ALWAYS AS IDENTITY, at timestamptz(0) DEFAULT now(), login text DEFAULT current_user)",
  "INSERT INTO visits DEFAULT VALUES",
  "SELECT id, at, login FROM visits ORDER BY id DESC LIMIT 5",
];

/** Each consumer's client uses each of its databases over the whole path, as far as servers can be run here. */
export async function useDatabases(stage: Stage, consumers: readonly string[]): Promise<readonly Use[]> {
  stage.screen.heading("3  SQL from the consumer's account on the producer's database");
  const uses: Use[] = [];
  for (const consumer of consumers) {
    stage.progress.say(`reading the outputs of ${consumer}`);
    const { databases } = readStackOutputs(consumer, await stackOutputs(stage.session, consumer));
    const names = Object.entries(databases);
    if (names.length === 0) stage.screen.leftOut(`${consumer} uses no database`);
    uses.push(
      ...names.map(([name, database]) => {
        return { consumer, database: { ...database, name }, isOneOfMany: names.length > 1 };
      }),
    );
  }
  stage.progress.done();
  if (uses.length === 0) stage.screen.leftOut("no SQL: no consumer's stack uses a database");
  for (const use of uses) await useDatabase(stage, use);
  return uses;
}

async function useDatabase(stage: Stage, use: Use): Promise<void> {
  const { screen } = stage;
  const { database } = use;
  if (database.engine === "postgres") {
    await makeLogin(stage, use);
    await runSql(stage, use);
  } else {
    screen.leftOut(
      `${database.name} (${use.consumer}): no SQL, since the local cloud runs no server of ${database.engine}`,
    );
    screen.block(loginHelpWithoutServer(database).join("\n"));
  }
  screen.line("");
  screen.block(picture(await explanationOf(stage, use)));
}

/** As a migration would: what is there already is left alone. */
async function makeLogin({ session, screen, progress }: Stage, { database }: Use): Promise<void> {
  const user = database.consumer?.user ?? "";
  const owner = ownerOf(session.state.backend, database.address);
  if (owner === undefined) throw new StepFailed(`no stack of this machine owns ${database.address}`);
  progress.say(`the owner makes the login ${user}`);
  const cloud = new ClientOfCloud(session.cloud.socket);
  const { state } = await cloud.loginFinding(database.address, user);
  cloud.close();
  const sql = loginSql({ ...database, user }, state);
  if (sql !== "") {
    const made = await connectAs(session, ["--as", owner.stack, "--database", owner.database, "--sql", sql]);
    if (made.code !== 0) throw new StepFailed(`the owner cannot make the login:\n${made.output}`);
  }
  progress.done();
  screen.done(`the owner has made the login ${user}, for IAM tokens only`);
}

async function runSql({ session, screen, progress }: Stage, use: Use): Promise<void> {
  const { database } = use;
  progress.say(`connecting to ${database.host}`);
  const used = await connectAs(session, [...connectArguments(use), "--sql", SQL.join("; ")]);
  progress.done();
  const shown = ["npm run local -- connect", ...connectArguments(use)].join(" ");
  screen.command(`${shown} --sql "INSERT INTO visits …; SELECT id, at, login FROM visits …"`);
  if (used.code !== 0) throw new StepFailed(`${use.consumer} cannot use the database:\n${used.output}`);
  screen.block(used.output);
  screen.done(`TLS verified for ${database.address}`);
  screen.done(`connected to ${database.host}, port ${String(database.port)}`);
}

async function explanationOf({ session }: Stage, { consumer, database }: Use): Promise<Explanation> {
  const { client } = readStackOutputs(consumer, await stackOutputs(session, consumer));
  const cloud = new CloudClient(session.cloud.socket);
  try {
    const asked = { client, host: database.host, port: database.port };
    return await cloud.post<Explanation>("/client/explain", asked);
  } finally {
    cloud.close();
  }
}
