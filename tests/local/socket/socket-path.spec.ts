import assert from "node:assert/strict";
import { chmodSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ownFolder } from "../../../local/ground/own-folder";
import { socketPath } from "../../../local/socket/socket-path";
import { temporaryFolder } from "../temporary-folder";

describe("the socket's path", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("is in the state folder", () => {
    assert.equal(socketPath("/home/me/state"), "/home/me/state/cloud.sock");
  });

  it("is in a short folder of the owner's when the state folder's path is too long for a socket", () => {
    const path = socketPath(`/${"long/".repeat(30)}state`, folder.path);
    assert.ok(Buffer.byteLength(path) < 104, path);
    const parent = join(folder.path, `lattice-db-${userInfo().uid}`);
    assert.ok(path.startsWith(`${parent}/`));
    assert.equal(statSync(parent).mode & 0o777, 0o700);
  });

  it("counts bytes, as the system does, not characters", () => {
    const path = socketPath(`/${"ü".repeat(60)}`, folder.path);
    assert.ok(path.startsWith(folder.path));
  });

  it("is another one for another state folder", () => {
    const long = `/${"long/".repeat(30)}`;
    assert.notEqual(socketPath(`${long}a`, folder.path), socketPath(`${long}b`, folder.path));
  });

  it("is never behind a link that somebody else may have laid", () => {
    const target = join(folder.path, "target");
    mkdirSync(target);
    symlinkSync(target, join(folder.path, "link"));
    assert.throws(() => {
      ownFolder(join(folder.path, "link"));
    }, /must be a folder of yours/);
  });

  it("is in a folder that nobody else can enter, even if it was open before", () => {
    const path = join(folder.path, "open");
    mkdirSync(path);
    chmodSync(path, 0o777);
    ownFolder(path);
    assert.equal(statSync(path).mode & 0o777, 0o700);
  });
});
