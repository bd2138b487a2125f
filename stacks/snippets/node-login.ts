import type { SnippetLogin } from "./login";

/** The packages that make a token. */
export const NODE_PACKAGES: Readonly<Record<SnippetLogin, string>> = {
  token: " @aws-sdk/rds-signer @aws-sdk/credential-providers",
  password: "",
};

/** Imports of what makes a token, each with the line's end. */
export const NODE_IMPORTS: Readonly<Record<SnippetLogin, string>> = {
  token: `import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { Signer } from "@aws-sdk/rds-signer";
`,
  password: "",
};

/** The values of the environment, and `password()`, which is asked for each new connection. */
export function nodeLogin(login: SnippetLogin): string {
  return `function variable(name, otherwise) {
  const value = process.env[name] || otherwise;
  if (value === undefined) throw new Error(\`\${name} is not set: source the database's environment first\`);
  return value;
}

const address = variable("DATABASE_ADDRESS");
const port = variable("DATABASE_PORT");
const user = variable("DATABASE_USER");
const ca = readFileSync(variable("DATABASE_CA_FILE"), "utf8");
const way = {
  host: variable("DATABASE_HOST", address),
  port: Number(variable("DATABASE_HOST_PORT", port)),
  // Lattice forgets a connection that has been silent for 350 seconds.
  keepAlive: true,
  keepAliveInitialDelay: 300_000,
};
${login === "token" ? TOKEN : `const password = () => variable("DATABASE_PASSWORD");`}`;
}

/** Each call assumes the role again: a token is valid for 15 minutes, and only a new connection needs one. */
const TOKEN = `const region = variable("DATABASE_REGION");
const credentials = fromTemporaryCredentials({
  params: {
    RoleArn: variable("DATABASE_ROLE_ARN"),
    ExternalId: variable("DATABASE_EXTERNAL_ID"),
    RoleSessionName: "lattice-db",
  },
  clientConfig: { region },
});
const signer = new Signer({ hostname: address, port: Number(port), username: user, region, credentials });
// Asked for each new connection of the pool: a token is valid for 15 minutes.
const password = () => signer.getAuthToken();`;
