import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stackResources } from "../../local/pulumi/stacks";
import type { Client } from "../../reachability/client";
import type { JsonAnswer } from "../../reach/command/json";
import { processes } from "./processes";
import { startReach } from "./reach-command";
import { Sandbox } from "./sandbox";
import { statesSay } from "./states-agree";

const asked = ["--from", "consumer", "--to", "orders"] as const;
const without = ["--without", "db-5432-ingress"] as const;

// One story, told in order: each step starts from where the one before has ended.
describe("npm run reach, on the stacks that the real engine deploys to the local cloud", function () {
  this.timeout(240_000);
  this.bail(true);

  let sandbox: Sandbox;
  let temporary: string;
  /** What a rehearsal said before anything was deployed. */
  const rehearsed: JsonAnswer[] = [];
  before(() => {
    sandbox = new Sandbox();
    temporary = join(sandbox.folder, "tmp");
    mkdirSync(temporary);
  });
  after(async () => {
    await sandbox.remove();
  });

  const start = (...args: string[]) => startReach(sandbox, args, { TMPDIR: temporary });
  const reach = (...args: string[]) => start(...args).ended;
  const json = async (...args: string[]): Promise<JsonAnswer> => {
    const { stdout, stderr } = await reach(...args, "--json");
    assert.match(stdout, /^\{/, stderr);
    return JSON.parse(stdout) as JsonAnswer;
  };
  /** Of a rehearsal: what it started, and what it made. */
  const leftBehind = () => ({ running: startedUnder(temporary), folders: readdirSync(temporary) });
  const nothing = { running: [], folders: [] };

  it("rehearses before the first update what the stacks will say, and takes the rehearsal away", async () => {
    rehearsed.push(await json(...asked, "--preview", "--local"));
    assert.equal(rehearsed[0]?.verdict, "reachable");
    assert.deepEqual(leftBehind(), nothing);
    assert.equal(existsSync(sandbox.state.root), false, "nothing of it is in the project's own local cloud");
  });

  for (const [whom, target, moment] of [
    ["Ctrl-C, which comes to all it has started, while the local cloud starts", -1, /dist\/cloud\.js/],
    ["a signal to it alone while it deploys", 1, /language-host/],
  ] as const) {
    it(`takes the rehearsal away after ${whom}, and ends by that signal`, async () => {
      const { pid, ended } = start(...asked, "--preview", "--local");
      const ready = () => startedUnder(temporary).some(({ commandLine }) => moment.test(commandLine));
      while (!ready()) await sleep(20);
      process.kill(pid * target, "SIGINT");
      const { code, stdout } = await ended;
      assert.deepEqual([code, stdout], ["SIGINT", ""]);
      assert.deepEqual(leftBehind(), nothing);
    });
  }

  it("prints the way from the consumer's client, hop by hop, and ends with 0", async () => {
    for (const stack of ["producer", "consumer"]) await sandbox.up(stack);
    const { code, stdout, stderr } = await reach(...asked);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^consumer → orders\n.*\n {2}✔ share-names-account: /);
    assert.match(stdout, / {2}✔ database-available: [^\n]+\n[^]*\nreachable\n$/);
  });

  it("names the database's ingress rule and the fix where it is taken for gone, and ends with 1", async () => {
    const { code, stdout } = await reach(...asked, ...without);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /✘ database-ingress: [^\n]+\n {6}fix: add an ingress rule to databases-5432-security-group sg-/,
    );
    assert.match(stdout, /\nblocked at database-ingress: [^\n]+\n$/);
  });

  it("lists as the audience exactly the consumers of the producer's configuration, and the owner's own VPC", async () => {
    const { stdout } = await reach("--audience", "orders", "--json");
    const { admitted, couldBe } = JSON.parse(stdout) as { admitted: Record<string, unknown>[]; couldBe: unknown[] };
    const ways = admitted.map(({ account, way, certain }) => `${String(account)} ${String(way)} ${String(certain)}`);
    assert.deepEqual(ways.sort(), ["111122223333 direct true", "444455556666 vpc-association true"]);
    assert.deepEqual(couldBe, []);
  });

  it("draws it", async () => {
    const file = join(sandbox.folder, "way.svg");
    const { code, stderr } = await reach(...asked, ...without, "--diagram", file);
    assert.deepEqual([code, stderr], [1, `drawn: ${file}\n`]);
    assert.match(readFileSync(file, "utf8"), /^<svg[\s\S]+444455556666[\s\S]+<\/svg>\s*$/);
  });

  it("says of a preview by the real engine what it says of the deployed stacks, and of their rehearsal", async () => {
    const hops = ({ verdict, route, hops: all }: JsonAnswer) => [verdict, route, ...all.map((it) => it.code)];
    const deployed = hops(await json(...asked));
    assert.deepEqual(hops(await json(...asked, "--preview", "--local")), deployed);
    assert.deepEqual(rehearsed.map(hops), [deployed]);
  });

  describe("agrees with the connection that is really made", () => {
    const connect = async (...args: string[]) => (await sandbox.local(["connect", ...args, "--sql", "SELECT 1"])).code;
    const verdict = async (change?: (own: Client) => Client) => (await statesSay(sandbox, change)).verdict;
    before(async () => {
      const sql = "CREATE ROLE app LOGIN; GRANT rds_iam TO app";
      const { code, output } = await sandbox.local(["connect", "--as", "producer", "--sql", sql]);
      assert.equal(code, 0, output);
    });

    for (const stack of ["producer", "consumer"]) {
      it(`of the ${stack}'s client`, async () => {
        assert.equal(await connect("--as", stack), 0);
        assert.equal((await reach("--from", stack, "--to", "orders")).code, 0);
      });
    }

    it("of an account that the share does not name", async () => {
      const account = "777788889999";
      assert.equal(await connect("--as", "consumer", "--account", account), 3);
      assert.equal(await verdict(({ region }) => ({ account, region, securityGroupIds: [] })), "blocked");
    });

    it("of a client that carries another security group", async () => {
      const group = otherGroup(sandbox);
      assert.equal(await connect("--as", "consumer", "--security-groups", group), 3);
      assert.equal((await reach(...asked, "--security-group", group)).code, 1);
    });
  });
});

/** A security group of the consumer's that is no client's. */
function otherGroup({ state }: Sandbox): string {
  const named = stackResources(state.backend, "consumer").find(({ urn }) =>
    urn.endsWith("::databases-association-security-group"),
  );
  return String(named?.outputs.id);
}

/** Processes that have this folder in what they were started with. */
function startedUnder(folder: string) {
  return processes().filter(({ pid, commandLine }) => {
    if (commandLine.includes(folder)) return true;
    try {
      return readFileSync(`/proc/${String(pid)}/environ`, "utf8").includes(folder);
    } catch {
      return false; // It has ended meanwhile, or is another user's.
    }
  });
}
