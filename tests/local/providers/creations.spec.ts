import assert from "node:assert/strict";
import { MemoryStore } from "../../../local/cloud/memory-store";
import { creating, creationRoutes, rememberCreation } from "../../../local/providers/creations";

describe("the memory of creations", () => {
  it("answers the newest id of each URN that was created", async () => {
    const store = new MemoryStore();
    await rememberCreation(store, "urn:a", "vpc-1");
    await rememberCreation(store, "urn:a", "vpc-2");
    const created = creationRoutes(store)["POST /providers/created"];
    assert.deepEqual(await created?.({ urns: ["urn:a", "urn:never"] }), { ids: { "urn:a": "vpc-2" } });
  });

  it("waits for a creation under way, whose engine may be gone", async () => {
    const store = new MemoryStore();
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const creation = creating("urn:slow", async () => {
      await held;
      await rememberCreation(store, "urn:slow", "db-1");
    });
    const answer = creationRoutes(store)["POST /providers/created"]?.({ urns: ["urn:slow"] });
    finish();
    assert.deepEqual(await answer, { ids: { "urn:slow": "db-1" } });
    await creation;
  });
});
