import { JAVA_ARTIFACTS, JAVA_IMPORTS, javaLogin } from "./java-login";
import type { SnippetLogin } from "./login";

/** What differs between the drivers. */
export interface JdbcDriver {
  /** `group:artifact` in Maven. */
  readonly artifact: string;
  /** What the URL has behind `jdbc:`. */
  readonly urlName: string;
  /** Imports of its own, a line each, in the order of Java's formatters. */
  readonly imports: string;
  /** The lines that set its properties of TLS and of the connection. */
  readonly properties: string;
  /** What the class has besides: `Way`, and what the properties need. */
  readonly members: string;
  readonly sql: string;
}

/** One class, `DatabaseConnection`, whose `connect` may also serve a pool as its source of connections. */
export function jdbcProgram(driver: JdbcDriver, login: SnippetLogin): string {
  return `// Java 11 or newer, and of Maven: ${driver.artifact}${JAVA_ARTIFACTS[login]}
${driver.imports}import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Properties;
${JAVA_IMPORTS[login]}
public class DatabaseConnection {
${javaLogin(login)}

  static Connection connect() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", variable("DATABASE_USER"));
    properties.setProperty("password", password());
    // Lattice forgets a connection that is silent for 350 seconds: set net.ipv4.tcp_keepalive_time below that, too.
    properties.setProperty("tcpKeepAlive", "true");
${driver.properties}
    return DriverManager.getConnection(url("${driver.urlName}"), properties);
  }

${driver.members}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = connect();
        ResultSet row = connection.createStatement().executeQuery("${driver.sql}")) {
      row.next();
      System.out.println(row.getString(1) + " " + row.getString(2));
    }
  }
}
`;
}
