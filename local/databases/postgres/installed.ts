import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

export interface PostgresBinaries {
  /** `18.4`. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

const known = new Map<string, PostgresBinaries | undefined>();

/**
 * A PostgreSQL of this major version that somebody installed: in Debian's place or on PATH, `postgres` and `initdb` side by
 * side. Looked for once a process.
 */
export function installedPostgres(
  major: string,
  path: string = process.env.PATH ?? "",
  debian = `/usr/lib/postgresql/${major}/bin`,
): PostgresBinaries | undefined {
  const key = [major, path, debian].join("\0");
  if (!known.has(key)) known.set(key, search(major, [debian, ...path.split(delimiter).filter(isAbsolute)]));
  return known.get(key);
}

function search(major: string, folders: readonly string[]): PostgresBinaries | undefined {
  for (const folder of folders) {
    const [postgres, initdb] = [join(folder, "postgres"), join(folder, "initdb")];
    if (!existsSync(postgres) || !existsSync(initdb)) continue;
    const version = versionOf(postgres);
    if (version?.split(".")[0] === major && versionOf(initdb) === version) return { version, initdb, postgres };
  }
  return undefined;
}

/** `postgres (PostgreSQL) 16.9 (Debian 16.9-1)`, `initdb (PostgreSQL) 16.9`; undefined for what does not run here. */
function versionOf(file: string): string | undefined {
  try {
    const text = execFileSync(file, ["--version"], {
      encoding: "utf8",
      timeout: 5000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return /\(PostgreSQL\) (\d+\.\d+)/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
