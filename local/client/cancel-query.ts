import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { CANCEL_REQUEST, SSL_REQUEST } from "../databases/postgres/messages";

/** What a server has given a connection to cancel its queries with. */
export interface BackendKey {
  readonly processId: number;
  readonly secretKey: number;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Asks the server to cancel what the connection with this key runs, over a connection of its own and within TLS, as
 * libpq 17 does: the key is all it takes to disturb somebody. Whether there was something to cancel is never answered.
 */
export async function cancelQuery(
  stream: Socket,
  { address, certificate }: { readonly address: string; readonly certificate: string },
  key: BackendKey,
): Promise<void> {
  stream.setTimeout(ANSWER_WITHIN_MS, () => stream.destroy(new Error("the cancel request is not answered")));
  try {
    await encryptionOffered(stream);
    const secure = connectTls({ socket: stream, ca: certificate, servername: address });
    await new Promise<void>((resolve, reject) => {
      secure.once("error", reject);
      secure.once("close", resolve);
      // Read to its end: the server says nothing and closes.
      secure.resume();
      secure.once("secureConnect", () => secure.end(cancelRequest(key)));
    });
  } finally {
    stream.destroy();
  }
}

function encryptionOffered(stream: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once("error", reject);
    stream.once("data", (answer: Buffer) => {
      stream.pause();
      stream.off("error", reject);
      if (answer.length === 1 && answer.toString("latin1") === "S") resolve();
      else reject(new Error("the server does not offer TLS for the cancel request"));
    });
    stream.once("close", () => {
      reject(new Error("the server closed the connection for the cancel request"));
    });
    stream.write(message(SSL_REQUEST, Buffer.alloc(0)));
  });
}

function cancelRequest({ processId, secretKey }: BackendKey): Buffer {
  const key = Buffer.alloc(8);
  key.writeInt32BE(processId, 0);
  key.writeInt32BE(secretKey, 4);
  return message(CANCEL_REQUEST, key);
}

function message(code: number, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, body]);
}
