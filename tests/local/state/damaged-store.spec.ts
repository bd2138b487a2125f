import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { openStore } from "../../../local/state/disk-store";
import { kind, type Entity } from "../../../local/state/store";
import { JOURNAL, TWIN } from "../../../local/state/store-files";
import { StoreLostError } from "../../../local/state/store-errors";
import { temporaryFolder } from "../temporary-folder";

const thing = kind<{ readonly size: number }>("test:thing");
const WRITES = 30;

/** All that was acknowledged: 30 things, each written on its own. */
async function fill(path: string): Promise<void> {
  const store = await openStore(path);
  for (let size = 0; size < WRITES; size++) await store.put(entity(size));
  await store.close();
}

function entity(size: number): Entity<{ readonly size: number }> {
  return { kind: thing, id: `thing-${size}`, arn: "", account: "111111111111", region: "", data: { size } };
}

describe("a damaged store", function () {
  this.timeout(30_000);
  const folder = temporaryFolder();
  const whole = join(folder.path, "whole", "store");
  const damaged = join(folder.path, "damaged", "store");
  const file = (name: string): string => join(damaged, name);

  before(() => fill(whole));
  after(() => {
    folder.remove();
  });
  beforeEach(() => {
    rmSync(join(folder.path, "damaged"), { recursive: true, force: true });
    cpSync(join(folder.path, "whole"), join(folder.path, "damaged"), { recursive: true });
  });
  const afresh = (): void => {
    rmSync(damaged, { recursive: true, force: true });
    cpSync(whole, damaged, { recursive: true });
  };

  /** What the store has, and what it said; or the reason why it does not open, with nothing changed. */
  async function opened(): Promise<{ count: number; said: string[] } | string> {
    const files = (): string[] => readdirSync(damaged).map((name) => `${name} ${readFileSync(file(name), "latin1")}`);
    const before = existsSync(damaged) ? files() : [];
    const said: string[] = [];
    try {
      const store = await openStore(damaged, { expected: true, onHealed: (what) => said.push(what) });
      const count = store.list(thing).length;
      assert.equal(store.get(thing, "thing-7")?.data.size, 7);
      await store.close();
      return { count, said };
    } catch (error) {
      assert.ok(error instanceof StoreLostError, String(error));
      assert.deepEqual(files(), before);
      return error.message;
    }
  }
  async function refusal(): Promise<string> {
    const found = await opened();
    return typeof found === "string" ? found : "";
  }
  const flip = (name: string, at: number): void => {
    const bytes = readFileSync(file(name));
    bytes[at] = (bytes[at] ?? 0) ^ 0x20;
    writeFileSync(file(name), bytes);
  };
  const places = (name: string, count: number): number[] => {
    const { length } = readFileSync(join(whole, name));
    return Array.from({ length: count }, (_, index) => Math.floor((index * (length - 1)) / (count - 1)));
  };

  for (const name of [JOURNAL, TWIN]) {
    it(`has everything, and is whole again, where a byte of its ${name} is another`, async () => {
      for (const at of places(name, 20)) {
        afresh();
        flip(name, at);
        assert.equal(((await opened()) as { count: number }).count, WRITES, `byte ${at}`);
        assert.deepEqual(await opened(), { count: WRITES, said: [] }, `byte ${at}, the second time`);
      }
    });

    it(`has everything where its ${name} is cut short, anywhere, or missing, and says what was missing`, async () => {
      for (const length of places(name, 40).slice(0, -1)) {
        afresh();
        truncateSync(file(name), length);
        assert.equal(((await opened()) as { count: number }).count, WRITES, `cut to ${length}`);
      }
      afresh();
      rmSync(file(name));
      const found = await opened();
      assert.ok(typeof found === "object" && found.count === WRITES);
      assert.match(found.said.join(), /missing or unreadable/);
    });
  }

  it("says so and stops, and changes nothing, where both copies are damaged", async () => {
    for (const [index, at] of places(JOURNAL, 20).entries()) {
      afresh();
      flip(JOURNAL, at);
      if (index % 2 === 0) flip(TWIN, at);
      else truncateSync(file(TWIN), Math.max(at - 3, 0));
      const found = await opened();
      assert.ok(typeof found === "string" ? /lost something/.test(found) : found.count === WRITES, `byte ${at}`);
    }
    afresh();
    for (const name of [JOURNAL, TWIN]) truncateSync(file(name), 1500);
    assert.match(await refusal(), /damaged.* has lost something: .*byte.*restore the whole state folder/);
  });

  it("says so and stops where it is gone altogether", async () => {
    for (const name of [JOURNAL, TWIN]) rmSync(file(name));
    assert.match(await refusal(), /journal\.log and journal\.twin are missing/);
    rmSync(damaged, { recursive: true });
    await assert.rejects(openStore(damaged, { expected: true }), StoreLostError);
  });

  it("opens without a word where a process was killed in the middle of a write", async () => {
    const journal = readFileSync(file(JOURNAL));
    const last = journal.lastIndexOf("\n", journal.length - 2) + 1;
    // Written to both but for a part of the last line; then to the journal alone; then to the journal in part.
    for (const [ofJournal, ofTwin, count] of [
      [journal.length, journal.length - 9, WRITES],
      [journal.length, last, WRITES],
      [journal.length - 9, last, WRITES - 1],
    ] as const) {
      afresh();
      truncateSync(file(JOURNAL), ofJournal);
      truncateSync(file(TWIN), ofTwin);
      assert.deepEqual(await opened(), { count, said: [] });
      const store = await openStore(damaged);
      await store.put(entity(WRITES));
      await store.close();
      assert.deepEqual(await opened(), { count: count + 1, said: [] });
    }
  });

  it("opens without a word where a process was killed while it wrote the whole state anew", async () => {
    const store = await openStore(damaged, { rewriteAfter: 0 });
    const before = readFileSync(file(TWIN));
    await store.put(entity(WRITES));
    await store.close();
    assert.ok(readFileSync(file(JOURNAL)).indexOf("\n") === readFileSync(file(JOURNAL)).length - 1, "it is one line");
    writeFileSync(file(TWIN), before);
    writeFileSync(`${file(TWIN)}.new`, "half");
    assert.deepEqual(await opened(), { count: WRITES + 1, said: [] });
    assert.deepEqual(await opened(), { count: WRITES + 1, said: [] });
  });

  it("of version 0.1 is taken over, its files kept, and refused where LevelDB drops something", async () => {
    const level = async (): Promise<void> => {
      rmSync(damaged, { recursive: true });
      mkdirSync(damaged);
      const database = new ClassicLevel<string, Entity<unknown>>(damaged, { valueEncoding: "json" });
      for (let size = 0; size < WRITES; size++) await database.put(`${thing}\0thing-${size}`, entity(size));
      await database.close();
    };
    await level();
    assert.deepEqual(await opened(), { count: WRITES, said: [] });
    assert.deepEqual(readdirSync(damaged).sort(), [JOURNAL, TWIN]);
    assert.ok(readdirSync(`${damaged}.version-0.1`).includes("CURRENT"));
    assert.deepEqual(await opened(), { count: WRITES, said: [] });

    await level();
    const log = readdirSync(damaged).find((name) => name.endsWith(".log")) ?? "";
    flip(log, 1000);
    assert.match(await refusal(), /lost something: LevelDB says: .*dropping/);
    await level();
    for (const name of readdirSync(damaged).filter((it) => it.startsWith("MANIFEST"))) rmSync(file(name));
    assert.match(await refusal(), /lost something: LevelDB says/);
  });
});
