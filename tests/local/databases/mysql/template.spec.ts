import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { mariadbBinaries } from "../../../../local/databases/mysql/binaries";
import { makeData } from "../../../../local/databases/mysql/template";
import { temporaryFolder } from "../../temporary-folder";
import { needsMariadb } from "./needs-mariadb";

describe("the data folder of a new MariaDB server", function () {
  const folder = temporaryFolder();
  before(async function () {
    await needsMariadb(this);
  });
  after(() => {
    folder.remove();
  });

  it("is made for two databases that are the first ones at the same time", async function () {
    this.timeout(60_000);
    const binaries = await mariadbBinaries();
    const data = ["shop", "stock"].map((name) => join(folder.path, name));
    await Promise.all(data.map((path) => makeData(binaries, join(folder.path, "programs"), path)));
    for (const path of data) assert.ok(existsSync(join(path, "mysql")));
    assert.deepEqual(readdirSync(join(folder.path, "programs")), [`mariadb-${binaries.version}-template`]);
  });
});
