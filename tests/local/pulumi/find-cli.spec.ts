import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCli } from "../../../local/pulumi/find-cli";

describe("finding a Pulumi CLI", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "find-cli-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function cli(path: string, prints: string): void {
    const file = join(folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${prints}\n`, { mode: 0o755 });
  }
  const find = () =>
    findCli(join(folder, "pulumi"), {
      PATH: `${join(folder, "path-a")}:${join(folder, "path-b")}`,
      PULUMI_HOME: join(folder, "home"),
    });

  it("takes the first on PATH that is new enough, and says why an older one is not taken", async () => {
    cli("path-a/pulumi", "echo v3.100.0");
    cli("path-b/pulumi", "echo v3.259.0");
    const found = await find();
    assert.equal(found.cli?.path, join(folder, "path-b", "pulumi"));
    assert.deepEqual(found.notes, [
      `${join(folder, "path-a", "pulumi")}: is 3.100.0, 3.241.0 or a newer 3.x is needed`,
    ]);
  });

  it("takes the newest of several in PULUMI_HOME/versions", async () => {
    for (const version of ["3.250.0", "3.260.1", "3.99.0"])
      cli(`home/versions/${version}/bin/pulumi`, `echo v${version}`);
    assert.equal((await find()).cli?.version, "3.260.1");
  });

  it("falls back to the one this project keeps", async () => {
    cli("pulumi/3.259.0/bin/pulumi", "echo v3.259.0");
    assert.equal((await find()).cli?.path, join(folder, "pulumi/3.259.0/bin/pulumi"));
  });

  it("passes over one that does not run or prints nonsense", async () => {
    cli("path-a/pulumi", "exit 3");
    cli("path-b/pulumi", "echo hello");
    const found = await find();
    assert.equal(found.cli, undefined);
    assert.match(found.notes[0] ?? "", /path-a\/pulumi: it does not run/);
    assert.match(found.notes[1] ?? "", /path-b\/pulumi: it says "hello" for its version/);
  });

  it("asks an executable for its version once, and again when it has changed", async () => {
    const count = join(folder, "asked");
    cli("path-a/pulumi", `echo asked >> ${count}; echo v3.259.0`);
    assert.equal((await find()).cli?.version, "3.259.0");
    assert.equal((await find()).cli?.version, "3.259.0");
    assert.equal(readFileSync(count, "utf8"), "asked\n");
    cli("path-a/pulumi", "echo v3.260.0");
    assert.equal((await find()).cli?.version, "3.260.0");
  });
});
