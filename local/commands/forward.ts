import type { Writable } from "node:stream";
import type { DatabaseClient } from "../client/database-client";
import { type Forward, openForward } from "../client/open-forward";
import type { ForwardReport, Refusal } from "../data-path/refusal";
import { asClient, type ClientCommandDeps, type ClientTarget, say } from "./as-client";
import { ENDED } from "./connect/failure";
import type { NamedDatabase } from "./connect/stack-client";
import { FORWARD_USAGE, type ForwardArguments, readForwardArguments } from "./forward-arguments";
import { howToLogIn } from "./how-to-log-in";

interface ForwardDeps extends ClientCommandDeps {
  /** Resolves when the command shall end. */
  readonly stopped: Promise<unknown>;
}

/**
 * Opens a loopback port to a database on behalf of a stack's client until it is stopped: 0 stopped, 1 failed or the local
 * cloud went away, 2 wrong arguments, 3 refused altogether. Refused connections are explained as they come.
 */
export async function forward(args: readonly string[], deps: ForwardDeps): Promise<number> {
  const act = (cloud: DatabaseClient, target: ClientTarget<ForwardArguments>) => forwardTo(cloud, target, deps);
  return asClient(args, { usage: FORWARD_USAGE, read: readForwardArguments, act }, deps);
}

async function forwardTo(
  cloud: DatabaseClient,
  { args, client, database }: ClientTarget<ForwardArguments>,
  deps: ForwardDeps,
): Promise<number> {
  const ports = args.port === undefined ? [database.port, 0] : [args.port];
  const opened = await openForward(deps.cloudSocket, client, database, ports);
  const stopped = deps.stopped.then(() => {
    opened.close();
    return true;
  });
  const last = await report(
    opened,
    async ({ port }) => {
      say(deps.stdout, listening(port, database, args));
      say(deps.stdout, await howToLogIn(cloud, database, args.stack, port));
    },
    deps.stderr,
  );
  const counts = `${count(last?.opened ?? 0, "connection")} forwarded, ${String(last?.refused ?? 0)} refused`;
  const wasStopped = await Promise.race([stopped, Promise.resolve(false)]);
  say(deps.stdout, wasStopped ? counts : `${counts}; the local cloud has stopped: start it and this command again`);
  return wasStopped ? ENDED.done : ENDED.failed;
}

/** Follows the reports to their end; answers the last one. */
async function report(
  { reports }: Forward,
  onListening: (first: ForwardReport) => Promise<void>,
  stderr: Writable,
): Promise<ForwardReport | undefined> {
  let last: ForwardReport | undefined;
  let refusal: Refusal | undefined;
  for await (const next of reports) {
    if (last === undefined) await onListening(next);
    last = next;
    if (next.refusal === undefined) continue;
    // A program that tries again and again is told once.
    const isSame = next.refusal.message === refusal?.message;
    say(stderr, isSame ? `refused again, ${String(next.refused)} in all` : `refused: ${next.refusal.message}`);
    refusal = next.refusal;
  }
  return last;
}

function listening(port: number, database: NamedDatabase, { stack, port: asked }: ForwardArguments): string {
  const instead = asked === undefined && port !== database.port ? ` (${String(database.port)} is in use)` : "";
  return `127.0.0.1:${String(port)}${instead} leads to ${database.name} as the client of ${stack}, until Ctrl-C`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
