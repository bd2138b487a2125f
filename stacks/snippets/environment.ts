import type { DatabaseFacts } from "../contract";
import { shellWord } from "./shell-word";

/**
 * What the shell is told of one database: a file to source, for a POSIX shell. All values are here, in this one language;
 * the other snippets read them (docs/decisions/0150).
 */
export function environment(facts: DatabaseFacts, region: string): string {
  const { address, port, databaseName } = facts;
  return `# Source this file. TLS certificate and token are for this name and port:
${exported("DATABASE_ADDRESS", address)}
${exported("DATABASE_PORT", String(port))}
# Where to connect, should that be another one: Lattice's own name where the address leads elsewhere
# (pulumi stack output latticeNamesCommand), or the end of a forwarded port.
export DATABASE_HOST="$DATABASE_ADDRESS"
export DATABASE_HOST_PORT="$DATABASE_PORT"
${exported("DATABASE_NAME", databaseName)}
${"login" in facts ? PASSWORD : token(facts, region)}`;
}

type TokenFacts = Exclude<DatabaseFacts, { readonly login: "password" }>;

/** As whom, by which role, and the certificates, which are fetched where they are not there yet. */
function token({ loginUser, connectRoleArn, externalId, caBundleUrl }: TokenFacts, region: string): string {
  return `${exported("DATABASE_USER", loginUser)}
${exported("DATABASE_REGION", region)}
${exported("DATABASE_ROLE_ARN", connectRoleArn)}
${exported("DATABASE_EXTERNAL_ID", externalId)}
# The certificates to trust:
export DATABASE_CA_FILE="$HOME"/${shellWord(fileName(caBundleUrl))}
[ -s "$DATABASE_CA_FILE" ] || {
  curl --fail --silent --show-error --proto =https --output "$DATABASE_CA_FILE.part" ${shellWord(caBundleUrl)} &&
    mv "$DATABASE_CA_FILE.part" "$DATABASE_CA_FILE"
}
`;
}

/** Its owner alone knows the rest. */
const PASSWORD = `# From the database's owner: the user, and a file with the certificates to trust. The password goes into
# DATABASE_PASSWORD, by a way that keeps it out of files and of the shell's history; psql and mysql ask for it.
export DATABASE_USER="\${DATABASE_USER:-}"
export DATABASE_CA_FILE="\${DATABASE_CA_FILE:-}"
`;

function exported(name: string, value: string): string {
  return `export ${name}=${shellWord(value)}`;
}

/** What the certificates are called where they are published. */
function fileName(url: string): string {
  return /\/([\w.-]+\.pem)$/.exec(url)?.[1] ?? "rds-bundle.pem";
}
