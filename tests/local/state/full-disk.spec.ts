import assert from "node:assert/strict";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "../../../local/state/disk-store";
import { kind, type Entity } from "../../../local/state/store";
import { StoreWriteError } from "../../../local/state/store-errors";
import { temporaryFolder } from "../temporary-folder";

const thing = kind<{ readonly size: number }>("test:thing");
const entity = (id: string, size = 0): Entity<{ readonly size: number }> => ({
  kind: thing,
  id,
  arn: `arn:thing/${id}`,
  account: "111111111111",
  region: "",
  data: { size },
});

type Writing = (this: FileHandle, bytes: Buffer, offset: number, length: number, position: number) => Promise<unknown>;

const complaint = (what: string): void => {
  throw new Error(what);
};

/** A disk that takes `writes` more writes, then half of one, and then no more, until `release`. */
async function fullAfter(path: string, writes: number, cuts = true): Promise<() => void> {
  const probe = await open(path, "a");
  const prototype = Object.getPrototypeOf(probe) as { write: Writing; truncate: () => Promise<void> };
  await probe.close();
  const { write, truncate } = prototype;
  const full = (): Promise<never> => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
  let left = writes;
  prototype.write = function (bytes, offset, length, position) {
    if (left-- > 0) return write.call(this, bytes, offset, length, position);
    return left === -1 ? write.call(this, bytes, offset, Math.floor(length / 2), position) : full();
  };
  if (!cuts) prototype.truncate = full;
  return () => {
    Object.assign(prototype, { write, truncate });
  };
}

describe("a store whose disk is full", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let release = (): void => undefined;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, "store");
  });
  afterEach(() => {
    release();
    folder.remove();
  });

  // In the journal, or in its twin; and where not even what was written in part can be cut off.
  for (const [writes, cuts] of [
    [0, true],
    [1, true],
    [0, false],
    [1, false],
  ] as const) {
    it(`refuses what it cannot write, reads on, and writes again once there is room (${writes}, ${cuts})`, async () => {
      const store = await openStore(path);
      await store.put(entity("old", 1));
      release = await fullAfter(join(folder.path, "probe"), writes, cuts);
      for (let attempt = 0; attempt < 2; attempt++) {
        await assert.rejects(store.put(entity("old", 2)), (error: unknown) => {
          assert.ok(error instanceof StoreWriteError);
          assert.match(error.message, /there is no room on the disk .* make room and repeat the command/);
          return true;
        });
      }
      assert.equal(store.get(thing, "old")?.data.size, 1);
      release();
      await store.put(entity("new"));
      await store.close();
      const again = await openStore(path, { onHealed: complaint });
      assert.deepEqual(
        again.list(thing).map(({ id, data }) => [id, data.size]),
        [
          ["new", 0],
          ["old", 1],
        ],
      );
      await again.close();
    });
  }

  it("undoes in memory all changes that were not durable yet, the newest first", async () => {
    const store = await openStore(path);
    await store.put(entity("counter", 0));
    release = await fullAfter(join(folder.path, "probe"), 0);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, index) => {
        if (index > 10) await new Promise((resolve) => setImmediate(resolve));
        await store.transaction((transaction) => {
          transaction.put(entity("counter", (transaction.get(thing, "counter")?.data.size ?? 0) + 1));
        });
      }),
    );
    assert.ok(outcomes.every(({ status }) => status === "rejected"));
    assert.equal(store.get(thing, "counter")?.data.size, 0);
    assert.equal(store.byArn("arn:thing/counter")?.data.size, 0);
    release();
    await store.close();
  });

  it("keeps the old state where there is no room to write the whole state anew", async () => {
    const store = await openStore(path, { rewriteAfter: 0 });
    await store.put(entity("old"));
    for (const writes of [0, 1]) {
      release = await fullAfter(join(folder.path, "probe"), writes);
      await assert.rejects(store.put(entity("refused")), StoreWriteError);
      release();
    }
    await store.put(entity("new"));
    await store.close();
    const again = await openStore(path, { onHealed: complaint });
    assert.deepEqual(
      again.list(thing).map(({ id }) => id),
      ["new", "old"],
    );
    await again.close();
  });
});
