import assert from "node:assert/strict";
import { Journal } from "../../../local/state/journal";
import type { Change } from "../../../local/state/memory-store";

describe("the journal", () => {
  const change = (id: string): Change => ({ kind: "test:thing", id });

  function journal(): { readonly journal: Journal; readonly written: string[][] } {
    const written: string[][] = [];
    const write = (changes: readonly Change[]): Promise<void> => {
      written.push(changes.map(({ id }) => id));
      return Promise.resolve();
    };
    return { journal: new Journal(write, "folder"), written };
  }

  it("writes what can wait together with what cannot, in the order of the calls", async () => {
    const { journal: one, written } = journal();
    const waiting = ["a", "b"].map((id) => one.commit([change(id)], () => undefined, "can wait"));
    await one.commit([change("c")], () => undefined, "now");
    await Promise.all(waiting);
    assert.deepEqual(written, [["a", "b", "c"]]);
  });

  it("writes what can wait by itself where nothing follows", async () => {
    const { journal: one, written } = journal();
    await one.commit([change("a")], () => undefined, "can wait");
    assert.deepEqual(written, [["a"]]);
  });

  it("leaves nothing unwritten when it is to be idle", async () => {
    const { journal: one, written } = journal();
    void one.commit([change("a")], () => undefined, "can wait");
    await one.idle();
    assert.deepEqual(written, [["a"]]);
  });
});
