import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Sandbox } from "./sandbox";

describe("npm start after an interruption", function () {
  this.timeout(300_000);
  this.bail(true);

  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox();
  });
  after(async () => {
    await sandbox.remove();
  });

  /** Starts a command and sends its process group a signal as soon as its output matches. */
  async function interrupt(args: readonly string[], moment: RegExp, signal: NodeJS.Signals): Promise<void> {
    const run = sandbox.start(args);
    let over = false as boolean;
    void run.ended.then(() => (over = true));
    while (!over && !moment.test(run.output())) await sleep(20);
    assert.equal(over, false, `ended before ${String(moment)}:\n${run.output()}`);
    process.kill(-run.pid, signal);
    await run.ended;
    // The local cloud ends what it was asked to do, and the orphaned providers notice that their engine is gone.
    await sleep(5000);
  }
  const up = (stack: string) => [
    "pulumi",
    "up",
    "--yes",
    "--skip-preview",
    "--non-interactive",
    "--color",
    "never",
    "-s",
    stack,
  ];
  async function converges(): Promise<string> {
    const { code, output } = await sandbox.local(["start"]);
    assert.equal(code, 0, output);
    return output;
  }
  const visits = (output: string) => Number(/visits\n\s*-+\n\s*(\d+)/.exec(output)?.[1]);

  // Open defect: killed while it makes the database itself, the engine may not have written the pending creation to its
  // state, and the next creation meets DBInstanceAlreadyExists. Killed earlier, it converges.
  it("converges when the engine was killed while it made the keys and the network", async () => {
    await interrupt(up("producer"), /network-vpc creating/, "SIGKILL");
    assert.equal(visits(await converges()), 1);
  });

  it("says no changes the next time, and keeps the rows", async () => {
    const output = await converges();
    assert.match(output, /producer: no changes/);
    assert.match(output, /consumer: no changes/);
    assert.equal(visits(output), 2);
  });

  it("converges when it was interrupted by Ctrl-C while the association was away", async () => {
    await interrupt(["start"], /putting the association back/, "SIGINT");
    assert.equal(visits(await converges()), 4);
  });

  it("keeps everything when the local cloud was killed", async () => {
    const { pid } = JSON.parse(readFileSync(join(sandbox.state.root, "cloud.json"), "utf8"));
    process.kill(pid, "SIGKILL");
    const output = await converges();
    assert.match(output, /producer: no changes/);
    assert.equal(visits(output), 5);
  });

  it("converges when the local cloud was killed in the middle of an update", async () => {
    sandbox.configure("producer", (config) => (config["lattice-db:databases"].orders.backupRetentionDays = 14));
    const run = sandbox.start(up("producer"));
    while (!/orders-instance updating/.test(run.output())) await sleep(10);
    const { pid } = JSON.parse(readFileSync(join(sandbox.state.root, "cloud.json"), "utf8"));
    process.kill(pid, "SIGKILL");
    await run.ended;
    assert.equal(visits(await converges()), 6);
  });
});
