import type { Client } from "../../reachability/client";
import type { Database } from "../../reachability/topology";
import type { Reading } from "../topology-of";
import type { Output } from "./outputs";

/** All that can be asked about. */
export interface Askable extends Reading {
  readonly outputs: readonly Output[];
}

/** A client, and the name it goes by in the answer. */
export interface AskedClient {
  readonly name: string;
  /** One for each subnet it may be in; never empty. */
  readonly places: readonly Client[];
}

/** A database, likewise. */
export interface AskedDatabase {
  readonly name: string;
  readonly database: Database;
}

/** What was asked about cannot be found, or means several things; says what there is. */
export class NotFound extends Error {
  override readonly name = "NotFound" as const;
}

/** @param candidates What it may mean, each by a name that means one thing. */
export function ambiguous(flag: string, name: string, candidates: readonly string[]): NotFound {
  return new NotFound(`${flag} ${name} may mean several things: name one of\n${listed(candidates)}`);
}

export function unheardOf(flag: string, name: string, what: string, known: readonly string[]): NotFound {
  const there = [...new Set(known)];
  const list = there.length === 0 ? `, and no ${what} is in what was read` : `; what is there:\n${listed(there)}`;
  return new NotFound(`${flag} ${name}: no ${what} that was read goes by this name${list}`);
}

const MOST_LISTED = 20;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  const shown = names.slice(0, MOST_LISTED).map((name) => `  ${name}`);
  return [...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
}
