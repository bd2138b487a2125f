import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { ProtocolError } from "../byte-reader";
import type { ServerCertificate } from "../certificates";
import type { Dialogue } from "./dialogue";
import { isSslRequest } from "./handshake";

/** How an endpoint encrypts. */
export interface Encryption {
  /** For the endpoint's name. */
  readonly certificate: ServerCertificate;
  /** `tls_version`, none older than TLSv1.2. */
  readonly tlsVersions: readonly string[];
}

/** A client after its greeting, and the login it began with. */
export interface Channel {
  readonly client: Dialogue;
  readonly isEncrypted: boolean;
  readonly login: Buffer;
}

/**
 * Reads a client's login, TLS before it included. @throws ProtocolError where the client goes away or speaks something else.
 */
export async function openChannel(client: Dialogue, encryption: Encryption): Promise<Channel> {
  const { body } = await client.hear();
  if (!isSslRequest(body)) return { client, isEncrypted: false, login: body };
  const encrypted = client.over(await encrypt(client.stream, encryption));
  return { client: encrypted, isEncrypted: true, login: (await encrypted.hear()).body };
}

const ignore = (): void => undefined;

/** The client's side of TLS may have arrived with its request: it is in the stream still. */
function encrypt(raw: Duplex, { certificate, tlsVersions }: Encryption): Promise<TLSSocket> {
  const stream = new TLSSocket(raw, { isServer: true, secureContext: certificate.context });
  return new Promise((resolve, reject) => {
    const failed = (): void => {
      reject(new ProtocolError("no TLS"));
    };
    stream.once("close", failed);
    stream.on("error", failed);
    // A client may end its half of a connection; one that does so here will say nothing more. Only who reads hears of it.
    stream.once("end", failed);
    stream.on("readable", ignore);
    stream.once("secure", () => {
      stream.off("readable", ignore).off("end", failed);
      if (!tlsVersions.includes(stream.getProtocol() ?? "")) {
        failed();
        return;
      }
      stream.off("close", failed);
      resolve(stream);
    });
  });
}
