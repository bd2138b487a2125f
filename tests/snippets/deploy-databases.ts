import { loginSql } from "../../local/commands/connect/login-sql";
import type { Ended, Sandbox } from "../end-to-end/sandbox";
import { BY_PASSWORD } from "./cases";

/** Deploys a database of every engine, a proxy and a reader, with a login by token on each and one by password. */
export async function deployDatabases(sandbox: Sandbox): Promise<any> {
  sandbox.configure("producer", (config) => {
    const databases = config["lattice-db:databases"];
    databases.shop = { ...databases.orders, engine: "mysql", engineVersion: "8.4" };
    databases.stock = { ...databases.orders, engine: "mariadb", engineVersion: "11.4" };
    databases.ledger = { ...databases.orders, kind: "cluster" };
    databases.orders = { ...databases.orders, proxy: {} };
  });
  await sandbox.up("producer");
  await sandbox.up("consumer");
  const outputs = await sandbox.outputs("consumer");
  for (const database of ["orders", "ledger", "shop", "stock"]) {
    const { engine, loginUser: user, databaseName } = outputs.databases[database];
    const sql = `${loginSql({ engine, user, databaseName })};\n${passwordSql(engine)};\n`;
    succeeded(await sandbox.local(["connect", "--as", "producer", "--database", database], { input: sql }));
  }
  return outputs;
}

function passwordSql(engine: string): string {
  const { user, password } = BY_PASSWORD;
  const text = `'${password.replaceAll("'", "''")}'`;
  if (engine === "postgres") return `CREATE USER ${user} PASSWORD ${text}`;
  return `CREATE USER ${user} IDENTIFIED BY ${text}; GRANT SELECT ON *.* TO ${user}`;
}

function succeeded({ code, output }: Ended): void {
  if (code !== 0) throw new Error(output);
}
