/**
 * What answers about reachability cost: in the model, and as the command that people run. Run with
 * `npx ts-node -T measure/bench/reach.ts`. How long it takes to read states is in `reading.ts`.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { audience } from "../../reachability/audience";
import { explain } from "../../reachability/explain";
import { growth, type Sized } from "./growth";
import { median } from "./measurement";
import { wideTopology } from "./wide-topology";

const project = join(__dirname, "../..");
const ROUNDS = 5;

/** Every client to every database; each pair is judged anew. */
function allPairs(count: number): Sized {
  const { topology, clients } = wideTopology(count, count, "one");
  const work = (): void => {
    for (const client of clients) {
      for (const database of topology.databases) {
        if (explain(topology, client, database).verdict !== "open") throw new Error(`${database.id} is not reached`);
      }
    }
  };
  return { size: count * count, milliseconds: timeOf(work) };
}

/** Who reaches a database that as many shares hand out to an account each. */
function everyone(shares: number): Sized {
  const { topology } = wideTopology(1, shares, "one each");
  const [database] = topology.databases;
  const work = (): void => {
    if (database === undefined || audience(topology, database).clients.length !== shares + 1)
      throw new Error("the audience is not whole");
  };
  return { size: shares, milliseconds: timeOf(work) };
}

function theCommand(): number {
  const states = ["producer", "consumer"].map((name) => join(project, "tests/recorded/0.1", `${name}.json`));
  const args = states.flatMap((state) => ["--state", state]);
  const question = ["--from", "consumer", "--to", "orders"];
  return timeOf(() => execFileSync(process.execPath, [join(project, "reach/run.mjs"), ...question, ...args]));
}

function timeOf(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times);
}

const row = (what: string, value: string): void =>
  void process.stdout.write(`${what.padEnd(52)}${value.padStart(30)}\n`);

row("all pairs of 100 clients and 100 databases", growth(allPairs(50), allPairs(100)));
row("audience of a producer with 1,000 shares", growth(everyone(500), everyone(1_000)));
row("reach on the example's two stacks, a process", `${Math.round(theCommand())} ms`);
