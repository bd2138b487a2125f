import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverOf } from "../../../local/data-path/server-process";
import { temporaryFolder } from "../temporary-folder";

describe("the process of a database server", () => {
  const folder = temporaryFolder();
  const data = join(folder.path, "data");
  const others: ChildProcess[] = [];
  before(() => {
    mkdirSync(data);
  });
  after(() => {
    for (const other of others) other.kill("SIGKILL");
    folder.remove();
  });
  const recorded = (other: ChildProcess): number | undefined => {
    others.push(other);
    writeFileSync(join(data, "postmaster.pid"), `${other.pid}\n${data}\n`);
    return serverOf(data);
  };

  it("is never a stranger's that has the number of a stale record, whatever its command line holds", async () => {
    const strangers = [
      spawn("sh", ["-c", `sleep 60 # postgres -D ${data}`]),
      spawn("sleep", ["60"], { argv0: `tail-of-postgres -D ${data}` }),
      spawn("sleep", ["60"], { argv0: "postgres" }),
      spawn("sh", ["-c", "sleep 60", "postgres", "-D", `${data}base`]),
    ];
    // Until each has become its program.
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const stranger of strangers) assert.equal(recorded(stranger), undefined, stranger.spawnargs.join(" "));
  });

  it("is none where the record is empty or garbage", () => {
    for (const text of ["", "x", "-1", "1"]) {
      writeFileSync(join(data, "postmaster.pid"), text);
      assert.equal(serverOf(data), undefined);
    }
  });
});
