/** Where a conversation takes place. */
export interface Place {
  readonly stack: string;
  /** The stack's name for the database. */
  readonly name: string;
  readonly databaseName: string;
  readonly user: string;
  readonly account: string;
  /** The name that was connected to, and the one that TLS is verified for. */
  readonly host: string;
  readonly port: number;
  readonly address: string;
  readonly engine: string;
  /** As the stack asks for it, and as the server says it. */
  readonly askedVersion: string;
  readonly serverVersion: string;
}

/** What `connect` says of a database that a server of another name runs. */
export function mysqlLines(place: Place, server: string): string[] {
  const lines = connectionLines({ ...place, engine: server, askedVersion: place.serverVersion });
  if (place.engine === "mysql") {
    lines.push(
      `The stack asks for MySQL ${place.askedVersion}; the local cloud has no MySQL, and MariaDB stands in: ` +
        "local/README.md lists what it has not.",
    );
    return lines;
  }
  return [...lines, ...standIn(place)];
}

/** What `connect` says before the first prompt. */
export function greeting(place: Place): string {
  return [...connectionLines(place), "A statement ends with ;   \\? for help, \\q to leave."].join("\n");
}

/** What `\conninfo` says. */
export function connectionLines(place: Place): string[] {
  const { stack, name, databaseName, user, account, host, port, address, engine, serverVersion } = place;
  return [
    `${name}: database "${databaseName}" as user "${user}", on behalf of stack ${stack} (account ${account})`,
    `connected to ${host}, port ${port}; TLS verified for ${host === address ? "that name" : address}`,
    `${ENGINES[engine] ?? engine} ${serverVersion}`,
    ...standIn(place),
  ];
}

const ENGINES: Readonly<Record<string, string>> = { postgres: "PostgreSQL", mysql: "MySQL", mariadb: "MariaDB" };

/** Where the local cloud runs another major version than was asked for. */
function standIn({ engine, askedVersion, serverVersion }: Place): string[] {
  const parts = engine === "postgres" ? 1 : 2;
  const major = (version: string): string => version.split(".").slice(0, parts).join(".");
  if (major(askedVersion) === major(serverVersion)) return [];
  return [
    `The stack asks for version ${askedVersion}; the local cloud has no such server, and ${serverVersion} stands in.`,
  ];
}
