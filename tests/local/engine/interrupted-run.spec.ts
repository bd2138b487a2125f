import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pendingCreates, settlingArguments } from "../../../local/engine/pending-creates";
import { removeStaleLocks } from "../../../local/engine/stale-locks";

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

  it("settles creations: those that happened by their id, the others are forgotten", () => {
    const urn = (name: string) => `urn:pulumi:producer::lattice-db::aws:ec2/vpc:Vpc::${name}`;
    const folder = join(backend, ".pulumi", "stacks", "lattice-db");
    mkdirSync(folder, { recursive: true });
    const operations = [
      { type: "creating", resource: { urn: urn("a") } },
      { type: "creating", resource: { urn: urn("b") } },
      { type: "updating", resource: { urn: urn("c") } },
    ];
    writeFileSync(
      join(folder, "producer.json"),
      JSON.stringify({ checkpoint: { latest: { pending_operations: operations } } }),
    );
    const pending = pendingCreates(backend, "producer");
    const args = settlingArguments(pending, (it) => (it === urn("a") ? "vpc-1" : undefined));
    assert.deepEqual(args.slice(0, 4), ["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
    assert.deepEqual(args.slice(4), ["--import-pending-creates", urn("a"), "--import-pending-creates", "vpc-1"]);
  });

  it("has nothing to settle for a stack that was never deployed", () => {
    assert.deepEqual(pendingCreates(backend, "producer"), []);
  });
});
