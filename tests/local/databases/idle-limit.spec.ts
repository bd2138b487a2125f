import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls, TLSSocket } from "node:tls";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { breakOffWhenIdle } from "../../../local/databases/idle-limit";
import { temporaryFolder } from "../temporary-folder";

const IDLE_MS = 200;

/** The client's and the server's end of a connection with the limit. */
async function connection(): Promise<{ client: Socket; served: Socket }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const client = connect(address.port, "127.0.0.1");
  const [served] = (await once(server, "connection")) as [Socket];
  server.close();
  breakOffWhenIdle(served, IDLE_MS);
  return { client, served };
}

describe("a connection that carries nothing", () => {
  it("is broken off after the limit, and not while it carries something either way", async () => {
    const { client, served } = await connection();
    served.on("error", () => undefined).resume();
    client.resume();
    const ended = once(client, "close");
    for (let at = 0; at < 4; at++) {
      await sleep(IDLE_MS / 2);
      (at % 2 === 0 ? client : served).write("x");
    }
    assert.equal(served.destroyed, false);
    await ended;
    assert.equal(served.destroyed, true);
  });

  it("is the same connection when TLS is spoken on it", async () => {
    const folder = temporaryFolder();
    const authority = new CertificateAuthority(folder.path);
    const { context } = await authority.forHost("db.example");
    const { client, served } = await connection();
    const encrypted = new TLSSocket(served, { isServer: true, secureContext: context });
    encrypted.on("error", () => undefined).resume();
    const own = connectTls({ socket: client, ca: await authority.certificate(), servername: "db.example" });
    own.on("error", () => undefined).resume();
    await once(own, "secureConnect");
    const ended = once(own, "close");
    for (let at = 0; at < 4; at++) {
      await sleep(IDLE_MS / 2);
      (at % 2 === 0 ? own : encrypted).write("x");
    }
    assert.equal(served.destroyed, false);
    await ended;
    folder.remove();
  });
});
