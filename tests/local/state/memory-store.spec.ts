import assert from "node:assert/strict";
import { MemoryStore, type Change } from "../../../local/state/memory-store";
import { kind, type Entity } from "../../../local/state/store";

const thing = kind<{ readonly size: number }>("test:thing");
const entity = (id: string, size = 1): Entity<{ readonly size: number }> => ({
  kind: thing,
  id,
  arn: `arn:aws:test:us-east-1:111111111111:thing/${id}`,
  account: "111111111111",
  region: "us-east-1",
  data: { size },
});

describe("the store in memory", () => {
  it("finds an entity by its id, by its ARN and by what is asked of it", async () => {
    const store = new MemoryStore();
    await store.put(entity("a", 1));
    await store.put(entity("b", 2));
    assert.equal(store.get(thing, "a")?.data.size, 1);
    assert.equal(store.byArn("arn:aws:test:us-east-1:111111111111:thing/b")?.id, "b");
    assert.deepEqual(
      store.list(thing, ({ data }) => data.size > 1).map(({ id }) => id),
      ["b"],
    );
  });

  it("forgets an entity and its ARN when it is deleted", async () => {
    const store = new MemoryStore();
    await store.put(entity("a"));
    await store.delete(thing, "a");
    assert.equal(store.get(thing, "a"), undefined);
    assert.equal(store.byArn(entity("a").arn), undefined);
  });

  it("finds nothing by an empty ARN, though there are things without one", async () => {
    const store = new MemoryStore();
    await store.put({ ...entity("a"), arn: "" });
    assert.equal(store.byArn(""), undefined);
  });

  it("shows a transaction its own writes", async () => {
    const store = new MemoryStore();
    const seen = await store.transaction((transaction) => {
      transaction.put(entity("a", 7));
      return transaction.get(thing, "a")?.data.size;
    });
    assert.equal(seen, 7);
  });

  it("undoes everything of a transaction that fails", async () => {
    const store = new MemoryStore();
    await store.put(entity("old", 1));
    const failing = store.transaction((transaction) => {
      transaction.put(entity("old", 2));
      transaction.put(entity("new"));
      transaction.delete(thing, "old");
      throw new Error("refused");
    });
    await assert.rejects(failing, /refused/);
    assert.equal(store.get(thing, "old")?.data.size, 1);
    assert.equal(store.byArn(entity("old").arn)?.id, "old");
    assert.equal(store.get(thing, "new"), undefined);
    assert.equal(store.byArn(entity("new").arn), undefined);
  });

  it("commits all changes of a transaction together, and none of a failed one", async () => {
    const commits: (readonly Change[])[] = [];
    const store = new MemoryStore((changes) => {
      commits.push(changes);
      return Promise.resolve();
    });
    await store.transaction((transaction) => {
      transaction.put(entity("a"));
      transaction.put(entity("b"));
    });
    await assert.rejects(
      store.transaction((transaction) => {
        transaction.put(entity("c"));
        throw new Error("refused");
      }),
    );
    assert.deepEqual(
      commits.map((changes) => changes.map(({ id }) => id)),
      [["a", "b"]],
    );
  });

  it("does not acknowledge a write that could not be made durable", async () => {
    const store = new MemoryStore(() => Promise.reject(new Error("disk full")));
    await assert.rejects(store.put(entity("a")), /disk full/);
  });

  it("refuses a transaction inside a transaction", async () => {
    const store = new MemoryStore();
    let inner: Promise<unknown> = Promise.resolve();
    await store.transaction(() => {
      inner = store.put(entity("a"));
    });
    await assert.rejects(inner, /transaction inside a transaction/);
    assert.equal(store.get(thing, "a"), undefined);
  });

  it("refuses asynchronous work, whose writes could be interleaved with others", async () => {
    const store = new MemoryStore();
    await assert.rejects(
      store.transaction(() => Promise.resolve()),
      /must be synchronous/,
    );
  });
});
