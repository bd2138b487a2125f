import type { Explanation } from "../../../reachability/explain";
import { ControlSocket } from "../../socket/control-socket";
import { DatabaseClient } from "../../client/database-client";
import { readStackOutputs } from "../../client/stack-databases";
import { userSql } from "../../../users/user-sql";
import { connectAs, type Connected, stackOutputs } from "../connect-as";
import { loginHelpWithoutServer } from "../connect/login-help";
import { saysItOnlyReads } from "../connect/only-reads";
import { ownerOf } from "../connect/owner-stack";
import { picture } from "../picture";
import type { Session } from "../session";
import { connectArguments, StepFailed, type Stage, type Use } from "./stage";

const DEFAULT_TABLE = "visits";

/** The table a login makes for itself; of several logins of one database none sees another's. */
export function tableOf(user: string): string {
  return user === "app" ? DEFAULT_TABLE : `${DEFAULT_TABLE}_of_${user}`;
}

const postgresSql = (table: string) => [
  `CREATE TABLE IF NOT EXISTS ${table} (id int GENERATED ALWAYS AS IDENTITY, at timestamptz(0) DEFAULT now(), login text DEFAULT current_user)`,
  `INSERT INTO ${table} DEFAULT VALUES`,
  `SELECT id, at, login FROM ${table} ORDER BY id DESC LIMIT 5`,
];

const mysqlSql = (table: string) => [
  `CREATE TABLE IF NOT EXISTS ${table} (id int AUTO_INCREMENT PRIMARY KEY, at datetime DEFAULT now(), login varchar(80))`,
  `INSERT INTO ${table} (login) VALUES (current_user())`,
  `SELECT id, at, login FROM ${table} ORDER BY id DESC LIMIT 5`,
];

const READING = "SELECT current_user";

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
        return { consumer, database: { ...database, name }, isOneOfMany: names.length > 1, hasRun: false };
      }),
    );
  }
  stage.progress.done();
  if (uses.length === 0) stage.screen.leftOut("no SQL: no consumer's stack uses a database");
  const used: Use[] = [];
  for (const use of uses) used.push(await useDatabase(stage, use));
  return used;
}

async function useDatabase(stage: Stage, use: Use): Promise<Use> {
  const { screen } = stage;
  const { database } = use;
  if (database.consumer === undefined) {
    screen.leftOut(
      `${database.name} (${use.consumer}): no SQL, since it is none of RDS's; its owner hands out passwords`,
    );
    return use;
  }
  const missing = await missingServer(stage, use);
  if (missing === undefined) {
    await makeLogin(stage, use);
    await runSql(stage, use);
  } else {
    screen.leftOut(`${database.name} (${use.consumer}): no SQL, since ${missing}`);
    screen.block(loginHelpWithoutServer(database).join("\n"));
  }
  screen.line("");
  screen.block(picture(await explanationOf(stage, use)));
  return { ...use, hasRun: missing === undefined };
}

/** Why no server runs the database; undefined where one does. */
async function missingServer({ session, progress }: Stage, { database }: Use): Promise<string | undefined> {
  const cloud = new DatabaseClient(session.cloud.socket);
  const { serverVersion } = await cloud.instance(database.address).finally(() => {
    cloud.close();
  });
  if (serverVersion !== undefined) return undefined;
  progress.say(`looking for a server of ${database.engine}`);
  const asked = await asOwner(session, database, "SELECT 1");
  progress.done();
  return asked.code === 0 ? undefined : asked.output.trim();
}

/** Runs SQL as the master user, where the owner's stack is one of this machine. */
function asOwner(session: Session, { address }: Use["database"], sql: string): Promise<Connected> {
  const owner = ownerOf(session.state.backend, address);
  if (owner === undefined) throw new StepFailed(`no stack of this machine owns ${address}`);
  return connectAs(session, ["--as", owner.stack, "--database", owner.database, "--sql", sql]);
}

/** As a migration would: what is there already is left alone. */
async function makeLogin({ session, screen, progress }: Stage, { database }: Use): Promise<void> {
  const user = database.consumer?.user ?? "";
  progress.say(`the owner makes the login ${user}`);
  const cloud = new DatabaseClient(session.cloud.socket);
  const { state } = await cloud.loginFinding(database.address, user);
  cloud.close();
  if (state !== "ready") {
    const sql = userSql({ ...database, user, mayCreate: true }).join("; ");
    const made = await asOwner(session, database, sql);
    if (made.code !== 0) throw new StepFailed(`the owner cannot make the login:\n${made.output}`);
  }
  progress.done();
  screen.done(`the owner has made the login ${user}, for IAM tokens only`);
}

async function runSql({ session, screen, progress }: Stage, use: Use): Promise<void> {
  const { database } = use;
  progress.say(`connecting to ${database.host}`);
  const table = tableOf(database.consumer?.user ?? "");
  const sql = database.engine === "postgres" ? postgresSql(table) : mysqlSql(table);
  const writing = await connectAs(session, [...connectArguments(use), "--sql", sql.join("; ")]);
  const onlyReads = writing.code !== 0 && saysItOnlyReads(writing.output) !== undefined;
  const used = onlyReads ? await connectAs(session, [...connectArguments(use), "--sql", READING]) : writing;
  progress.done();
  const shown = ["npm run local -- connect", ...connectArguments(use)].join(" ");
  screen.command(
    `${shown} --sql "${onlyReads ? READING : `INSERT INTO ${table} …; SELECT id, at, login FROM ${table} …`}"`,
  );
  if (used.code !== 0) throw new StepFailed(`${use.consumer} cannot use the database:\n${used.output}`);
  screen.block(used.output);
  if (onlyReads) screen.done("it only reads: it refused to write");
  screen.done(`TLS verified for ${database.address}`);
  screen.done(`connected to ${database.host}, port ${String(database.port)}`);
}

async function explanationOf({ session }: Stage, { consumer, database }: Use): Promise<Explanation> {
  const { client } = readStackOutputs(consumer, await stackOutputs(session, consumer));
  const cloud = new ControlSocket(session.cloud.socket);
  try {
    const asked = { client, host: database.host, port: database.port };
    return await cloud.post<Explanation>("/client/explain", asked);
  } finally {
    cloud.close();
  }
}
