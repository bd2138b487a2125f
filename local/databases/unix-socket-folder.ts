import { closeSync, constants, openSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";

/** `sun_path` of unix(7) has 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 103;

/** The number under which a started process has a folder that is handed to it beside its three standard streams. */
export const INHERITED = 3;

/** The folder of a unix socket, under a name short enough to connect to it. */
export class UnixSocketFolder {
  readonly #descriptor: number | undefined;

  /**
   * @param name of the socket in the folder.
   * @param number under which whoever connects has the folder open; default: as this process has.
   */
  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly number?: number,
  ) {
    if (Buffer.byteLength(join(folder, name)) <= LONGEST_SOCKET_PATH) return;
    if (platform() !== "linux") {
      throw new Error(
        `the path ${folder} is too long for a unix socket: move the state folder (LATTICE_DB_STATE) to a shorter one`,
      );
    }
    this.#descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  }

  /** The folder as a client can name it; a PostgreSQL client takes it as `host`. */
  get path(): string {
    return this.#descriptor === undefined ? this.folder : `/proc/self/fd/${this.number ?? this.#descriptor}`;
  }

  /** The open folder, to be handed to the process that connects; undefined where its name is short enough. */
  get inheritable(): number | undefined {
    return this.#descriptor;
  }

  get socket(): string {
    return join(this.path, this.name);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}
