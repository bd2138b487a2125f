import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { serverOf } from "../../../../local/databases/postgres/server-process";
import { temporaryFolder } from "../../temporary-folder";

/** A program of one process: a shell would leave its child behind when it is killed. */
const WAIT = "setTimeout(() => {}, 60_000);";

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
  /** @param seconds when the record says that the server started, since 1970. */
  const recorded = (other: ChildProcess, seconds = Math.floor(Date.now() / 1000)): number | undefined => {
    others.push(other);
    writeFileSync(join(data, "postmaster.pid"), `${other.pid}\n${data}\n${seconds}\n5432\n`);
    return serverOf(data);
  };

  it("is never a stranger's that has the number of a stale record, whatever its command line holds", async () => {
    const strangers = [
      spawn(process.execPath, ["-e", `${WAIT} // postgres -D ${data}`]),
      spawn("sleep", ["60"], { argv0: `tail-of-postgres -D ${data}` }),
      spawn("sleep", ["60"], { argv0: "postgres" }),
      spawn(process.execPath, ["-e", WAIT, "postgres", "-D", `${data}base`]),
    ];
    // Until each has become its program.
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const stranger of strangers) assert.equal(recorded(stranger), undefined, stranger.spawnargs.join(" "));
  });

  it("is none that began after the record by which it would be one", async () => {
    const server = (): ChildProcess => spawn(process.execPath, ["-e", WAIT, "--", "-D", data], { argv0: "postgres" });
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    const [one, later] = [server(), server()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(recorded(one), one.pid);
    assert.equal(recorded(later, hourAgo), undefined);
  });

  it("is the one that works in the data folder, whatever time it says: clocks are set", async function () {
    if (platform() !== "linux") this.skip();
    const server = spawn("sleep", ["60"], { argv0: "postgres", cwd: data });
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const seconds of [1, Math.floor(Date.now() / 1000) + 3600])
      assert.equal(recorded(server, seconds), server.pid);
  });

  it("is none where the record is empty or garbage", () => {
    for (const text of ["", "x", "-1", "1"]) {
      writeFileSync(join(data, "postmaster.pid"), text);
      assert.equal(serverOf(data), undefined);
    }
  });
});
