import assert from "node:assert/strict";
import { MemoryStore } from "../../../local/state/memory-store";
import type { Entity, Store } from "../../../local/state/store";
import { Creations, creationHandlers, undoUntaken } from "../../../local/providers/creations";

const thing = (id: string): Entity => ({ kind: "test:thing", id, arn: "", account: "", region: "", data: {} });

describe("the memory of creations", () => {
  let store: Store;
  let creations: Creations;
  beforeEach(() => {
    store = new MemoryStore();
    creations = new Creations(store);
  });
  const create = (urn: string, id: string) =>
    creations.run(urn, async (tracked) => {
      await tracked.put(thing(id));
      return { id };
    });
  const things = () => store.list("test:thing").map(({ id }) => id);

  it("answers the newest id of each URN that was created", async () => {
    await create("urn:a", "vpc-1");
    await create("urn:a", "vpc-2");
    const created = creationHandlers(creations)["POST /providers/created"];
    assert.deepEqual(await created?.({ urns: ["urn:a", "urn:never"] }), { ids: { "urn:a": "vpc-2" } });
  });

  it("waits for a creation under way, whose engine may be gone", async () => {
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const creation = creations.run("urn:slow", async () => {
      await held;
      return { id: "db-1" };
    });
    const answer = creations.created(["urn:slow"]);
    finish();
    assert.deepEqual(await answer, { "urn:slow": "db-1" });
    await creation;
  });

  it("knows nothing of a creation that failed", async () => {
    const failed = creations.run("urn:a", async () => Promise.reject(new Error("refused")));
    await assert.rejects(failed, /refused/);
    assert.deepEqual(await creations.created(["urn:a"]), {});
  });

  it("forgets a resource that was deleted, and not the one that has taken its place", async () => {
    await create("urn:a", "vpc-1");
    await creations.forget("urn:a", "vpc-0");
    assert.deepEqual(await creations.created(["urn:a"]), { "urn:a": "vpc-1" });
    await creations.forget("urn:a", "vpc-1");
    assert.deepEqual(await creations.created(["urn:a"]), {});
  });

  describe("after the local cloud was killed", () => {
    it("undoes a creation that was cut short", async () => {
      await store.put(thing("before"));
      let reached = (): void => undefined;
      const cutHere = new Promise<void>((resolve) => (reached = resolve));
      void creations.run("urn:a", async (tracked) => {
        await tracked.transaction((transaction) => {
          transaction.put(thing("made"));
          transaction.put(thing("before"));
        });
        reached();
        return new Promise<{ id: string }>(() => undefined);
      });
      await cutHere;
      await undoUntaken(store);
      assert.deepEqual(things(), ["before"]);
    });

    it("undoes a creation whose answer nobody got", async () => {
      await create("urn:a", "vpc-1");
      await undoUntaken(store);
      assert.deepEqual(things(), []);
      assert.deepEqual(await creations.created(["urn:a"]), {});
    });

    it("keeps what the plugin has heard of, and what an interrupted run was told of later", async () => {
      await create("urn:a", "vpc-1");
      await create("urn:b", "vpc-2");
      await creationHandlers(creations)["POST /providers/taken"]?.({ urn: "urn:a" });
      await creations.created(["urn:b"]);
      await undoUntaken(store);
      assert.deepEqual(things(), ["vpc-1", "vpc-2"]);
      assert.deepEqual(await creations.created(["urn:a"]), { "urn:a": "vpc-1" });
    });

    it("keeps the resource that a creation cut short was to replace", async () => {
      await create("urn:a", "vpc-1");
      await creations.taken("urn:a");
      await create("urn:a", "vpc-2");
      await undoUntaken(store);
      assert.deepEqual(things(), ["vpc-1"]);
    });
  });
});
