import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ControlSocket } from "../../../local/socket/control-socket";
import { temporaryFolder } from "../temporary-folder";
import { startCloudProcess, type CloudProcess } from "./cloud-process";

const KILLS = 20;
const WRITERS = 4;

const network = {
  provider: "aws",
  scope: { account: "111111111111", region: "us-east-1", defaultTags: {} },
  type: "aws:vpclattice/serviceNetwork:ServiceNetwork",
};

describe("a local cloud that is killed again and again under four writers", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let cloud: CloudProcess | undefined;
  after(async () => {
    cloud?.child.kill("SIGKILL");
    await cloud?.ended;
    folder.remove();
  });

  it("starts each time without a complaint and has all that it acknowledged", async () => {
    const acknowledged = new Map<string, string>();
    for (let kill = 0; kill <= KILLS; kill++) {
      cloud = await startCloudProcess(folder.path);
      const client = new ControlSocket(cloud.socket);
      assert.deepEqual((await client.post<{ notices: string[] }>("/status")).notices, []);
      if (kill === KILLS) {
        for (const [id, name] of acknowledged) {
          const read = { ...network, name, id, properties: {} };
          assert.equal(
            (await client.post<{ properties: { name: string } }>("/providers/read", read)).properties.name,
            name,
          );
        }
        client.close();
        break;
      }
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write(client, `n-${kill}-${writer}`, acknowledged),
      );
      // At another moment of the writing each time.
      await sleep(20 + ((kill * 37) % 90));
      cloud.child.kill("SIGKILL");
      await Promise.all(writers);
      client.close();
      await cloud.ended;
    }
    assert.ok(acknowledged.size > KILLS, `${acknowledged.size} were acknowledged`);
  });

  /** Makes service networks, and deletes every other one again, until nobody answers. */
  async function write(client: ControlSocket, prefix: string, acknowledged: Map<string, string>): Promise<void> {
    try {
      for (let count = 0; count < 100; count++) {
        const name = `${prefix}-${count}`;
        const urn = `urn:${name}`;
        const request = { ...network, name, urn, inputs: { name }, preview: false };
        const { id } = await client.post<{ id: string }>("/providers/create", request);
        await client.post("/providers/taken", { urn });
        if (count % 2 === 0) acknowledged.set(id, name);
        else await client.post("/providers/delete", { ...network, name, id, properties: {} });
      }
    } catch {
      // It was killed.
    }
  }
});
