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
  }
  function killCloud({ state }: Sandbox): void {
    const { pid } = JSON.parse(readFileSync(join(state.root, "cloud.json"), "utf8"));
    process.kill(pid, "SIGKILL");
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

  it("converges when the engine was killed while the database was being made, and keeps that database", async () => {
    await interrupt(up("producer"), /orders-instance creating/, "SIGKILL");
    assert.equal(visits(await converges()), 1);
    const { output } = await sandbox.local(["status"]);
    assert.equal(output.match(/^database /gm)?.length, 1, output);
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
    killCloud(sandbox);
    const output = await converges();
    assert.match(output, /producer: no changes/);
    assert.equal(visits(output), 5);
  });

  it("converges when the local cloud was killed in the middle of an update", async () => {
    sandbox.configure("producer", (config) => (config["lattice-db:databases"].orders.backupRetentionDays = 14));
    const run = sandbox.start(up("producer"));
    while (!/orders-instance updating/.test(run.output())) await sleep(10);
    killCloud(sandbox);
    await run.ended;
    assert.equal(visits(await converges()), 6);
  });

  it("converges when the local cloud was killed while it made the database", async () => {
    const fresh = new Sandbox();
    try {
      const run = fresh.start(up("producer"));
      while (!/orders-instance creating/.test(run.output())) await sleep(10);
      await sleep(300);
      killCloud(fresh);
      assert.notEqual((await run.ended).code, 0);
      const { code, output } = await fresh.local(["start"]);
      assert.equal(code, 0, output);
      assert.equal(visits(output), 1);
    } finally {
      await fresh.remove();
    }
  });
});
