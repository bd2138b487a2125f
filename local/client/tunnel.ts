import { request } from "node:http";
import type { Socket } from "node:net";
import type { Client } from "../../reachability/client";
import { CloudUnreachableError } from "../socket/control-socket";
import { CLIENT_HEADER, type Refusal } from "../data-path/refusal";

/** The local cloud does not let the connection through: the message has every hop. */
export class ConnectionRefusedError extends Error {
  override readonly name = "ConnectionRefusedError" as const;

  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/**
 * Opens a TCP connection on behalf of a client to a DNS name of the local cloud.
 * @param asking More headers of the request.
 */
export function openTunnel(
  cloudSocket: string,
  client: Client,
  host: string,
  port: number,
  asking: Readonly<Record<string, string>> = {},
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const headers = { ...asking, [CLIENT_HEADER]: JSON.stringify(client) };
    const asked = request({ socketPath: cloudSocket, method: "CONNECT", path: `${host}:${port}`, headers });
    asked.once("error", () => {
      reject(new CloudUnreachableError(cloudSocket));
    });
    asked.once("connect", (response, socket, head) => {
      if (response.statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      readRefusal(socket, head).then((refusal) => {
        reject(new ConnectionRefusedError(refusal));
      }, reject);
    });
    asked.end();
  });
}

/** The answer ends with the connection. */
async function readRefusal(socket: Socket, head: Buffer): Promise<Refusal> {
  const chunks = [head];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Refusal;
}
