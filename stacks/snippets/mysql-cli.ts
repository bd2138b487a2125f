import type { SnippetLogin } from "./login";
import { SHELL_WAY, shellNeeds, shellToken } from "./shell-login";

/** The clients of both: MariaDB's sends a token only within TLS anyway, MySQL's has to be told that it may. */
const CLIENTS = {
  mysql: { command: "mysql", verify: "--ssl-mode=VERIFY_IDENTITY", token: " --enable-cleartext-plugin" },
  mariadb: { command: "mariadb", verify: "--ssl-verify-server-cert", token: "" },
};

/** `mysql` or `mariadb` in a POSIX shell, the password or token in MYSQL_PWD and never among the arguments. */
export function mysqlCli(engine: keyof typeof CLIENTS, login: SnippetLogin): string {
  const { command, verify, token } = CLIENTS[engine];
  return `${shellNeeds(command, login)}
# It verifies the name it connects to: where DATABASE_HOST is another one than DATABASE_ADDRESS it refuses, and
# DATABASE_ADDRESS needs an entry in /etc/hosts instead.
(
${SHELL_WAY}
${login === "token" ? shellToken("MYSQL_PWD") : PASSWORD}
  ${command} --host="$host" --port="$port" --protocol=TCP --user="$DATABASE_USER" --database="$DATABASE_NAME" \\
    ${verify} --ssl-ca="$DATABASE_CA_FILE"${login === "token" ? token : ""} "$@"
)
`;
}

/** Without a value the option makes the client ask. */
const PASSWORD = `  if [ -n "\${DATABASE_PASSWORD:-}" ]; then export MYSQL_PWD="$DATABASE_PASSWORD"; else set -- --password "$@"; fi`;
