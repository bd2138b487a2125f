import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { majorOfServer } from "./binaries";
import type { PostgresBinaries } from "./installed";

/**
 * What RDS offers of the extensions that come with PostgreSQL (RDS for PostgreSQL release notes, "Extensions supported",
 * November 2026). Not untrusted languages, nor what reads the server's files.
 */
const offered: readonly string[] = [
  ...["amcheck", "autoinc", "bloom", "bool_plperl", "btree_gin", "btree_gist", "citext", "cube", "dblink", "dict_int"],
  ...[
    "dict_xsyn",
    "earthdistance",
    "fuzzystrmatch",
    "hstore",
    "hstore_plperl",
    "insert_username",
    "intagg",
    "intarray",
  ],
  ...["isn", "jsonb_plperl", "lo", "ltree", "moddatetime", "pageinspect", "pg_buffercache", "pg_freespacemap"],
  ...["pg_prewarm", "pg_stat_statements", "pg_trgm", "pg_visibility", "pg_walinspect", "pgcrypto", "pgrowlocks"],
  ...["pgstattuple", "plperl", "plpgsql", "pltcl", "postgres_fdw", "refint", "seg", "sslinfo", "tablefunc", "tcn"],
  ...["tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp", "xml2"],
];

/** `extension_control_path` came with it. */
const FIRST_WITH_PATH = 18;

/**
 * Lets whoever may create something in a database create what RDS offers there, and nothing else: writes control files
 * that trust those extensions into `folder`. The scripts stay where they are. Returns the server's settings for it: none
 * for an older server, which trusts what PostgreSQL itself does.
 * docs/decisions/0057-extensions-that-rds-offers.md
 */
export function offerExtensions({ version, postgres }: PostgresBinaries, folder: string): readonly string[] {
  // A colon would end the path.
  if (Number(majorOfServer(version)) < FIRST_WITH_PATH || folder.includes(":")) return [];
  const scripts = join(dirname(dirname(postgres)), "share", "postgresql", "extension");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "extension"), { recursive: true, mode: 0o755 });
  for (const name of offered) {
    const control = controlOf(join(scripts, `${name}.control`));
    if (control === undefined) continue;
    const text = `${control}\ndirectory = '${scripts.replaceAll("'", "''")}'\ntrusted = true\n`;
    writeFileSync(join(folder, "extension", `${name}.control`), text, { mode: 0o644 });
  }
  return [`extension_control_path=${folder}`];
}

/** Undefined where this PostgreSQL was built without the extension. */
function controlOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/^\s*(directory|trusted)\s*=.*$/gm, "");
  } catch {
    return undefined;
  }
}
