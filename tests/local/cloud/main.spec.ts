import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ControlSocket } from "../../../local/socket/control-socket";
import type { CreateAnswer, ReadAnswer } from "../../../local/providers/requests";
import { temporaryFolder } from "../temporary-folder";
import { bundleOf, startCloudProcess, type CloudProcess } from "./cloud-process";

const network = {
  provider: "aws",
  scope: { account: "111111111111", region: "us-east-1", defaultTags: {} },
  type: "aws:vpclattice/serviceNetwork:ServiceNetwork",
};

describe("the local cloud's process", function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let cloud: CloudProcess | undefined;

  const start = async (): Promise<CloudProcess> => (cloud = await startCloudProcess(folder.path));
  /** As the plugin does: a creation stays once its answer is taken. */
  const create = async (client: ControlSocket, name: string): Promise<CreateAnswer> => {
    const urn = `urn:${name}`;
    const request = { ...network, name, urn, inputs: { name }, preview: false };
    const answer = await client.post<CreateAnswer>("/providers/create", request);
    await client.post("/providers/taken", { urn });
    return answer;
  };
  const read = (client: ControlSocket, id: string): Promise<ReadAnswer> =>
    client.post("/providers/read", { ...network, name: id, id, properties: {} });

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    cloud?.child.kill("SIGKILL");
    await cloud?.ended;
    cloud = undefined;
    folder.remove();
  });

  it("has every write that it acknowledged after kill -9 in the middle of many", async () => {
    const first = await start();
    const client = new ControlSocket(first.socket);
    const acknowledged = new Map<string, string>();
    // Four at a time: those that wait for the disk together are acknowledged together.
    const queue = Array.from({ length: 40 }, (_, number) => `network-${number}`);
    const work = async (): Promise<void> => {
      for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        const { id } = await create(client, name);
        acknowledged.set(id, name);
        if (acknowledged.size === 15) first.child.kill("SIGKILL");
      }
    };
    await Promise.allSettled([work(), work(), work(), work()]);
    assert.equal(await first.ended, "SIGKILL");
    client.close();
    assert.ok(acknowledged.size >= 15 && acknowledged.size < 40, `${acknowledged.size} were acknowledged`);

    const second = await start();
    const again = new ControlSocket(second.socket);
    for (const [id, name] of acknowledged) assert.equal((await read(again, id)).properties.name, name);
    again.close();
  });

  it("has deletions and changes too after kill -9", async () => {
    const first = await start();
    const client = new ControlSocket(first.socket);
    const { id: changed } = await create(client, "changed");
    const { id: deleted } = await create(client, "deleted");
    const news = { name: "changed", authType: "AWS_IAM" };
    await client.post("/providers/update", {
      ...network,
      name: "x",
      id: changed,
      oldOutputs: {},
      news,
      preview: false,
    });
    await client.post("/providers/delete", { ...network, name: "x", id: deleted, properties: {} });
    first.child.kill("SIGKILL");
    await first.ended;
    client.close();

    const again = new ControlSocket((await start()).socket);
    assert.equal((await read(again, changed)).properties.authType, "AWS_IAM");
    assert.equal((await read(again, deleted)).id, "");
    again.close();
  });

  it("says where it answers, to its owner alone", async () => {
    const { socket, child } = await start();
    assert.equal(socket, join(folder.path, "cloud.sock"));
    const record = join(folder.path, "cloud.json");
    assert.deepEqual(JSON.parse(readFileSync(record, "utf8")), { socket, pid: child.pid });
    for (const path of [socket, record, join(folder.path, "cloud.log")]) {
      assert.equal(statSync(path).mode & 0o077, 0, path);
    }
    assert.equal(statSync(folder.path).mode & 0o777, 0o700);
  });

  it("runs on where what it says cannot be written, as on a full disk", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [bundleOf("local/cloud/main.ts"), folder.path], {
      stdio: ["ignore", full, full],
    });
    closeSync(full);
    const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
    const socket = join(folder.path, "cloud.sock");
    cloud = { child, socket, ended };
    while (!existsSync(join(folder.path, "cloud.json")) && child.exitCode === null) await sleep(20);
    // Long enough for what it says once it is ready.
    await sleep(200);
    const client = new ControlSocket(socket);
    assert.match((await create(client, "on-a-full-disk")).id, /^sn-/);
    assert.deepEqual(await client.post("/stop"), { stopping: true });
    assert.equal(await ended, 0);
    client.close();
  });

  it("stops cleanly on SIGTERM and leaves neither record nor socket", async () => {
    const { child, ended, socket } = await start();
    child.kill("SIGTERM");
    assert.equal(await ended, 0);
    assert.deepEqual([existsSync(socket), existsSync(join(folder.path, "cloud.json"))], [false, false]);
  });

  it("stops cleanly when it is asked over its socket", async () => {
    const { ended, socket } = await start();
    const client = new ControlSocket(socket);
    assert.deepEqual(await client.post("/stop"), { stopping: true });
    assert.equal(await ended, 0);
    client.close();
  });

  it("does not start a second time on one state folder, and does not disturb the first", async () => {
    const { socket } = await start();
    await assert.rejects(
      startCloudProcess(folder.path),
      /a local cloud runs on this state folder already; stop it first/,
    );
    const client = new ControlSocket(socket);
    assert.match((await create(client, "still-here")).id, /^sn-/);
    client.close();
  });
});
