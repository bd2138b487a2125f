import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTurn } from "../../../../local/commands/start/turn";
import { identityOf } from "../../../../local/ground/process-identity.cjs";
import { temporaryFolder } from "../../temporary-folder";

/** What this very process would write, but for `change`. */
function lockOf(change: object): string {
  return JSON.stringify({ ...identityOf(process.pid), since: "then", ...change });
}

describe("two npm start at once", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const lock = join(folder.path, "start.lock");
  const silent = (): void => undefined;

  it("take turns, and the second says whom it waits for", async () => {
    const order: string[] = [];
    let release = silent;
    const first = inTurn(folder.path, silent, async () => {
      order.push("first begins");
      await new Promise<void>((resolve) => (release = resolve));
      order.push("first ends");
    });
    const heard = await new Promise<string>((resolve) => {
      const second = inTurn(folder.path, resolve, () => Promise.resolve(order.push("second")));
      void second;
    });
    assert.match(heard, new RegExp(`another npm start \\(process ${String(process.pid)}, since 20`));
    release();
    await first;
    await inTurn(folder.path, silent, () => Promise.resolve());
    assert.deepEqual(order.slice(0, 2), ["first begins", "first ends"]);
    while (order.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it("write through no link that waits under the name of a process", async () => {
    const victim = join(folder.path, "victim");
    writeFileSync(victim, "dear");
    symlinkSync(victim, `${lock}.${process.pid}`);
    await inTurn(folder.path, silent, () => Promise.resolve());
    assert.equal(readFileSync(victim, "utf8"), "dear");
    rmSync(victim);
    rmSync(`${lock}.${process.pid}`);
  });

  it("end the turn also where the work fails", async () => {
    await assert.rejects(inTurn(folder.path, silent, () => Promise.reject(new Error("no"))));
    assert.equal(existsSync(lock), false);
  });

  for (const [what, text] of [
    ["a process that is no more", lockOf({ pid: spawnSync("true").pid })],
    ["an earlier process with a number that is in use again", lockOf({ started: "1" })],
    ["an earlier run of this machine, or another container", lockOf({ boot: "another" })],
    ["an earlier version of this program", JSON.stringify({ pid: process.pid, began: "1", since: "then" })],
    ["nobody, cut short", '{"pid":'],
    ["nobody, empty", ""],
  ] as const) {
    it(`wait for no lock of ${what}`, async () => {
      writeFileSync(lock, text);
      assert.equal(
        await inTurn(
          folder.path,
          (whom) => assert.fail(whom),
          () => Promise.resolve("done"),
        ),
        "done",
      );
      assert.equal(existsSync(lock), false);
    });
  }
});
