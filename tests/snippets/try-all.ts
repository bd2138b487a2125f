import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./cases";
import type { Client, Missing, Prepared, Program } from "./client";
import type { ConsumerMachine } from "./consumer-machine";

export interface Outcome {
  /** Snippet, database, login, what is tried. */
  readonly name: readonly string[];
  readonly result: "passed" | "failed" | `not run: ${string}`;
  readonly output: string;
}

/** Tries each case with each client that speaks its engine; programs are made ready once. */
export async function tryAll(
  machine: ConsumerMachine,
  cases: readonly Case[],
  clients: readonly (Client | Missing)[],
  log: (text: string) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const client of clients) {
    const ready = new Map<string, Ready>();
    for (const one of cases.filter(({ program }) => client.engines.includes(program.engine))) {
      const name = [client.snippet, one.database, one.program.login, one.what];
      if ("missing" in client) {
        outcomes.push({ name, result: `not run: no ${client.missing}`, output: "" });
        continue;
      }
      const prepared = ready.get(keyOf(one.program)) ?? (await prepare(client, one.program));
      ready.set(keyOf(one.program), prepared);
      const outcome = { name, ...(await tried(machine, one, prepared)) };
      log(`${name.join(" ")}: ${outcome.result}`);
      outcomes.push(outcome);
    }
  }
  return outcomes;
}

interface Ready {
  readonly folder: string;
  /** Or what its compiler said. */
  readonly program: Prepared | string;
}

function keyOf({ engine, login }: Program): string {
  return `${engine}-${login}`;
}

async function prepare(client: Client, program: Program): Promise<Ready> {
  const own = join(client.folder, `${client.snippet}-${keyOf(program)}`);
  mkdirSync(own, { recursive: true });
  try {
    return { folder: own, program: await client.prepare(program, own) };
  } catch (error) {
    return { folder: own, program: error instanceof Error ? error.message : String(error) };
  }
}

async function tried(
  machine: ConsumerMachine,
  { database, program, env, expected }: Case,
  { folder, program: prepared }: Ready,
): Promise<Pick<Outcome, "result" | "output">> {
  if (typeof prepared === "string") return { result: "failed", output: prepared };
  const { code, output } = await machine.run(database, {
    command: prepared.command,
    folder,
    env: { ...prepared.env, ...(program.login === "password" && machine.trusted(database)), ...env },
    environment: program.snippets["environment"] ?? "",
  });
  const isRight = (code === 0) === expected.succeeds && expected.output.test(output);
  return { result: isRight ? "passed" : "failed", output };
}
