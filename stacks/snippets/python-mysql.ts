import type { SnippetLogin } from "./login";
import { PYTHON_IMPORTS, PYTHON_PACKAGES, pythonLogin } from "./python-login";

/** Python with PyMySQL, for MySQL and MariaDB. */
export function pythonMysql(login: SnippetLogin): string {
  return `# pip install "PyMySQL>=1.2"${PYTHON_PACKAGES[login]}
import os
import socket

${PYTHON_IMPORTS[login]}import pymysql


${pythonLogin(login)}


def connect():
    connection = pymysql.connect(
        # What TLS verifies; where it connects is said below.
        host=address,
        database=variable("DATABASE_NAME"),
        user=user,
        password=password(),
        ssl_ca=variable("DATABASE_CA_FILE"),
        ssl_verify_cert=True,
        ssl_verify_identity=True,
        defer_connect=True,
    )
    way = socket.create_connection((host, host_port), timeout=10)
    way.settimeout(None)
    way.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    # Lattice forgets a connection that has been silent for 350 seconds.
    way.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 300)
    connection.connect(way)
    return connection


if __name__ == "__main__":
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user(), version()")
        print(cursor.fetchone())
`;
}
