import type { Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { ProtocolError } from "../byte-reader";

/**
 * Speaks TLS to a server on its socket, so that it knows of its client what a client can ask it (`REQUIRE SSL`, `Ssl_cipher`).
 * @param certificate PEM, the server's own: no other is taken.
 */
export function encryptToServer(socket: Socket, certificate: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    // It is nobody's name that it proves, but that it is this server.
    const stream = connectTls({ socket, ca: certificate, checkServerIdentity: () => undefined });
    stream.once("error", reject);
    stream.once("close", () => {
      reject(new ProtocolError("one side went away"));
    });
    stream.once("secureConnect", () => {
      stream.off("error", reject);
      stream.on("error", () => undefined);
      resolve(stream);
    });
  });
}
