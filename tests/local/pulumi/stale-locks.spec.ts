import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { type ChildProcess, spawn } from "node:child_process";
import { removeStaleLocks } from "../../../local/pulumi/stale-locks";
import { temporaryFolder } from "../temporary-folder";

describe("locks that an engine left behind", () => {
  const folder = temporaryFolder();
  const locks = join(folder.path, ".pulumi", "locks", "organization", "lattice-db", "consumer");
  const path = join(locks, "lock.json");
  let engine: ChildProcess;
  before(async () => {
    mkdirSync(locks, { recursive: true });
    engine = spawn("sleep", ["60"], { argv0: "pulumi" });
    // Between fork and exec it still has this process's own words.
    while (!readFileSync(`/proc/${String(engine.pid)}/cmdline`, "utf8").startsWith("pulumi"))
      await new Promise((resolve) => setTimeout(resolve, 10));
  });
  after(() => {
    engine.kill("SIGKILL");
    folder.remove();
  });
  const isKept = (text: string, secondsOld = 60): boolean => {
    writeFileSync(path, text);
    const then = Date.now() / 1000 - secondsOld;
    utimesSync(path, then, then);
    removeStaleLocks(folder.path);
    return existsSync(path);
  };
  const lock = (pid: number | undefined, timestamp: string): string =>
    JSON.stringify({ pid, hostname: hostname(), timestamp });

  it("are removed where they are empty, cut short or garbage, unless they may still be in the writing", () => {
    for (const text of ["", '{"pid":', "null", "7", "{}"]) {
      assert.equal(isKept(text), false, text);
      assert.equal(isKept(text, 0), true, text);
    }
  });

  it("are to be looked at again while one may be in the writing, and not for one that an engine holds", () => {
    writeFileSync(path, "");
    assert.equal(removeStaleLocks(folder.path), true);
    utimesSync(path, 1, 1);
    assert.equal(removeStaleLocks(folder.path), false);
    writeFileSync(path, lock(engine.pid, new Date().toISOString()));
    assert.equal(removeStaleLocks(folder.path), false);
  });

  it("are removed with what a full disk kept the engine from renaming, which it would read too", () => {
    const partial = `${path}.18ec4f0bcdd712b1.tmp`;
    const attributes = `${path}.attrs`;
    for (const file of [partial, attributes]) {
      writeFileSync(file, "");
      utimesSync(file, 1, 1);
    }
    removeStaleLocks(folder.path);
    assert.deepEqual([existsSync(partial), existsSync(attributes)], [false, true]);
  });

  it("are kept for as long as their engine runs, and not for another with its number", () => {
    assert.equal(isKept(lock(engine.pid, new Date().toISOString())), true);
    assert.equal(isKept(lock(engine.pid, "2020-01-01T00:00:00Z")), false);
    assert.equal(isKept(lock(process.pid, new Date().toISOString())), false, "no engine");
    assert.equal(isKept(JSON.stringify({ pid: 1, hostname: "another.example" })), true);
  });
});
