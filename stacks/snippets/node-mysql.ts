import type { SnippetLogin } from "./login";
import { NODE_IMPORTS, NODE_PACKAGES, nodeLogin } from "./node-login";

/** Node.js with `mysql2`, for MySQL and MariaDB, as an ES module. */
export function nodeMysql(login: SnippetLogin): string {
  return `// npm install mysql2${NODE_PACKAGES[login]}
import { readFileSync } from "node:fs";
import { connect } from "node:net";
${NODE_IMPORTS[login]}import mysql from "mysql2/promise";

${nodeLogin(login)}

export const pool = mysql.createPool({
  // What TLS verifies, and where it connects.
  host: address,
  stream: () => connect(way),
  database: variable("DATABASE_NAME"),
  user,
${login === "token" ? TOKEN : `  password: password(),\n`}  ssl: { ca, verifyIdentity: true },
});

const [rows] = await pool.query("SELECT current_user() AS login, version() AS version");
console.log(rows[0]);
await pool.end();
`;
}

/** A pool's password is a text; only a plugin is asked for each connection. */
const TOKEN = `  // The server asks for the token within TLS, once for each new connection.
  authPlugins: { mysql_clear_password: () => async () => Buffer.from(\`\${await password()}\\0\`) },
`;
