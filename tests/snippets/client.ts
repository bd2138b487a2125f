import type { Snippets } from "../../stacks/snippets";

/** Which engine's program, and how it logs in. */
export interface Program {
  readonly engine: string;
  readonly login: "token" | "password";
  readonly snippets: Snippets;
}

/** What runs the programs of one language, or why it is not to be had. */
export interface Client {
  /** The snippet's name in the output. */
  readonly snippet: string;
  /** Engines whose program it runs. */
  readonly engines: readonly string[];
  /** What was installed, with its version. */
  readonly what: string;
  /** Where its programs' folders are to lie. */
  readonly folder: string;
  /** Makes a program ready in a folder of its own; answers the command that runs it there. */
  readonly prepare: (program: Program, folder: string) => Promise<Prepared>;
}

export interface Prepared {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Why a client is not to be had on this machine; the programs it would run are left out, by name. */
export interface Missing {
  readonly snippet: string;
  readonly engines: readonly string[];
  readonly missing: string;
}

/** Installs a client into a folder of its own. */
export type Install = (folder: string) => Promise<Client | Missing>;
