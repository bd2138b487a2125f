import { loginSql } from "../../local/commands/connect/login-sql";
import type { MatrixCloud } from "./matrix-cloud";

/** The owner of a database makes the login of its consumers. @throws Error with what the database says */
export async function makeLogin(cloud: MatrixCloud, name: string): Promise<void> {
  const { engine, databaseName, loginUser } = await cloud.database(name);
  const state = await cloud.loginState(name);
  const sql = loginSql({ engine, user: loginUser, databaseName }, state);
  if (sql === "") return;
  const { code, output } = await cloud.connect("producer", name, sql);
  if (code !== 0) throw new Error(`${name}: its owner cannot make the login ${loginUser}:\n${output}`);
}
