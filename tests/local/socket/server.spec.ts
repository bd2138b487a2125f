import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { text as wholeText } from "node:stream/consumers";
import { ControlSocket, CloudError, CloudLostError, CloudUnreachableError } from "../../../local/socket/control-socket";
import type { Log } from "../../../local/ground/log";
import { RequestError } from "../../../local/ground/request-error";
import type { Handlers } from "../../../local/socket/handlers";
import { serve, type CloudServer } from "../../../local/socket/server";
import { StoreWriteError } from "../../../local/state/store-errors";
import { AwsError } from "../../../local/ground/aws-error";
import { temporaryFolder } from "../temporary-folder";

describe("the local cloud's server", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let socket: string;
  let server: CloudServer;
  let client: ControlSocket;
  let lines: unknown[][];

  const start = async (handlers: Handlers): Promise<void> => {
    const log: Log = { write: (...line) => lines.push(line), close: () => Promise.resolve() };
    server = await serve(socket, handlers, log);
  };
  beforeEach(() => {
    folder = temporaryFolder();
    socket = join(folder.path, "cloud.sock");
    client = new ControlSocket(socket);
    lines = [];
  });
  afterEach(async () => {
    client.close();
    await server.stop();
    folder.remove();
  });

  it("answers JSON with JSON", async () => {
    await start({ "POST /double": (body) => Promise.resolve({ result: (body as { value: number }).value * 2 }) });
    assert.deepEqual(await client.post("/double", { value: 21 }), { result: 42 });
  });

  it("can be opened by its owner alone", async () => {
    await start({});
    assert.equal(statSync(socket).mode & 0o777, 0o600);
  });

  it("names a request that it does not have", async () => {
    await start({});
    await assert.rejects(client.post("/nothing"), /the local cloud has no POST \/nothing/);
    await assert.rejects(client.post("/constructor"), /the local cloud has no POST \/constructor/);
  });

  it("passes on AWS's code and words", async () => {
    await start({ "POST /x": () => Promise.reject(new AwsError("ConflictException", "it exists")) });
    await assert.rejects(client.post("/x"), (error: unknown) => {
      assert.ok(error instanceof CloudError);
      assert.deepEqual([error.code, error.message, error.refused], ["ConflictException", "it exists", true]);
      return true;
    });
  });

  it("shows the asker's mistake as it is, and a failure of its own without its stack", async () => {
    await start({
      "POST /mistake": () => Promise.reject(new RequestError("set the account")),
      "POST /bug": () => Promise.reject(new TypeError("x is not a function")),
    });
    await assert.rejects(client.post("/mistake"), { message: "set the account", refused: true });
    await assert.rejects(client.post("/bug"), {
      message: "the local cloud failed: x is not a function (its cloud.log has the details)",
      refused: false,
    });
  });

  it("logs which request was answered and never what was sent", async () => {
    await start({ "POST /secret": () => Promise.resolve({ password: "hunter2" }) });
    await client.post("/secret", { password: "hunter2" });
    const logged = JSON.stringify(lines);
    assert.match(logged, /POST \/secret/);
    assert.doesNotMatch(logged, /hunter2/);
  });

  it("lets a request that is under way finish before it stops", async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let arrived = (): void => undefined;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    await start({
      "POST /slow": async () => {
        arrived();
        await released;
        return "done";
      },
    });
    const answer = client.post("/slow");
    await asked;
    const stopped = server.stop();
    release();
    assert.equal(await answer, "done");
    await stopped;
    await assert.rejects(new ControlSocket(socket).post("/slow"), CloudUnreachableError);
  });

  it("tells a client that its request may or may not have been done when the connection breaks", async () => {
    await start({ "POST /break": () => new Promise(() => undefined) });
    const answer = client.post("/break");
    setTimeout(() => {
      client.close();
    }, 50);
    await assert.rejects(answer, CloudLostError);
  });

  it("takes the place of a socket that a killed process left behind", async () => {
    await start({ "POST /who": () => Promise.resolve("first") });
    const first = server;
    await start({ "POST /who": () => Promise.resolve("second") });
    assert.equal(await client.post("/who"), "second");
    await first.stop();
  });

  it("takes no body beyond 64 MiB, keeps nothing of it, and says so", async () => {
    await start({ "POST /x": () => Promise.resolve("done") });
    const body = Buffer.alloc(64 * 1024 * 1024 + 1, 0x20);
    const [status, text] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const sent = request({ socketPath: socket, method: "POST", path: "/x" }, (response) => {
        void wholeText(response).then((it) => {
          resolve([response.statusCode, it]);
        });
      });
      sent.once("error", reject);
      sent.end(body);
    });
    assert.equal(status, 413);
    assert.match(text, /the request's body is larger than 67108864 bytes: send less at once/);
    assert.equal(await client.post("/x"), "done");
  });

  it("says that there is no room on the disk as what it is", async () => {
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    await start({ "POST /x": () => Promise.reject(new StoreWriteError("/state/store", full)) });
    await assert.rejects(client.post("/x"), {
      message: /^there is no room on the disk for the local cloud's state \(\/state\/store\): the change was not made/,
      refused: false,
    });
  });

  it("is not waited for without end where something takes connections and says nothing", async () => {
    await start({ "POST /mute": () => new Promise(() => undefined) });
    const impatient = new ControlSocket(socket, 50);
    await assert.rejects(
      impatient.post("/mute"),
      /takes connections on .* but has not answered for 0\.05 s: end its process/,
    );
    impatient.close();
  });
});
