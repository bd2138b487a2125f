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
function standIn({ askedVersion, serverVersion }: Pick<Place, "askedVersion" | "serverVersion">): string[] {
  const [asked] = askedVersion.split(".");
  const [runs] = serverVersion.split(".");
  if (asked === runs) return [];
  return [
    `The stack asks for version ${askedVersion}; the local cloud has no such server, and ${serverVersion} stands in.`,
  ];
}
