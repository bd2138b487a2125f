import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkStates, hasStack, localStacks, stackResources, stackState } from "../../../local/pulumi/stacks";
import { temporaryFolder } from "../temporary-folder";

const stack = "pulumi:pulumi:Stack";
const resource = { urn: "urn:a", type: "a:b:C", outputs: { id: "c" } };
const text = JSON.stringify({ checkpoint: { latest: { resources: [{ urn: "urn:s", type: stack }, resource] } } });

describe("the stacks of the local backend", () => {
  const folder = temporaryFolder();
  const stacks = join(folder.path, ".pulumi", "stacks", "lattice-db");
  const file = join(stacks, "consumer.json");
  before(() => {
    mkdirSync(stacks, { recursive: true });
  });
  after(() => {
    folder.remove();
  });

  it("are read from its files", () => {
    writeFileSync(file, text);
    assert.deepEqual(localStacks(folder.path), [{ name: "consumer", resources: 1 }]);
    assert.deepEqual(stackResources(folder.path, "consumer"), [resource]);
    assert.deepEqual([hasStack(folder.path, "consumer"), hasStack(folder.path, "producer")], [true, false]);
    assert.deepEqual(stackState(folder.path, "producer"), {});
  });

  const unreadable: readonly (readonly [text: string, why: string])[] = [
    ["", "is empty"],
    ["{", "is cut off after 1 characters"],
    [text.slice(0, 40), "is cut off after 40 characters"],
    ["null", "holds no JSON object, got null"],
    ["7", "holds no JSON object, got number"],
    ["\0\0\0", "is not JSON"],
    ["{}", 'holds no state of a stack: neither "deployment", as in an export, nor "checkpoint", as in a file backend'],
  ];
  for (const [damaged, why] of unreadable)
    it(`say which file cannot be read, why, and what to do, where it holds ${JSON.stringify(damaged)}`, () => {
      writeFileSync(file, damaged);
      rmSync(`${file}.bak`, { force: true });
      const remedy = (words: string) => (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.equal(
          error.message,
          `${file}, the state of a stack, cannot be read (${why}): ${words}, or start anew with: npm run local -- reset`,
        );
        return true;
      };
      const reads = [
        localStacks,
        (backend: string) => stackResources(backend, "consumer"),
        (backend: string) => {
          checkStates(backend, "consumer");
        },
        (backend: string) => {
          checkStates(backend);
        },
      ];
      checkStates(folder.path, "producer");
      for (const read of reads) {
        assert.throws(() => {
          read(folder.path);
        }, remedy("restore it"));
      }
      writeFileSync(`${file}.bak`, text);
      const copy = `restore it (cp ${file}.bak ${file} is its state before the last change; then npm run local -- pulumi up -s consumer)`;
      assert.throws(() => localStacks(folder.path), remedy(copy));
    });
});
