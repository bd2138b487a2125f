import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../../local/state/disk-store";
import { StoreLockedError } from "../../../local/state/store-errors";
import { kind, type Entity } from "../../../local/state/store";
import { temporaryFolder } from "../temporary-folder";

const thing = kind<{ readonly size: number }>("test:thing");
const entity = (id: string, size = 1): Entity<{ readonly size: number }> => ({
  kind: thing,
  id,
  arn: `arn:thing/${id}`,
  account: "111111111111",
  region: "us-east-1",
  data: { size },
});

describe("the store on disk", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("has everything again after it was closed", async () => {
    const path = join(folder.path, "store");
    const first = await openStore(path);
    await first.put(entity("kept", 1));
    await first.put(entity("changed", 1));
    await first.put(entity("changed", 2));
    await first.put(entity("deleted"));
    await first.delete(thing, "deleted");
    await first.close();

    const second = await openStore(path);
    assert.deepEqual(
      second.list(thing).map(({ id, data }) => [id, data.size]),
      [
        ["changed", 2],
        ["kept", 1],
      ],
    );
    assert.equal(second.byArn("arn:thing/kept")?.id, "kept");
    await second.close();
  });

  it("keeps the order of writes that were made at the same time", async () => {
    const path = join(folder.path, "store");
    const first = await openStore(path);
    await Promise.all(Array.from({ length: 200 }, (_, size) => first.put(entity("counter", size))));
    await first.close();
    const second = await openStore(path);
    assert.equal(second.get(thing, "counter")?.data.size, 199);
    await second.close();
  });

  it("says clearly that a second process has the folder", async () => {
    const path = join(folder.path, "store");
    const first = await openStore(path);
    await assert.rejects(openStore(path), (error: unknown) => {
      assert.ok(error instanceof StoreLockedError);
      assert.match(error.message, /is in use by another process: a local cloud runs on this state folder already/);
      return true;
    });
    await first.close();
  });

  it("says what keeps it from being locked, and what to do", async () => {
    const path = join(folder.path, "store");
    writeFileSync(`${path}.lock`, "no folder");
    await assert.rejects(
      openStore(path),
      /cannot lock the local cloud's state with .*store\.lock: .+: mend that \(on a full disk: make room\) and repeat/,
    );
  });
});
