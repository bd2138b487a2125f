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

/** Every client to every database. */
function allPairs(count: number): Sized {
  const taken = medianOf(() => {
    const { topology, clients } = wideTopology(count, count, "one");
    return timeOf(() => {
      for (const client of clients) {
        for (const database of topology.databases) {
          if (explain(topology, client, database).verdict !== "open") throw new Error(`${database.id} is not reached`);
        }
      }
    });
  });
  return { size: count * count, milliseconds: taken };
}

/** Who reaches a database that as many shares hand out to an account each. */
function everyone(shares: number): Sized {
  const taken = medianOf(() => {
    const { topology } = wideTopology(1, shares, "one each");
    return timeOf(() => {
      for (const database of topology.databases) {
        const { clients, principals } = audience(topology, database);
        // One more: in its own VPC the resource gateway's security group is let in.
        if (clients.length !== shares + 1 || principals.length !== shares) {
          throw new Error(`${clients.length} clients and ${principals.length} principals for ${shares} shares`);
        }
      }
    });
  });
  return { size: shares, milliseconds: taken };
}

function theCommand(): number {
  const states = ["producer", "consumer"].map((name) => join(project, "tests/recorded/0.1", `${name}.json`));
  const args = states.flatMap((state) => ["--state", state]);
  const question = ["--from", "consumer", "--to", "orders"];
  const run = [join(project, "reach/run.mjs"), ...question, ...args];
  return medianOf(() => timeOf(() => execFileSync(process.execPath, run)));
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Of rounds that each make what they ask: the model keeps what it has judged of a topology. */
function medianOf(round: () => number): number {
  return median(Array.from({ length: ROUNDS }, round));
}

const row = (what: string, value: string): void =>
  void process.stdout.write(`${what.padEnd(52)}${value.padStart(30)}\n`);

const milliseconds = (it: number): string => `${it.toFixed(0)} ms`;

const [pairs, morePairs] = [allPairs(100), allPairs(200)];
row("all pairs of 100 clients and 100 databases", milliseconds(pairs.milliseconds));
row("all pairs of 200 clients and 200 databases", growth(pairs, morePairs));
const [some, many] = [everyone(1_000), everyone(2_000)];
row("audience of a database with 1,000 shares", milliseconds(some.milliseconds));
row("audience of a database with 2,000 shares", growth(some, many));
row("reach on the example's two stacks, a process", milliseconds(theCommand()));
