import { connect as connectSocket, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { ByteReader, ProtocolError } from "./byte-reader";
import type { ServerCertificate } from "./certificates";
import { authenticate, type LoginRefused } from "./authenticate";
import { join } from "./join";
import {
  CANCEL_REQUEST,
  fatal,
  type FirstMessage,
  GSSENC_REQUEST,
  isProtocol3,
  parseStartup,
  SSL_REQUEST,
  type Startup,
} from "./pg-messages";
import type { PostgresServer } from "./postgres";
import { SUPERUSER, WORK_DATABASE } from "./postgres-roles";
import { replicationOf } from "./replication-option";

/** What one connection to an RDS endpoint is judged by. */
export interface FrontSession {
  readonly server: PostgresServer;
  /** For the endpoint's name. */
  readonly certificate: ServerCertificate;
  /** `rds.force_ssl`. */
  readonly forceTls: boolean;
  /** `ssl_min_protocol_version`, never older than TLSv1.2. */
  readonly minimumTls: "TLSv1.2" | "TLSv1.3";
  /** The address the database sees, for PostgreSQL's error messages. */
  readonly clientAddress: string;
  /** `rds.accepted_password_auth_method`: whether a password kept as an MD5 hash lets its user in. */
  readonly acceptsMd5: boolean;
  /** Whether an IAM token lets this user in. */
  readonly isTokenValid: (user: string, token: string) => Promise<boolean>;
}

/** The stream, encrypted or not, and what proves the server on it. */
interface Channel {
  readonly stream: Duplex;
  readonly certificate?: ServerCertificate;
  /** What TLS agreed to be speaking. */
  readonly alpn?: string | false | null;
}

const LOGIN_WITHIN_MS = 60_000;
const TLS_HANDSHAKE_RECORD = 0x16;
const LONGEST_FIRST_MESSAGE = 10_000;
const ALPN = "postgresql";

/**
 * What an RDS endpoint is to a client: it ends TLS, checks the login as RDS does, and then joins the bytes to the
 * PostgreSQL server's own socket. Resolves when nothing is left to carry; a client's mistakes never reject.
 */
export async function serveFront(raw: Duplex, session: FrontSession): Promise<void> {
  raw.on("error", () => undefined);
  const timer = setTimeout(() => raw.destroy(), LOGIN_WITHIN_MS);
  try {
    const opened = await openChannel(raw, session);
    if (opened === undefined) return;
    const [channel, first] = opened;
    const server = await logIn(channel, first, session);
    clearTimeout(timer);
    if (server !== undefined) await join(channel.stream, server);
  } catch (error) {
    raw.destroy();
    if (!(error instanceof ProtocolError)) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Up to the startup message, TLS and the refusal of GSS encryption included. Undefined for a cancel request, done. */
async function openChannel(raw: Duplex, session: FrontSession): Promise<readonly [Channel, FirstMessage] | undefined> {
  let channel: Channel = { stream: raw };
  if (await startsWithTls(raw)) {
    channel = await encrypt(raw, session);
    if (channel.alpn !== ALPN) throw new ProtocolError("direct TLS without ALPN");
  }
  for (;;) {
    const first = await firstMessage(channel.stream);
    if (first.code === CANCEL_REQUEST) {
      await cancel(first, session.server);
      channel.stream.end();
      return undefined;
    }
    if (first.code === GSSENC_REQUEST) channel.stream.write("N");
    else if (first.code === SSL_REQUEST && channel.certificate === undefined)
      channel = await answerSslRequest(raw, session);
    else return [channel, first];
  }
}

async function startsWithTls(raw: Duplex): Promise<boolean> {
  const byte = await new ByteReader(raw).take(1);
  raw.unshift(byte);
  return byte[0] === TLS_HANDSHAKE_RECORD;
}

async function answerSslRequest(raw: Duplex, session: FrontSession): Promise<Channel> {
  // Bytes sent before the answer were not encrypted, whoever sent them.
  if (new ByteReader(raw).hasMore) throw new ProtocolError("unencrypted data after SSL request");
  raw.write("S");
  return encrypt(raw, session);
}

function encrypt(raw: Duplex, { certificate, minimumTls }: FrontSession): Promise<Channel> {
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
      resolve({ stream, certificate, alpn: stream.alpnProtocol });
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

/** The server's own stream with the startup message sent, or undefined where the client was turned away. */
async function logIn(channel: Channel, first: FirstMessage, session: FrontSession): Promise<Socket | undefined> {
  const startup = isProtocol3(first.code) ? parseStartup(first) : undefined;
  const refused = await loginRefusal(channel, startup, session);
  if (refused !== undefined) channel.stream.end(fatal(refused.code, refused.message, refused.detail));
  if (refused !== undefined || startup === undefined) return undefined;
  const server = await openServer(session.server.socket);
  server.write(startup.forServer);
  return server;
}

async function loginRefusal(
  channel: Channel,
  startup: Startup | undefined,
  session: FrontSession,
): Promise<LoginRefused | undefined> {
  if (startup === undefined) return { code: "0A000", message: "unsupported frontend protocol" };
  const user = startup.parameters.get("user") ?? "";
  if (user === "") return { code: "28000", message: "no PostgreSQL user name specified in startup packet" };
  const replication = replicationOf(startup.parameters.get("replication"));
  if (replication === "invalid") return { code: "22023", message: invalidReplication(startup) };
  const refusal = hostRefusal(channel, startup, user, session);
  if (refusal !== undefined) return { code: "28000", message: refusal };
  if (startup.negotiation !== undefined) channel.stream.write(startup.negotiation);
  return authenticate(channel.stream, user, {
    server: session.server,
    certificate: channel.certificate,
    isTokenValid: session.isTokenValid,
    acceptsMd5: session.acceptsMd5,
    noTlsRefusal: hostMessage("pg_hba.conf rejects connection", channel, startup, user, session),
  });
}

/** What RDS's pg_hba.conf refuses before any login. */
function hostRefusal(channel: Channel, startup: Startup, user: string, session: FrontSession): string | undefined {
  const isInternal = user === SUPERUSER || startup.parameters.get("database") === WORK_DATABASE;
  if (isInternal) return hostMessage("pg_hba.conf rejects connection", channel, startup, user, session);
  if (replicationOf(startup.parameters.get("replication")) === "physical") {
    const from = `from ${hostOf(session)}, user "${user}", ${encryptionOf(channel)}`;
    return `no pg_hba.conf entry for replication connection ${from}`;
  }
  if (!session.forceTls || channel.certificate !== undefined) return undefined;
  return hostMessage("no pg_hba.conf entry", channel, startup, user, session);
}

/** PostgreSQL's words, as src/backend/libpq/auth.c has them. */
function hostMessage(what: string, channel: Channel, startup: Startup, user: string, session: FrontSession): string {
  const database = startup.parameters.get("database") ?? user;
  return `${what} for ${hostOf(session)}, user "${user}", database "${database}", ${encryptionOf(channel)}`;
}

function hostOf(session: FrontSession): string {
  return `host "${session.clientAddress}"`;
}

function encryptionOf(channel: Channel): string {
  return channel.certificate === undefined ? "no encryption" : "SSL encryption";
}

function invalidReplication({ parameters }: Startup): string {
  return `invalid value for parameter "replication": "${parameters.get("replication") ?? ""}"`;
}

async function cancel(request: FirstMessage, server: PostgresServer): Promise<void> {
  const socket = await openServer(server.socket);
  socket.end(request.bytes);
}

function openServer(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(path);
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}
