import { chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runAs } from "../run-as";

/** What a server would see of a client if the client were connected to it. */
export interface SeenClient {
  readonly address: string;
  readonly port: number;
  /** Of the database, as the client reached it. */
  readonly serverAddress: string;
  readonly serverPort: number;
  /** Undefined where the connection is not encrypted. */
  readonly tls?: { readonly version: string; readonly cipher: string; readonly bits: number };
}

/** In a server's data folder. */
export const NOTES_FOLDER = "lattice-db-clients";

/**
 * Notes for the server's catalogue on whose connection each of its processes serves: a file each, named by the process, as
 * long as the connection lasts. docs/decisions/0077-what-a-server-sees-of-its-client.md
 */
export class ClientNotes {
  readonly #folder: string;
  /** By process: who wrote the note there is. */
  readonly #newest = new Map<number, SeenClient>();

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, NOTES_FOLDER);
  }

  /** Forgets all; when no process of the server runs. */
  clear(): void {
    const { owner } = runAs();
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { mode: 0o700 });
    if (owner !== undefined) chownSync(this.#folder, owner.uid, owner.gid);
    this.#newest.clear();
  }

  /** Returns what removes the note. */
  write(processId: number, client: SeenClient): () => void {
    const { address, port, serverAddress, serverPort, tls } = client;
    // A process that began later than its note has another's number.
    const millisecondAfter = Date.now() + 1;
    const tlsLines = tls === undefined ? [] : [tls.version, tls.cipher, tls.bits];
    const lines = [millisecondAfter, address, port, serverAddress, serverPort, ...tlsLines];
    // The server may read what only root can, where it runs for root.
    writeFileSync(this.#file(processId), lines.join("\n"), { mode: 0o600 });
    this.#newest.set(processId, client);
    return () => {
      if (this.#newest.get(processId) !== client) return;
      this.#newest.delete(processId);
      rmSync(this.#file(processId), { force: true });
    };
  }

  #file(processId: number): string {
    return join(this.#folder, String(processId));
  }
}
