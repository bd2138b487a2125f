import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ByteReader, ProtocolError } from "../../../local/databases/byte-reader";

const MOST_READS = 50;

describe("a reader of bytes", () => {
  let sender: Socket;
  let receiver: Socket;

  beforeEach(async () => {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const accepted = once(server, "connection");
    sender = connect((server.address() as AddressInfo).port, "127.0.0.1");
    [receiver] = (await accepted) as [Socket];
    server.close();
    limitReads(receiver);
  });
  afterEach(() => {
    sender.destroy();
    receiver.destroy();
  });

  it("waits idly for the rest of what has arrived in part", async () => {
    const taken = new ByteReader(receiver).take(8);
    sender.write("four");
    await sleep(50);
    sender.write("more+rest");
    assert.equal(String(await taken), "fourmore");
    assert.equal(String(await new ByteReader(receiver).take(5)), "+rest");
  });

  it("takes what came a byte at a time", async () => {
    const taken = new ByteReader(receiver).take(5);
    for (const byte of "bytes") {
      sender.write(byte);
      await sleep(2);
    }
    assert.equal(String(await taken), "bytes");
  });

  it("leaves in the stream what it only looks at", async () => {
    const reader = new ByteReader(receiver);
    sender.write("abc");
    assert.equal(String.fromCharCode(await reader.peek()), "a");
    assert.equal(String(await reader.take(3)), "abc");
    assert.equal(reader.hasMore, false);
  });

  it("gives up when the other side ends in the middle", async () => {
    const taken = new ByteReader(receiver).take(8);
    sender.end("four");
    await assert.rejects(taken, ProtocolError);
  });

  it("gives up when the stream is destroyed", async () => {
    const taken = new ByteReader(receiver).take(8);
    sender.write("four");
    await sleep(10);
    receiver.destroy();
    await assert.rejects(taken, ProtocolError);
  });
});

/** A reader that spins never lets a timer fire: it fails here instead of hanging the tests. */
function limitReads(stream: Socket): void {
  let reads = 0;
  const read = stream.read.bind(stream);
  stream.read = (size) => {
    if (++reads > MOST_READS) throw new Error(`the stream was read ${MOST_READS} times`);
    return read(size) as unknown;
  };
}
