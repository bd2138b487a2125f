import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { uninterrupted } from "../../../reach/stacks/uninterrupted";

/** Works until it is stopped, then tidies up for a moment. */
const WORKS = `
require("ts-node/register/transpile-only");
const { uninterrupted } = require(${JSON.stringify(join(__dirname, "../../../reach/stacks/uninterrupted.ts"))});
const work = (stop) => new Promise((_, fail) => {
  const forever = setInterval(() => undefined, 1000);
  stop.addEventListener("abort", () => { clearInterval(forever); fail(new Error("stopped")); });
  console.log("working");
});
const tidyUp = () => new Promise((done) => {
  console.log("tidying");
  setTimeout(() => { console.log("tidy"); done(); }, 200);
});
void uninterrupted(work, tidyUp);
`;

describe("a work that must be tidied up after", () => {
  it("answers what the work does, when all is tidy", async () => {
    const order: string[] = [];
    const answer = await uninterrupted(
      () => Promise.resolve(order.push("work")),
      () => Promise.resolve(void order.push("tidy")),
    );
    assert.deepEqual([answer, order], [1, ["work", "tidy"]]);
  });

  it("is tidied up after when it fails, which it still does", async () => {
    let tidy = false;
    const work = uninterrupted(
      () => Promise.reject(new Error("no")),
      () => Promise.resolve(void (tidy = true)),
    );
    await assert.rejects(work, /^Error: no$/);
    assert.equal(tidy, true);
  });

  it("listens for no signal any more when it is over", async () => {
    const before = process.listenerCount("SIGINT");
    await uninterrupted(
      () => Promise.resolve(),
      () => Promise.resolve(),
    );
    assert.equal(process.listenerCount("SIGINT"), before);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`is stopped by ${signal}, which ends the process when all is tidy, a second one no sooner`, async function () {
      this.timeout(20_000);
      const child = spawn(process.execPath, ["-e", WORKS], { cwd: join(__dirname, "../../.."), stdio: "pipe" });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString("utf8");
        if (/(working|tidying)\n$/.test(said)) child.kill(signal);
      });
      const ended = await once(child, "close");
      assert.deepEqual([ended, said], [[null, signal], "working\ntidying\ntidy\n"]);
    });
  }
});
