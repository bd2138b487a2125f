import type { DatabaseFacts } from "../contract";
import { mapValues } from "../map-values";
import { environment } from "./environment";
import { goMysql } from "./go-mysql";
import { goPostgres } from "./go-postgres";
import { jdbcMariadb } from "./jdbc-mariadb";
import { jdbcMysql } from "./jdbc-mysql";
import { jdbcPostgres } from "./jdbc-postgres";
import type { SnippetLogin } from "./login";
import { mysqlCli } from "./mysql-cli";
import { nodeMysql } from "./node-mysql";
import { nodePostgres } from "./node-postgres";
import { psql } from "./psql";
import { pythonMysql } from "./python-mysql";
import { pythonPostgres } from "./python-postgres";

type Programs = Readonly<Record<string, (login: SnippetLogin) => string>>;

const mysqlDrivers = { node: nodeMysql, python: pythonMysql, go: goMysql };

/** The programs of each engine, by their name in the output. */
const PROGRAMS: Readonly<Record<DatabaseFacts["engine"], Programs>> = {
  postgres: { psql, jdbc: jdbcPostgres, node: nodePostgres, python: pythonPostgres, go: goPostgres },
  mysql: { mysql: (login) => mysqlCli("mysql", login), jdbc: jdbcMysql, ...mysqlDrivers },
  mariadb: { mysql: (login) => mysqlCli("mariadb", login), jdbc: jdbcMariadb, ...mysqlDrivers },
};

/** Texts ready to use, by what they are for: `environment`, `psql` or `mysql`, `jdbc`, `node`, `python`, `go`. */
export type Snippets = Readonly<Record<string, string>>;

/**
 * How a program connects to a database: one text that has its values, and programs that read them and are the same for
 * every database of an engine. None has a secret.
 * @param region The database's Region, which is the consumer's too.
 */
export function snippetsFor(facts: DatabaseFacts, region: string): Snippets {
  const login: SnippetLogin = "login" in facts ? "password" : "token";
  return {
    environment: environment(facts, region),
    ...mapValues(PROGRAMS[facts.engine], (program) => program(login)),
  };
}
