import { JAVA_WAY, JAVA_WAY_IMPORTS } from "./java-way";
import { type JdbcDriver, jdbcProgram } from "./jdbc-program";
import type { SnippetLogin } from "./login";

const DRIVER: JdbcDriver = {
  artifact: "org.mariadb.jdbc:mariadb-java-client",
  urlName: "mariadb",
  imports: `${JAVA_WAY_IMPORTS}import javax.net.SocketFactory;\n`,
  properties: `    properties.setProperty("sslMode", "verify-full");
    properties.setProperty("serverSslCert", variable("DATABASE_CA_FILE"));
    properties.setProperty("socketFactory", Way.class.getName());`,
  members: JAVA_WAY,
  sql: "SELECT current_user(), version()",
};

/** Java with MariaDB Connector/J. */
export function jdbcMariadb(login: SnippetLogin): string {
  return jdbcProgram(DRIVER, login);
}
