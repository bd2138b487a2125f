import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { CLIENT_HEADER } from "../../../local/data-path/refusal";
import { openTunnel } from "../../../local/client/tunnel";
import { connectCommand } from "./connect-command";
import { assertClosed, openDescriptors } from "./descriptors";
import { passwordMessage, SSL_REQUEST, startupMessage } from "./raw-messages";
import { startCloud, type RunningCloud } from "./running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "./shared-database";

const REFUSALS = 30;
const app = startupMessage({ user: LOGIN_USER, database: "orders" });

describe("a hostile client", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const sql = `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}`;
    assert.equal((await connectCommand(cloud, shared, ["--as", "producer", "--sql", sql])).code, 0);
  });
  after(() => cloud.stop());

  const tunnel = (): Promise<Socket> => openTunnel(cloud.socket, shared.client, shared.dnsName, 5432);

  async function encrypted(): Promise<Duplex> {
    const socket = await tunnel();
    socket.write(SSL_REQUEST);
    await once(socket, "data");
    const ca = await new CertificateAuthority(cloud.stateFolder).certificate();
    const secure = connectTls({ socket, ca, servername: shared.instance.data.endpoint.address });
    await once(secure, "secureConnect");
    return secure;
  }

  async function answerTo(stream: Duplex, first: Buffer, rest: Buffer): Promise<string> {
    stream.write(first);
    await sleep(30);
    const answered = once(stream, "data");
    stream.write(rest);
    return String(((await answered) as [Buffer])[0]);
  }

  describe("whose message arrives in two pieces is answered as if it had come at once", () => {
    it("an SSL request", async () => {
      const socket = await tunnel();
      assert.equal(await answerTo(socket, SSL_REQUEST.subarray(0, 4), SSL_REQUEST.subarray(4)), "S");
      socket.destroy();
    });

    it("a startup message in the clear", async () => {
      const socket = await tunnel();
      assert.match(await answerTo(socket, app.subarray(0, 12), app.subarray(12)), /no pg_hba.conf entry/);
      socket.destroy();
    });

    it("a startup message under TLS", async () => {
      const secure = await encrypted();
      assert.equal((await answerTo(secure, app.subarray(0, 12), app.subarray(12))).charAt(0), "R");
      secure.destroy();
    });

    it("a password", async () => {
      const secure = await encrypted();
      secure.write(app);
      await once(secure, "data");
      const password = passwordMessage("abcd");
      assert.match(await answerTo(secure, password.subarray(0, 7), password.subarray(7)), /PAM authentication failed/);
      secure.destroy();
    });
  });

  describe("that is refused leaves no descriptor behind, whatever else it has sent", () => {
    const cases: Readonly<Record<string, () => Promise<void>>> = {
      "by a hop": () => connectRequest({ ...shared.client, account: "777788889999" }, app),
      "without TLS": () => plain(Buffer.concat([app, Buffer.from("x")])),
      "without TLS, with 20 kB": () => plain(Buffer.concat([app, Buffer.alloc(20_000)])),
      "by its token": async () => {
        const secure = await encrypted();
        secure.write(app);
        await once(secure, "data");
        secure.write(Buffer.concat([passwordMessage("wrong"), Buffer.alloc(20_000)]));
        await ended(secure);
      },
      "with a request of 100 kB": () => connectRequest({ ...shared.client, sourceIp: "x".repeat(100_000) }, app),
      "with a body": () => connectRequest({ nobody: "at all" }, Buffer.alloc(1_000_000)),
    };
    for (const [how, refuse] of Object.entries(cases)) {
      it(how, async () => {
        await refuse();
        const before = openDescriptors();
        for (let time = 0; time < REFUSALS; time++) await refuse();
        await assertClosed(before);
      });
    }
  });

  async function plain(bytes: Buffer): Promise<void> {
    const socket = await tunnel();
    socket.write(bytes);
    await ended(socket);
  }

  async function connectRequest(client: object, early: Buffer): Promise<void> {
    const socket = connect(cloud.socket);
    const head = `CONNECT ${shared.dnsName}:5432 HTTP/1.1\r\nhost: x\r\n${CLIENT_HEADER}: ${JSON.stringify(client)}\r\n\r\n`;
    socket.write(Buffer.concat([Buffer.from(head), early]));
    await ended(socket);
  }
});

/** Reads all there is, and closes when the other side has. */
async function ended(stream: Duplex): Promise<void> {
  stream.on("error", () => undefined);
  stream.resume();
  if (!stream.destroyed) await once(stream, "close");
}
