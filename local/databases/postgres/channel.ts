import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { ByteReader, ProtocolError } from "../byte-reader";
import type { ServerCertificate } from "../certificates";
import type { SeenClient } from "./client-notes";
import { CANCEL_REQUEST, type FirstMessage, GSSENC_REQUEST, SSL_REQUEST } from "./messages";

/** How an endpoint encrypts. */
export interface Encryption {
  /** For the endpoint's name. */
  readonly certificate: ServerCertificate;
  /** `ssl_min_protocol_version`, never older than TLSv1.2. */
  readonly minimumTls: "TLSv1.2" | "TLSv1.3";
}

/** A client's stream, encrypted or not, and what proves the server on it. */
export interface Channel {
  readonly stream: Duplex;
  readonly certificate?: ServerCertificate;
  readonly tls?: SeenClient["tls"];
}

const TLS_HANDSHAKE_RECORD = 0x16;
const LONGEST_FIRST_MESSAGE = 10_000;
const ALPN = "postgresql";

/**
 * Reads up to the startup message or cancel request of a client, TLS and the refusal of GSS encryption included.
 * @throws ProtocolError where the client goes away or speaks something else.
 */
export async function openChannel(
  raw: Duplex,
  encryption: Encryption,
): Promise<{ readonly channel: Channel; readonly first: FirstMessage }> {
  let channel: Channel = { stream: raw };
  if ((await new ByteReader(raw).peek()) === TLS_HANDSHAKE_RECORD) channel = await encryptDirectly(raw, encryption);
  for (;;) {
    const first = await firstMessage(channel.stream);
    if (first.code === GSSENC_REQUEST) channel.stream.write("N");
    else if (first.code === SSL_REQUEST && channel.certificate === undefined)
      channel = await answerSslRequest(raw, encryption);
    else return { channel, first };
  }
}

export function isCancel({ code }: FirstMessage): boolean {
  return code === CANCEL_REQUEST;
}

async function encryptDirectly(raw: Duplex, encryption: Encryption): Promise<Channel> {
  const stream = await encrypt(raw, encryption);
  if (stream.alpnProtocol !== ALPN) throw new ProtocolError("direct TLS without ALPN");
  return encrypted(stream, encryption);
}

async function answerSslRequest(raw: Duplex, encryption: Encryption): Promise<Channel> {
  // Bytes sent before the answer were not encrypted, whoever sent them.
  if (new ByteReader(raw).hasMore) throw new ProtocolError("unencrypted data after SSL request");
  raw.write("S");
  return encrypted(await encrypt(raw, encryption), encryption);
}

function encrypted(stream: TLSSocket, { certificate }: Encryption): Channel {
  const { name: cipher } = stream.getCipher();
  const tls = { version: stream.getProtocol() ?? "", cipher, bits: /AES_?128/.test(cipher) ? 128 : 256 };
  return { stream, certificate, tls };
}

function encrypt(raw: Duplex, { certificate, minimumTls }: Encryption): Promise<TLSSocket> {
  const stream = new TLSSocket(raw, {
    isServer: true,
    secureContext: certificate.context,
    ALPNProtocols: [ALPN],
  });
  return new Promise((resolve, reject) => {
    const failed = (): void => {
      reject(new ProtocolError("no TLS"));
    };
    stream.once("close", failed);
    stream.on("error", failed);
    stream.once("secure", () => {
      if (minimumTls === "TLSv1.3" && stream.getProtocol() !== "TLSv1.3") {
        failed();
        return;
      }
      stream.off("close", failed);
      resolve(stream);
    });
  });
}

async function firstMessage(stream: Duplex): Promise<FirstMessage> {
  const reader = new ByteReader(stream);
  const head = await reader.take(8);
  const length = head.readInt32BE(0);
  if (length < 8 || length > LONGEST_FIRST_MESSAGE) throw new ProtocolError("invalid length of startup packet");
  return { code: head.readInt32BE(4), bytes: Buffer.concat([head, await reader.take(length - 8)]) };
}
