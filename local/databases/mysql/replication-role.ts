import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeWhole } from "../../ground/write-whole";
import { newReplicatorPassword } from "./replication-door";
import type { Settings } from "./settings-file";

/** What a replica knows of its source. */
interface Following {
  /** Name of the source's folder, beside the replica's own. */
  readonly source: string;
  /** What the copy of it has, until the server knows that by itself. */
  readonly position?: string;
}

/** For how long a source keeps what its replicas have not fetched: a week. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Whether a server is followed or follows, as files beside its data say: they move with it, and outlive every process. */
export class ReplicationRole {
  readonly #password: string;
  readonly #following: string;

  constructor(private readonly folder: string) {
    this.#password = join(folder, "replication-password");
    this.#following = join(folder, "following.json");
  }

  get isSource(): boolean {
    return existsSync(this.#password);
  }

  becomeSource(): void {
    writeWhole(this.#password, newReplicatorPassword());
  }

  /** By which replicas log in. */
  get password(): string {
    return readFileSync(this.#password, "utf8");
  }

  get isReplica(): boolean {
    return existsSync(this.#following);
  }

  /** The folder of what it follows. */
  get sourceFolder(): string {
    return join(dirname(this.folder), this.#followed().source);
  }

  /** What is still to be told the server. */
  get position(): string | undefined {
    return this.#followed().position;
  }

  /** @param sourceFolder beside this one's. */
  follow(sourceFolder: string, position?: string): void {
    const source = basename(sourceFolder);
    writeWhole(this.#following, JSON.stringify({ source, ...(position === undefined ? {} : { position }) }));
  }

  followNoLonger(): void {
    rmSync(this.#following);
  }

  /** With which a server is started. */
  get settings(): Settings {
    return {
      "server-id": String(serverId(basename(this.folder))),
      ...(this.isSource ? SOURCE : { "skip-log-bin": "1" }),
      ...(this.isReplica ? REPLICA : {}),
    };
  }

  #followed(): Following {
    return JSON.parse(readFileSync(this.#following, "utf8")) as Following;
  }
}

const SOURCE: Settings = {
  "log-bin": "binlog",
  "binlog-format": "ROW",
  "binlog-expire-logs-seconds": String(KEPT_SECONDS),
  "max-binlog-size": "64M",
  // A parameter without effect here, as long as there was no binary log.
  "log-bin-trust-function-creators": "1",
};

const REPLICA: Settings = {
  "read-only": "1",
  "relay-log": "relay",
  // The door to its source is another one after each start.
  "skip-slave-start": "1",
};

/** Of each server another one, and the same after each start. */
function serverId(name: string): number {
  return (createHash("sha256").update(name).digest().readUInt32LE(0) % 0xfffffffe) + 1;
}
