import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "../../../local/ground/process-identity.cjs";
import { takeLock } from "../../../local/ground/process-lock.cjs";
import { temporaryFolder } from "../temporary-folder";

describe("the lock of a process", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, "a.lock");
  });
  afterEach(() => {
    folder.remove();
  });

  const own = identityOf(process.pid);
  const nobody = (owner: number | string): void => assert.fail(`it waits for ${owner}`);

  for (const [what, text] of [
    ["a process with this one's number and another start, as in a new container", { ...own, started: "1" }],
    ["this process's number in another run of the system", { ...own, boot: "another" }],
    ["a process that is no more", { ...own, pid: 2 ** 22 }],
    ["this process's number alone, as older set-ups wrote it", process.pid],
  ] as const) {
    it(`is void where it is of ${what}`, async () => {
      writeFileSync(path, JSON.stringify(text));
      const release = await takeLock(path, nobody);
      assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), own);
      release();
      assert.deepEqual(readdirSync(folder.path), []);
    });
  }

  for (const text of ["", '{"pid":'])
    it(`is void where it has said ${JSON.stringify(text)} for a while, and given a moment before`, async () => {
      writeFileSync(path, text);
      const heard: unknown[] = [];
      const waiting = takeLock(path, (owner) => {
        heard.push(owner);
        const longAgo = new Date(Date.now() - 60_000);
        utimesSync(path, longAgo, longAgo);
      });
      (await waiting)();
      assert.deepEqual(heard, ["unknown"]);
      assert.deepEqual(readdirSync(folder.path), []);
    });

  it("is waited for while its process runs, who is told once, and taken when that process is killed", async () => {
    const other = spawn("sleep", ["60"]);
    writeFileSync(path, JSON.stringify(identityOf(other.pid ?? 0)));
    const heard: unknown[] = [];
    const release = await takeLock(path, (owner) => {
      heard.push(owner);
      setTimeout(() => other.kill("SIGKILL"), 500);
    });
    assert.deepEqual(heard, [other.pid]);
    release();
    assert.equal(existsSync(path), false);
  });

  it("is one process's at a time, however many ask at once", async () => {
    let holders = 0;
    const work = async (): Promise<void> => {
      const release = await takeLock(path, () => undefined);
      assert.equal((holders += 1), 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      holders -= 1;
      release();
    };
    await Promise.all([work(), work(), work()]);
  });
});
