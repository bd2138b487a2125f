import type { Readable } from "node:stream";
import type { ClientCommandDeps } from "../as-client";
import type { OwnedDatabase } from "./owner-stack";

/** What the command is given by whoever started it. */
export interface ConnectDeps extends ClientCommandDeps {
  /** The stack that owns the database with this address; default: none is known. */
  readonly ownerOf?: (address: string) => OwnedDatabase | undefined;
  /** Where what is typed is kept; default: nowhere. */
  readonly historyFile?: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
}
