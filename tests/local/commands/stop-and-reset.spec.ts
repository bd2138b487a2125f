import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { runningCloud } from "../../../local/cloud/ensure-cloud";
import { openStore } from "../../../local/state/disk-store";
import { reset } from "../../../local/commands/reset";
import { stop } from "../../../local/commands/stop";
import { PostgresServer } from "../../../local/databases/postgres/server";
import { serverOf } from "../../../local/databases/postgres/server-process";
import { stateFolder } from "../../../local/ground/state-folder";
import { claimedState } from "../claimed-state";

describe("stop and reset", function () {
  this.timeout(60_000);
  const own = claimedState();

  it("stop the database servers that a killed local cloud left, and delete nothing under them", async () => {
    const server = new PostgresServer(join(own.state.root, "databases", "db-LEFT"));
    await server.create({ masterUser: "owner", password: "not-a-secret" });
    const data = join(own.state.root, "databases", "db-LEFT", "data");
    assert.ok(serverOf(data) !== undefined);
    assert.equal(await stop(own.state), 0);
    assert.equal(serverOf(data), undefined);
    assert.ok(existsSync(join(data, "PG_VERSION")));
    await server.start();
    const pid = serverOf(data) ?? 0;
    assert.equal(await reset(own.state, true), 0);
    assert.ok(!existsSync(own.state.root));
    assert.throws(() => process.kill(pid, 0));
    await server.stop();
  });

  it("delete only what the local cloud makes", async () => {
    for (const name of ["settings.json", "holiday.jpg", "cloud.log", "start.lock", "start.lock.0a1b"])
      writeFileSync(join(own.state.root, name), "");
    mkdirSync(join(own.state.root, "set-aside", "rows"), { recursive: true });
    await reset(own.state, true);
    assert.deepEqual(readdirSync(own.state.root).sort(), ["holiday.jpg", "set-aside", "settings.json"]);
  });

  it("refuse somebody's own folder", async () => {
    const project = join(own.path, "project");
    mkdirSync(join(project, "databases"), { recursive: true });
    writeFileSync(join(project, "key"), "mine");
    const wrong = stateFolder("/nowhere", { LATTICE_DB_STATE: project });
    await assert.rejects(reset(wrong, true), /is not a state folder of the local cloud/);
    await assert.rejects(stop(wrong), /is not a state folder of the local cloud/);
    assert.equal(readFileSync(join(project, "key"), "utf8"), "mine");
  });

  it("delete nothing while a process that does not answer holds the state", async () => {
    const store = await openStore(join(own.state.root, "store"));
    await assert.rejects(reset(own.state, true), /is in use by another process/);
    assert.ok(existsSync(join(own.state.root, "store", "journal.log")));
    await store.close();
  });

  it("do not wait without end for a socket that says nothing, and take a damaged record as none", async () => {
    const record = join(own.state.root, "cloud.json");
    for (const text of ["", "{", "null", '{"socket":7}', JSON.stringify({ socket: join(own.path, "x"), pid: 1 })]) {
      writeFileSync(record, text);
      assert.equal(await runningCloud(own.state), undefined);
    }
    const mute = createServer().listen(join(own.state.root, "cloud.sock"));
    await assert.rejects(runningCloud(own.state, 50), /has not answered for 0\.05 s/);
    mute.close();
  });
});
