import type { Readable, Writable } from "node:stream";
import type { OwnedDatabase } from "./owner-stack";

/** What the command is given by whoever started it. */
export interface ConnectDeps {
  /** The unix socket of the running local cloud. */
  readonly cloudSocket: string;
  /** `pulumi stack output --json --show-secrets` of a stack; `{}` where it is not deployed. */
  readonly stackOutputs: (stack: string) => Promise<Readonly<Record<string, unknown>>>;
  /** The stack that owns the database with this address; default: none is known. */
  readonly ownerOf?: (address: string) => OwnedDatabase | undefined;
  /** Where what is typed is kept; default: nowhere. */
  readonly historyFile?: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
}
