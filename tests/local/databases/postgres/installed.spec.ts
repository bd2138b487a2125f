import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installedPostgres } from "../../../../local/databases/postgres/installed";
import { temporaryFolder } from "../../temporary-folder";

describe("a PostgreSQL that somebody installed", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  function programs(name: string, versions: { postgres?: string; initdb?: string }): string {
    const bin = join(folder.path, name);
    mkdirSync(bin);
    for (const [program, version] of Object.entries(versions)) {
      writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} (PostgreSQL) ${version} (Debian)"\n`);
      chmodSync(join(bin, program), 0o755);
    }
    return bin;
  }

  it("is used when server and initdb have the major version wanted, in Debian's place or on PATH", () => {
    const bin = programs("whole", { postgres: "16.9", initdb: "16.9" });
    const found = { version: "16.9", initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
    assert.deepEqual(installedPostgres("16", `/nowhere:${bin}`, "/nowhere"), found);
    assert.deepEqual(installedPostgres("16", "", bin), found);
    assert.equal(installedPostgres("17", bin, bin), undefined);
  });

  it("is passed over when it is not whole, or not of one version", () => {
    assert.equal(installedPostgres("15", programs("half", { postgres: "15.9" }), "/nowhere"), undefined);
    assert.equal(installedPostgres("15", programs("two", { postgres: "15.9", initdb: "14.1" }), "/nowhere"), undefined);
    const broken = programs("broken", { postgres: "15.9", initdb: "15.9" });
    writeFileSync(join(broken, "postgres"), "#!/bin/sh\nexit 1\n");
    assert.equal(installedPostgres("15", broken, "/nowhere"), undefined);
  });
});
