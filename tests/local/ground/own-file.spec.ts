import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs, {
  closeSync,
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { openOwn, writeOwn } from "../../../local/ground/own-file";
import { writeWhole } from "../../../local/ground/write-whole";
import { temporaryFolder } from "../temporary-folder";

describe("files of the state folder", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let victim: string;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    victim = join(folder.path, "victim");
    path = join(folder.path, "cloud.out");
    writeFileSync(victim, "dear");
  });
  afterEach(() => {
    folder.remove();
  });

  it("are never written through a link, a second name or a pipe", () => {
    const lay: Record<string, () => void> = {
      symlink: () => {
        symlinkSync(victim, path);
      },
      dangling: () => {
        symlinkSync(join(folder.path, "not-there"), path);
      },
      hardlink: () => {
        linkSync(victim, path);
      },
      fifo: () => {
        execFileSync("mkfifo", [path]);
      },
    };
    for (const [name, make] of Object.entries(lay)) {
      make();
      for (const how of ["anew", "append"] as const) {
        assert.throws(() => openOwn(path, how), /cloud\.out must be a file of yours.*remove it/, name);
      }
      assert.equal(readFileSync(victim, "utf8"), "dear", name);
      execFileSync("rm", [path]);
    }
    assert.deepEqual(readdirSync(folder.path), ["victim"]);
  });

  it("are begun anew or appended to, for their owner alone", () => {
    writeOwn(path, "first, and longer");
    writeOwn(path, "second");
    const descriptor = openOwn(path, "append");
    writeSync(descriptor, " third");
    closeSync(descriptor);
    assert.equal(readFileSync(path, "utf8"), "second third");
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("are written whole beside a link that waits under the name of a process", () => {
    symlinkSync(victim, `${path}.${process.pid}`);
    writeWhole(path, "whole");
    assert.deepEqual([readFileSync(path, "utf8"), readFileSync(victim, "utf8")], ["whole", "dear"]);
    assert.equal(readdirSync(folder.path).length, 3);
  });

  it("say that the disk is full, and leave the old one, where there is no room for a new one", () => {
    writeWhole(path, "old");
    const { writeFileSync: write } = fs;
    for (const code of ["ENOSPC", "EDQUOT"]) {
      fs.writeFileSync = () => {
        throw Object.assign(new Error("no room"), { code });
      };
      try {
        assert.throws(
          () => {
            writeWhole(path, "new");
          },
          { message: `there is no room on the disk for ${path}: make room and repeat the command` },
        );
      } finally {
        fs.writeFileSync = write;
      }
    }
    assert.deepEqual([readFileSync(path, "utf8"), readdirSync(folder.path)], ["old", ["cloud.out", "victim"]]);
  });
});
