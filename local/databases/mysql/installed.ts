import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** A MariaDB server and what it takes to make data for it. */
export interface MariadbBinaries {
  /** `11.4.5`. */
  readonly version: string;
  readonly server: string;
  /** The folder with the SQL that makes the system tables. */
  readonly sql: string;
  /** The folders with its messages and character sets, where they are not where it was built for. */
  readonly messages?: string;
}

/** What the server here is asked to do, none older does: roles, `mysql.global_priv`, the PROXY header from a unix socket. */
const OLDEST = [10, 6] as const;

/** Where Debian and others put a server; few have these folders on PATH. */
const SYSTEM_FOLDERS = ["/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/usr/local/libexec"];

const known = new Map<string, MariadbBinaries>();

/** A MariaDB server that somebody installed: the first on PATH, or where systems put it. Once found it is remembered. */
export function installedMariadb(
  path: string = process.env.PATH ?? "",
  systemFolders: readonly string[] = SYSTEM_FOLDERS,
): MariadbBinaries | undefined {
  const key = [path, ...systemFolders].join("\0");
  const found = known.get(key) ?? search([...path.split(delimiter).filter(isAbsolute), ...systemFolders]);
  if (found !== undefined) known.set(key, found);
  return found;
}

/** MySQL's own `mysqld` is passed over: `--version` tells. */
function search(folders: readonly string[]): MariadbBinaries | undefined {
  const files = folders.flatMap((folder) => ["mariadbd", "mysqld"].map((name) => join(folder, name)));
  for (const file of files.filter((it) => existsSync(it))) {
    const version = versionOf(file);
    const sql = sqlFolder(file);
    if (version !== undefined && isNewEnough(version) && sql !== undefined) return { version, server: file, sql };
  }
  return undefined;
}

/** `mariadbd  Ver 11.4.5-MariaDB for linux-systemd on x86_64 (MariaDB Server)`; undefined for what is no MariaDB. */
export function versionOf(file: string): string | undefined {
  try {
    const text = execFileSync(file, ["--no-defaults", "--version"], {
      encoding: "utf8",
      timeout: 10_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return /Ver (\d+\.\d+\.\d+)-MariaDB/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

/** `11.4` of 11.4.5. */
export function majorOfMariadb(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Beside the server, as its build has it. */
function sqlFolder(file: string): string | undefined {
  const base = dirname(dirname(realpathSync(file)));
  const folders = ["share/mariadb", "share/mysql", "share"].map((name) => join(base, name));
  return folders.find((folder) => systemTables.some((name) => existsSync(join(folder, name))));
}

/** By its name since 10.11 or so, and by the older one. */
export const systemTables = ["mariadb_system_tables.sql", "mysql_system_tables.sql"] as const;

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
