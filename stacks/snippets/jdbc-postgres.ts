import { JAVA_WAY, JAVA_WAY_IMPORTS } from "./java-way";
import { type JdbcDriver, jdbcProgram } from "./jdbc-program";
import type { SnippetLogin } from "./login";

const DRIVER: JdbcDriver = {
  artifact: "org.postgresql:postgresql",
  urlName: "postgresql",
  imports: `${JAVA_WAY_IMPORTS}import javax.net.SocketFactory;\n`,
  properties: `    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", variable("DATABASE_CA_FILE"));
    properties.setProperty("socketFactory", Way.class.getName());`,
  members: JAVA_WAY,
  sql: "SELECT current_user, version()",
};

/** Java with the PostgreSQL JDBC driver. */
export function jdbcPostgres(login: SnippetLogin): string {
  return jdbcProgram(DRIVER, login);
}
