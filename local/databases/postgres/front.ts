import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { DatabaseError } from "pg";
import { authenticate, type LoginRefused } from "./authenticate";
import { ProtocolError } from "../byte-reader";
import { type Channel, type Encryption, isCancel, openChannel } from "./channel";
import { firstAnswer } from "./first-answer";
import type { FrontSession } from "./front-session";
import { breakOffWhenIdle } from "../idle-limit";
import { join } from "../join";
import { lastWord } from "../last-word";
import { openServer } from "../open-server";
import { fatal, type FirstMessage, isProtocol3, parseStartup, type Startup } from "./messages";
import { SUPERUSER, WORK_DATABASE } from "./roles";
import { replicationOf } from "./replication-option";

/** PostgreSQL's time for a login, `authentication_timeout`. */
const LOGIN_WITHIN_MS = 60_000;

/**
 * What an RDS endpoint is to a client: it ends TLS, checks the login as RDS does, and then joins the bytes to the
 * PostgreSQL server's own socket. Resolves when nothing is left to carry; a client's mistakes never reject.
 */
export async function serveFront(raw: Duplex, session: FrontSession): Promise<void> {
  if (session.idleLimitMs !== undefined) breakOffWhenIdle(raw, session.idleLimitMs);
  await withinLoginTime(raw, async (loggedIn) => {
    const { channel, first } = await openChannel(raw, session);
    if (isCancel(first)) {
      await cancel(first, session);
      lastWord(channel.stream);
      return;
    }
    const server = await logIn(channel, first, session);
    const forget = server === undefined ? undefined : await noteClient(channel, server, session);
    loggedIn();
    if (server !== undefined) await join(channel.stream, server).finally(forget);
  });
}

/** Tells a client why it does not get to the database, where clients look for it: in the answer to its login. */
export async function refuseFront(raw: Duplex, encryption: Encryption, refusal: Buffer): Promise<void> {
  await withinLoginTime(raw, async () => {
    const { channel, first } = await openChannel(raw, encryption);
    lastWord(channel.stream, isCancel(first) ? undefined : refusal);
  });
}

export async function withinLoginTime(raw: Duplex, work: (loggedIn: () => void) => Promise<void>): Promise<void> {
  raw.on("error", () => undefined);
  const timer = setTimeout(() => raw.destroy(), LOGIN_WITHIN_MS);
  const loggedIn = (): void => {
    clearTimeout(timer);
  };
  try {
    await work(loggedIn);
  } catch (error) {
    raw.destroy();
    if (!(error instanceof ProtocolError)) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The server's own stream with the startup message sent, or undefined where the client was turned away. */
async function logIn(channel: Channel, first: FirstMessage, session: FrontSession): Promise<Socket | undefined> {
  try {
    const startup = isProtocol3(first.code) ? parseStartup(first, imposedOn(session)) : undefined;
    const refused = await loginRefusal(channel, startup, session);
    if (refused !== undefined) lastWord(channel.stream, fatal(refused.code, refused.message, refused));
    if (refused !== undefined || startup === undefined) return undefined;
    const server = await openServer(session.server.socket);
    server.write(startup.forServer);
    return server;
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    session.onTrouble(error);
    lastWord(channel.stream, trouble(error));
    return undefined;
  }
}

/** A session over a reader endpoint begins read-only: its writes fail with SQLSTATE 25006, as on Aurora. */
function imposedOn({ readOnly }: FrontSession): Readonly<Record<string, string>> {
  return readOnly === true ? { default_transaction_read_only: "on" } : {};
}

/** Has the server know whom it serves before the client can ask; returns what makes it forget. */
async function noteClient({ stream, tls }: Channel, server: Socket, session: FrontSession): Promise<() => void> {
  const goneWithClient = (): void => void server.destroy();
  stream.once("close", goneWithClient);
  if (stream.destroyed) server.destroy();
  const { bytes, processId } = await firstAnswer(server);
  stream.off("close", goneWithClient);
  const { clientAddress: address, clientPort: port, serverAddress, serverPort } = session;
  const seen = { address, port, serverAddress, serverPort, ...(tls === undefined ? {} : { tls }) };
  const forget = processId === undefined ? undefined : session.server.clientNotes.write(processId, seen);
  if (bytes.length > 0) stream.write(bytes);
  return forget ?? (() => undefined);
}

/** What the server itself answered to the front, or that it does not answer. */
function trouble(error: unknown): Buffer {
  if (error instanceof DatabaseError && error.code !== undefined) return fatal(error.code, error.message);
  return fatal("57P03", "the database server does not answer");
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

async function cancel(request: FirstMessage, { server, onTrouble }: FrontSession): Promise<void> {
  try {
    lastWord(await openServer(server.socket), request.bytes);
  } catch (error) {
    onTrouble(error);
  }
}
