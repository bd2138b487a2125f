import type { SnippetLogin } from "./login";
import { SHELL_WAY, shellNeeds, shellToken } from "./shell-login";

/**
 * `psql` in a POSIX shell. Everything goes by environment; only libpq can look up one name and verify another, so that a
 * name of another host becomes PGHOSTADDR.
 */
export function psql(login: SnippetLogin): string {
  return `${shellNeeds("psql", login)}
(
${SHELL_WAY}
${login === "token" ? shellToken("PGPASSWORD") : PASSWORD}
  if [ "$host" != "$DATABASE_ADDRESS" ]; then
    PGHOSTADDR=$(getent ahostsv4 "$host" | head -n 1 | cut -d ' ' -f 1)
    : "\${PGHOSTADDR:?has no value: DATABASE_HOST has no address}"
    export PGHOSTADDR
  fi
  export PGHOST="$DATABASE_ADDRESS" PGPORT="$port" PGUSER="$DATABASE_USER" PGDATABASE="$DATABASE_NAME"
  export PGSSLMODE=verify-full PGSSLROOTCERT="$DATABASE_CA_FILE"
  # Lattice forgets a connection that has been silent for 350 seconds.
  psql "keepalives_idle=300" "$@"
)
`;
}

/** psql asks by itself. */
const PASSWORD = `  [ -z "\${DATABASE_PASSWORD:-}" ] || export PGPASSWORD="$DATABASE_PASSWORD"`;
