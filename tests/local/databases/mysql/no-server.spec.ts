import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fetchMariadb } from "../../../../local/databases/mysql/fetch";
import { installedMariadb } from "../../../../local/databases/mysql/installed";
import { temporaryFolder } from "../../temporary-folder";

describe("the MariaDB server of this machine", () => {
  const folder = temporaryFolder();
  const path = process.env.PATH;
  after(() => {
    folder.remove();
  });
  afterEach(() => (process.env.PATH = path));

  function program(name: string, script: string): string {
    mkdirSync(join(folder.path, name, "sbin"), { recursive: true });
    const bin = join(folder.path, name, "sbin");
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
    return bin;
  }

  it("is one on PATH, new enough, with the SQL of its system tables", () => {
    const bin = program("mariadbd", 'echo "mariadbd  Ver 11.8.3-MariaDB for debian-linux-gnu on x86_64"');
    assert.equal(installedMariadb(bin, []), undefined);
    const sql = join(folder.path, "mariadbd", "share", "mysql");
    mkdirSync(sql, { recursive: true });
    writeFileSync(join(sql, "mariadb_system_tables.sql"), "");
    assert.deepEqual(installedMariadb(bin, []), { version: "11.8.3", server: join(bin, "mariadbd"), sql });
    assert.equal(installedMariadb("", [bin])?.version, "11.8.3");
  });

  it("is neither MySQL's own nor an old one", () => {
    const mysql = program("mysqld", 'echo "mysqld  Ver 8.4.6 for Linux on x86_64 (MySQL Community Server - GPL)"');
    assert.equal(installedMariadb(mysql, []), undefined);
    assert.equal(installedMariadb("relative/folder", []), undefined);
  });

  it("cannot be fetched without Maven, by a Maven that fails, or as another than the one that is known", async () => {
    const fetched = join(folder.path, "fetched");
    const attempt = (bin: string): Promise<void> => {
      process.env.PATH = bin;
      return fetchMariadb(fetched, () => undefined);
    };
    await assert.rejects(attempt(join(folder.path, "nothing")), /^Error: Maven \(mvn\) is not on PATH$/);
    const failing = program("mvn", 'echo "[INFO] x"; echo "[ERROR] Could not transfer artifact"; exit 1');
    await assert.rejects(attempt(failing), /^Error: Maven failed: Could not transfer artifact$/);
    const other = `for a in "$@"; do case $a in -DoutputDirectory=*) echo x > "\${a#*=}/x.jar";; esac; done`;
    await assert.rejects(attempt(program("mvn", other)), /is not the one that is known here: its SHA-256 is another/);
  });
});
