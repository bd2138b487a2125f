import { FETCHED_VERSION, fetchedMariadb, fetchMariadb } from "./fetch";
import { installedMariadb, majorOfMariadb, type MariadbBinaries } from "./installed";
import { programsFolder } from "./programs-folder";

/** No server can be had on this machine: what to do about it. */
export class NoServerError extends Error {
  override readonly name = "NoServerError" as const;

  constructor(why: string) {
    super(
      `there is no MariaDB server on this machine, which runs MySQL and MariaDB databases here (${why}): ${INSTALL}`,
    );
  }
}

const INSTALL =
  "install one (Debian, Ubuntu: apt-get install mariadb-server) or Maven, by which one is fetched, and connect again";

/** An attempt that failed, say without a network, is not repeated for each database of a stack. */
const TRY_AGAIN_AFTER_MS = 60_000;

let fetching: Promise<MariadbBinaries> | undefined;

/**
 * The MariaDB to make a database with: one that is installed, else one that was fetched, else it is fetched now.
 * @throws NoServerError
 */
export function mariadbBinaries(say: (line: string) => void = () => undefined): Promise<MariadbBinaries> {
  const present = presentMariadb();
  return present === undefined ? fetchOnce(say) : Promise.resolve(present);
}

/** The MariaDB that can run data of this version: one of the same major version; undefined for none that is here. */
export function mariadbFor(dataVersion: string): MariadbBinaries | undefined {
  const major = majorOfMariadb(dataVersion);
  return [installedMariadb(), fetchedMariadb(programsFolder())].find(
    (it) => it !== undefined && majorOfMariadb(it.version) === major,
  );
}

/** As `mariadbFor`, fetched where it is the one that can be. @throws Error */
export async function mariadbBinariesFor(dataVersion: string): Promise<MariadbBinaries> {
  const major = majorOfMariadb(dataVersion);
  if (mariadbFor(dataVersion) === undefined && major === majorOfMariadb(FETCHED_VERSION))
    await fetchOnce(() => undefined);
  const found = mariadbFor(dataVersion);
  if (found !== undefined) return found;
  throw new Error(
    `the data was made by MariaDB ${major}, of which there is no server here any more: ` +
      `install MariaDB ${major}, or delete the instance and create it again`,
  );
}

function presentMariadb(): MariadbBinaries | undefined {
  return installedMariadb() ?? fetchedMariadb(programsFolder());
}

function fetchOnce(say: (line: string) => void): Promise<MariadbBinaries> {
  fetching ??= fetched(say);
  return fetching;
}

async function fetched(say: (line: string) => void): Promise<MariadbBinaries> {
  try {
    await fetchMariadb(programsFolder(), say);
    const found = fetchedMariadb(programsFolder());
    if (found === undefined) throw new Error("it was fetched and is not there");
    fetching = undefined;
    return found;
  } catch (error) {
    setTimeout(() => (fetching = undefined), TRY_AGAIN_AFTER_MS).unref();
    throw new NoServerError(error instanceof Error ? error.message : String(error));
  }
}
