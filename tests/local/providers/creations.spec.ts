import assert from "node:assert/strict";
import { MemoryStore } from "../../../local/cloud/memory-store";
import { creationRoutes, rememberCreation } from "../../../local/providers/creations";

describe("the memory of creations", () => {
  it("answers the newest id of each URN that was created", async () => {
    const store = new MemoryStore();
    await rememberCreation(store, "urn:a", "vpc-1");
    await rememberCreation(store, "urn:a", "vpc-2");
    const created = creationRoutes(store)["POST /providers/created"];
    assert.deepEqual(await created?.({ urns: ["urn:a", "urn:never"] }), { ids: { "urn:a": "vpc-2" } });
  });
});
