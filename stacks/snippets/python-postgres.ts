import type { SnippetLogin } from "./login";
import { PYTHON_IMPORTS, PYTHON_PACKAGES, pythonLogin } from "./python-login";

/** Python with psycopg 3. */
export function pythonPostgres(login: SnippetLogin): string {
  return `# pip install "psycopg[binary]"${PYTHON_PACKAGES[login]}
import os
import socket

${PYTHON_IMPORTS[login]}import psycopg


${pythonLogin(login)}


def connect():
    return psycopg.connect(
        # What TLS verifies, and where it connects.
        host=address,
        hostaddr=socket.gethostbyname(host),
        port=host_port,
        dbname=variable("DATABASE_NAME"),
        user=user,
        password=password(),
        sslmode="verify-full",
        sslrootcert=variable("DATABASE_CA_FILE"),
        # Lattice forgets a connection that has been silent for 350 seconds.
        keepalives_idle=300,
    )


if __name__ == "__main__":
    with connect() as connection:
        print(connection.execute("SELECT current_user, version()").fetchone())
`;
}
