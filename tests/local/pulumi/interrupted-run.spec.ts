import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pendingCreates, settled, type ExportedStack } from "../../../local/pulumi/pending-creates";
import { removeStaleLocks } from "../../../local/pulumi/stale-locks";

describe("what an interrupted run leaves in the local backend", () => {
  let backend: string;
  beforeEach(() => {
    backend = mkdtempSync(join(tmpdir(), "backend-"));
  });
  afterEach(() => {
    rmSync(backend, { recursive: true });
  });

  function lock(content: object): string {
    const folder = join(backend, ".pulumi", "locks", "organization", "lattice-db", "producer");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "1.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
  }
  // The largest pid Linux can give is 4194304.
  const dead = 4_194_305;

  it("removes the lock of an engine that is no more", () => {
    const path = lock({ pid: dead, hostname: hostname() });
    removeStaleLocks(backend);
    assert.equal(existsSync(path), false);
  });

  it("keeps the lock of an engine that runs, or of another machine", () => {
    const engine = spawn("sleep", ["60"], { argv0: "pulumi" });
    for (const content of [
      { pid: engine.pid, hostname: hostname() },
      { pid: dead, hostname: "elsewhere" },
    ]) {
      const path = lock(content);
      removeStaleLocks(backend);
      assert.equal(existsSync(path), true);
    }
    engine.kill();
  });

  it("removes the lock of an engine whose number another program has by now", () => {
    const other = spawn("sleep", ["60"]);
    const path = lock({ pid: other.pid, hostname: hostname() });
    removeStaleLocks(backend);
    other.kill();
    assert.equal(existsSync(path), false);
  });

  const type = "aws:ec2/vpc:Vpc";
  const urn = (name: string) => `urn:pulumi:producer::lattice-db::${type}::${name}`;
  const creating = (name: string) => ({ type: "creating", resource: { urn: urn(name), type, inputs: { name } } });
  const settle = (resources: object[], operations: object[], ids: Record<string, string>) => {
    const deployment = { resources, pending_operations: operations } as ExportedStack["deployment"];
    const { stack, adopted } = settled({ deployment }, (it) => ids[it]);
    return { ...stack.deployment, adopted };
  };

  it("reads which creations are open", () => {
    const folder = join(backend, ".pulumi", "stacks", "lattice-db");
    mkdirSync(folder, { recursive: true });
    const latest = { pending_operations: [creating("a"), { type: "updating", resource: { urn: urn("c"), type } }] };
    writeFileSync(join(folder, "producer.json"), JSON.stringify({ checkpoint: { latest } }));
    assert.deepEqual(pendingCreates(backend, "producer"), [urn("a")]);
  });

  it("adopts the creations that happened, forgets the others and leaves the rest", () => {
    const updating = { type: "updating", resource: { urn: urn("c") } };
    const settledStack = settle([{ urn: urn("c"), id: "vpc-3" }], [creating("a"), creating("b"), updating], {
      [urn("a")]: "vpc-1",
    });
    assert.deepEqual(settledStack, {
      resources: [
        { urn: urn("c"), id: "vpc-3" },
        { urn: urn("a"), type, inputs: { name: "a" }, id: "vpc-1" },
      ],
      pending_operations: [updating],
      adopted: [urn("a")],
    });
  });

  it("leaves what an adopted resource replaces to the engine, which then deletes it", () => {
    const { resources } = settle(
      [
        { urn: urn("a"), id: "vpc-1" },
        { urn: urn("b"), id: "vpc-2", dependencies: [urn("a")] },
      ],
      [creating("a")],
      { [urn("a")]: "vpc-9" },
    );
    assert.deepEqual(
      resources?.map((it) => [it.id, it.delete]),
      [
        ["vpc-9", undefined],
        ["vpc-1", true],
        ["vpc-2", undefined],
      ],
    );
  });

  it("adopts in the place of what is deleted already", () => {
    const { resources } = settle([{ urn: urn("a"), id: "vpc-1", pendingReplacement: true }], [creating("a")], {
      [urn("a")]: "vpc-9",
    });
    assert.deepEqual(
      resources?.map((it) => it.id),
      ["vpc-9"],
    );
  });

  it("does not adopt twice", () => {
    const { resources, adopted } = settle([{ urn: urn("a"), id: "vpc-1" }], [creating("a")], { [urn("a")]: "vpc-1" });
    assert.deepEqual([resources, adopted], [[{ urn: urn("a"), id: "vpc-1" }], []]);
  });

  it("has nothing to settle for a stack that was never deployed", () => {
    assert.deepEqual(pendingCreates(backend, "producer"), []);
  });
});
