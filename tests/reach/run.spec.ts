import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../local/temporary-folder";

const checkout = resolve(__dirname, "../..");

describe("node reach/run.mjs", function () {
  this.timeout(30_000);
  const folder = temporaryFolder();
  const [mine, other] = [join(folder.path, "mine"), join(folder.path, "other")];
  before(() => {
    for (const path of [mine, other]) {
      mkdirSync(path);
      writeFileSync(join(path, "Pulumi.yaml"), `name: ${path === mine ? "mine" : "other"}\nruntime: nodejs\n`);
      symlinkSync(join(checkout, "reach"), join(path, "reach"));
    }
  });
  after(() => {
    folder.remove();
  });

  function said(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): string {
    const backend = { PULUMI_BACKEND_URL: pathToFileURL(join(folder.path, "states")).href };
    const run = spawnSync(process.execPath, [join("reach", "run.mjs"), ...args], {
      cwd,
      env: { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined, ...backend, ...env },
      encoding: "utf8",
    });
    assert.equal(run.status, 2, run.stdout);
    return run.stderr;
  }

  it("asks about the project it is run in, also through a link to the command", () => {
    assert.match(said(mine, {}), /^error: no stack of mine in /);
  });

  it("asks about the project npm was called from, which runs it in the checkout", () => {
    assert.match(said(checkout, { npm_lifecycle_event: "reach", INIT_CWD: mine }), /^error: no stack of mine in /);
  });

  it("takes files from where npm was called", () => {
    writeFileSync(join(mine, "state.json"), '{"version": 3, "deployment": {}}');
    const from = { npm_lifecycle_event: "reach", INIT_CWD: mine };
    assert.match(said(checkout, from, "--state", "state.json"), /^error: there is no database in what was read/);
  });

  it("does not take another script's word for where it was called from", () => {
    assert.match(said(other, { npm_lifecycle_event: "test", INIT_CWD: mine }), /^error: no stack of other in /);
  });

  it("asks about its own checkout from anywhere else", () => {
    const from = { npm_lifecycle_event: "reach", INIT_CWD: folder.path };
    assert.match(said(checkout, from), /^error: no stack of lattice-db in /);
  });
});
