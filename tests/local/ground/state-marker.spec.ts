import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimStateFolder, isStateFolder, madeHere } from "../../../local/ground/state-marker";
import { prepareStateFolder, stateFolder } from "../../../local/ground/state-folder";
import { temporaryFolder } from "../temporary-folder";

describe("the state folder", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let root: string;
  beforeEach(() => {
    folder = temporaryFolder();
    root = join(folder.path, "state");
  });
  afterEach(() => {
    folder.remove();
  });
  const file = (name: string, text = "mine"): void => {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  };

  it("is made where there is none, marked, for its owner alone", () => {
    assert.equal(isStateFolder(root), false);
    claimStateFolder(root);
    assert.equal(isStateFolder(root), true);
    assert.equal(statSync(root).mode & 0o777, 0o700);
    claimStateFolder(root);
  });

  it("may hold settings before its first start", () => {
    file("settings.json", "{}");
    claimStateFolder(root);
    assert.deepEqual(madeHere(root), ["lattice-db-state.json"]);
  });

  it("is refused, untouched, where somebody's own files are, whatever their names", () => {
    for (const names of [["src/index.ts", "databases/rows", "key"], ["databases/rows", "store/x", "key"], ["key"]]) {
      for (const name of names) file(name);
      chmodSync(root, 0o755);
      const before = readdirSync(root, { recursive: true });
      assert.throws(() => {
        claimStateFolder(root);
      }, /is not a state folder of the local cloud: it holds .*nothing was touched: set LATTICE_DB_STATE to/);
      assert.throws(() => {
        prepareStateFolder(stateFolder("/nowhere", { LATTICE_DB_STATE: root }));
      }, /is not a state folder/);
      assert.deepEqual(readdirSync(root, { recursive: true }), before);
      assert.equal(statSync(root).mode & 0o777, 0o755);
      folder.remove();
      folder = temporaryFolder();
      root = join(folder.path, "state");
    }
  });

  it("of version 0.1 is recognised, by what its command line or its cloud has made", () => {
    for (const names of [["passphrase", "backend/x", "pulumi-home/x", "workspace/x"], ["store/CURRENT"]]) {
      for (const name of names) file(name);
      file("key", "k".repeat(32));
      file("cloud.log");
      claimStateFolder(root);
      assert.ok(readdirSync(root).includes("lattice-db-state.json"));
      folder.remove();
      folder = temporaryFolder();
      root = join(folder.path, "state");
    }
  });

  it("is refused where a link stands in it, before anybody follows it", () => {
    for (const name of ["cloud.out", "passphrase", "workspace"]) {
      claimStateFolder(root);
      const victim = join(folder.path, "victim");
      writeFileSync(victim, "dear");
      symlinkSync(victim, join(root, name));
      assert.throws(
        () => {
          prepareStateFolder(stateFolder("/nowhere", { LATTICE_DB_STATE: root }));
        },
        new RegExp(`state/${name.replace(".", "\\.")} is a link or belongs to another user: remove it`),
      );
      folder.remove();
      folder = temporaryFolder();
      root = join(folder.path, "state");
    }
  });

  it("gets no new passphrase while stacks need the old one", () => {
    const state = stateFolder("/nowhere", { LATTICE_DB_STATE: root });
    prepareStateFolder(state);
    assert.equal(readFileSync(state.passphraseFile, "utf8").length, 32);
    mkdirSync(join(state.backend, ".pulumi", "stacks"), { recursive: true });
    writeFileSync(state.passphraseFile, "");
    assert.throws(() => {
      prepareStateFolder(state);
    }, /passphrase is missing or empty, .*restore it, or start anew/);
  });
});
