import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../../../local/cloud/settings";
import { temporaryFolder } from "../temporary-folder";

describe("the local cloud's settings", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const write = (settings: string): void => {
    writeFileSync(join(folder.path, "settings.json"), settings);
  };

  it("put every account into one organisation with sharing on when nothing is said", () => {
    const { organization } = readSettings(folder.path);
    assert.deepEqual([organization.outsiders, organization.sharingEnabled], [[], true]);
  });

  it("take what settings.json says and the defaults for the rest", () => {
    write(JSON.stringify({ organization: { outsiders: ["999999999999"] } }));
    const { organization } = readSettings(folder.path);
    assert.deepEqual([organization.outsiders, organization.sharingEnabled], [["999999999999"], true]);
  });

  it("let every database have its server, unless they say otherwise", () => {
    assert.equal(readSettings(folder.path).servers, true);
    write(JSON.stringify({ servers: false, quotas: { "rds/L-7B6409FD": 40 } }));
    assert.deepEqual(readSettings(folder.path).quotas, { "rds/L-7B6409FD": 40 });
    assert.equal(readSettings(folder.path).servers, false);
  });

  it("name a quota by its service and code", () => {
    write(JSON.stringify({ quotas: { instances: 40 } }));
    assert.throws(() => readSettings(folder.path), /quotas\.instances: a quota is SERVICE\/L-…/);
  });

  it("name every mistake with its key", () => {
    write(JSON.stringify({ organization: { outsiders: ["12"], sharingEnabled: "yes" }, organisation: {} }));
    assert.throws(
      () => readSettings(folder.path),
      (error: Error) => {
        assert.match(error.message, /organization\.outsiders\.0: an account is 12 digits/);
        assert.match(error.message, /organization\.sharingEnabled/);
        assert.match(error.message, /"organisation"/);
        return true;
      },
    );
  });

  it("say when the file is not JSON", () => {
    write("organization: none");
    assert.throws(() => readSettings(folder.path), /settings\.json is not JSON/);
  });
});
