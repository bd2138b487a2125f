import type { SnippetLogin } from "./login";
import { NODE_IMPORTS, NODE_PACKAGES, nodeLogin } from "./node-login";

/** Node.js with `pg`, as an ES module. */
export function nodePostgres(login: SnippetLogin): string {
  return `// npm install pg${NODE_PACKAGES[login]}
import { readFileSync } from "node:fs";
import { checkServerIdentity } from "node:tls";
${NODE_IMPORTS[login]}import pg from "pg";

${nodeLogin(login)}

export const pool = new pg.Pool({
  host: way.host,
  port: way.port,
  keepAlive: way.keepAlive,
  keepAliveInitialDelayMillis: way.keepAliveInitialDelay,
  database: variable("DATABASE_NAME"),
  user,
  password,
  ssl: {
    ca,
    servername: address,
    // pg verifies the name it connects to; the certificate is for the address.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(address, certificate),
  },
});
pool.on("error", (error) => console.error(\`an idle connection broke: \${error.message}\`));

const { rows } = await pool.query("SELECT current_user AS login, version() AS version");
console.log(rows[0]);
await pool.end();
`;
}
