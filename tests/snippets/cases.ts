import type { DatabaseFacts } from "../../stacks/contract";
import { snippetsFor } from "../../stacks/snippets";
import type { Program } from "./client";

/** A login by password that the owner has made for the tests. */
export const BY_PASSWORD = { user: "by_password", password: 'it\'s "an" $example' };

/** One program on one database, and what is to come of it. */
export interface Case {
  readonly database: string;
  readonly program: Program;
  readonly what: string;
  /** Variables beside those of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What it must print, and whether it must succeed. */
  readonly expected: { readonly succeeds: boolean; readonly output: RegExp };
}

interface Outputs {
  readonly databases: Readonly<Record<string, DatabaseFacts>>;
  readonly snippets: Readonly<Record<string, Program["snippets"]>>;
  readonly client: { readonly region: string };
}

/** On every database as its login; by password; and refused, for another name and another external id. */
export function allCases({ databases, snippets, client }: Outputs): Case[] {
  return Object.entries(databases).flatMap(([database, facts]) => {
    const { engine } = facts;
    const token: Program = { engine, login: "token", snippets: snippets[database] ?? {} };
    const own = { database, program: token };
    const works: Case = { ...own, what: "logs in", env: {}, expected: { succeeds: true, output: /\bapp\b/ } };
    if (!["orders", "shop", "stock"].includes(database)) return [works];
    const otherName: Case = {
      ...own,
      what: "refuses another name",
      env: { DATABASE_ADDRESS: "other.example.com" },
      expected: { succeeds: false, output: /certificate|host ?name|altnames|verif/i },
    };
    const otherId: Case = {
      ...own,
      what: "refuses another id",
      env: { DATABASE_EXTERNAL_ID: "another" },
      expected: { succeeds: false, output: /AccessDenied|not authorized/ },
    };
    return [works, otherName, otherId, byPassword(database, facts, client.region)];
  });
}

/** The same database, as if its consumers logged in by a password of its owner's. */
function byPassword(database: string, facts: DatabaseFacts, region: string): Case {
  const { address, port, engine, databaseName } = facts;
  const snippets = snippetsFor({ address, port, engine, databaseName, login: "password" }, region);
  return {
    database,
    program: { engine, login: "password", snippets },
    what: "logs in",
    env: { DATABASE_USER: BY_PASSWORD.user, DATABASE_PASSWORD: BY_PASSWORD.password },
    expected: { succeeds: true, output: /\bby_password\b/ },
  };
}
