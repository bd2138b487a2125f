import { closeSync, constants, openSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";

/** `sun_path` of unix(7) has 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 103;
const SOCKET_NAME = ".s.PGSQL.5432";

/** The folder of a unix socket, under a name short enough to connect to it. */
export class UnixSocketFolder {
  readonly #descriptor: number | undefined;

  constructor(private readonly folder: string) {
    if (Buffer.byteLength(join(folder, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) return;
    if (platform() !== "linux") {
      throw new Error(
        `the path ${folder} is too long for a unix socket: move the state folder (LATTICE_DB_STATE) to a shorter one`,
      );
    }
    this.#descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  }

  /** What a PostgreSQL client takes as `host`. */
  get path(): string {
    return this.#descriptor === undefined ? this.folder : `/proc/self/fd/${this.#descriptor}`;
  }

  get socket(): string {
    return join(this.path, SOCKET_NAME);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}
