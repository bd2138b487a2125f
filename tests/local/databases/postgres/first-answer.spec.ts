import assert from "node:assert/strict";
import { Socket } from "node:net";
import { firstAnswer } from "../../../../local/databases/postgres/first-answer";

describe("a server's first answer", () => {
  const message = (type: string, ...words: number[]): Buffer => {
    const bytes = Buffer.alloc(5 + 4 * words.length, type);
    [4 + 4 * words.length, ...words].forEach((word, at) => bytes.writeInt32BE(word, 1 + 4 * at));
    return bytes;
  };
  const accepted = Buffer.concat([message("R", 0), message("K", 4711, 1), message("Z")]);

  it("names its process, in however many pieces it comes, and nothing of it is lost", async () => {
    for (const size of [1, 2, 7, accepted.length]) {
      const server = new Socket();
      const answer = firstAnswer(server);
      for (let at = 0; at < accepted.length; at += size) server.emit("data", accepted.subarray(at, at + size));
      const { bytes, processId } = await answer;
      assert.equal(processId, 4711);
      assert.deepEqual(bytes, accepted.subarray(0, bytes.length));
      assert.equal(server.isPaused(), true);
    }
  });

  it("names none where the server refuses, or says nothing more", async () => {
    const server = new Socket();
    const refused = firstAnswer(server);
    server.emit("data", message("E", 1));
    assert.deepEqual(await refused, { bytes: message("E", 1) });
    const ended = firstAnswer(server);
    server.emit("data", message("R", 0));
    server.destroy();
    assert.deepEqual(await ended, { bytes: message("R", 0) });
  });
});
