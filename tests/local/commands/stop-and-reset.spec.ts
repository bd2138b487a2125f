import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { runningCloud } from "../../../local/cloud/ensure-cloud";
import { claimStateFolder } from "../../../local/ground/state-marker";
import { openStore } from "../../../local/state/disk-store";
import { reset } from "../../../local/commands/reset";
import { stop } from "../../../local/commands/stop";
import { PostgresServer } from "../../../local/databases/postgres/server";
import { serverOf } from "../../../local/databases/postgres/server-process";
import { stateFolder, type StateFolder } from "../../../local/ground/state-folder";
import { temporaryFolder } from "../temporary-folder";

describe("stop and reset", function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let state: StateFolder;
  beforeEach(() => {
    folder = temporaryFolder();
    state = stateFolder("/nowhere", { LATTICE_DB_STATE: join(folder.path, "state") });
    claimStateFolder(state.root);
  });
  afterEach(() => {
    folder.remove();
  });

  it("stop the database servers that a killed local cloud left, and delete nothing under them", async () => {
    const server = new PostgresServer(join(state.root, "databases", "db-LEFT"));
    await server.create({ masterUser: "owner", password: "not-a-secret" });
    const data = join(state.root, "databases", "db-LEFT", "data");
    assert.ok(serverOf(data) !== undefined);
    assert.equal(await stop(state), 0);
    assert.equal(serverOf(data), undefined);
    assert.ok(existsSync(join(data, "PG_VERSION")));
    await server.start();
    const pid = serverOf(data) ?? 0;
    assert.equal(await reset(state, true), 0);
    assert.ok(!existsSync(state.root));
    assert.throws(() => process.kill(pid, 0));
    await server.stop();
  });

  it("delete only what the local cloud makes", async () => {
    for (const name of ["settings.json", "holiday.jpg", "cloud.log", "start.lock", "start.lock.0a1b"])
      writeFileSync(join(state.root, name), "");
    mkdirSync(join(state.root, "set-aside", "rows"), { recursive: true });
    await reset(state, true);
    assert.deepEqual(readdirSync(state.root).sort(), ["holiday.jpg", "set-aside", "settings.json"]);
  });

  it("refuse somebody's own folder", async () => {
    const own = join(folder.path, "project");
    mkdirSync(join(own, "databases"), { recursive: true });
    writeFileSync(join(own, "key"), "mine");
    const wrong = stateFolder("/nowhere", { LATTICE_DB_STATE: own });
    await assert.rejects(reset(wrong, true), /is not a state folder of the local cloud/);
    await assert.rejects(stop(wrong), /is not a state folder of the local cloud/);
    assert.equal(readFileSync(join(own, "key"), "utf8"), "mine");
  });

  it("delete nothing while a process that does not answer holds the state", async () => {
    const store = await openStore(join(state.root, "store"));
    await assert.rejects(reset(state, true), /is in use by another process/);
    assert.ok(existsSync(join(state.root, "store", "journal.log")));
    await store.close();
  });

  it("do not wait without end for a socket that says nothing, and take a damaged record as none", async () => {
    const record = join(state.root, "cloud.json");
    for (const text of ["", "{", "null", '{"socket":7}', JSON.stringify({ socket: join(folder.path, "x"), pid: 1 })]) {
      writeFileSync(record, text);
      assert.equal(await runningCloud(state), undefined);
    }
    const mute = createServer().listen(join(state.root, "cloud.sock"));
    await assert.rejects(runningCloud(state, 50), /has not answered for 0\.05 s/);
    mute.close();
  });
});
