import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ProtocolError } from "../byte-reader";
import type { ServerCertificate } from "../certificates";
import { breakOffWhenIdle } from "../idle-limit";
import { joinThrough } from "../join";
import { lastWord } from "../last-word";
import { openServer } from "../open-server";
import { openChannel } from "./channel";
import { CommandFilter } from "./command-filter";
import { Dialogue } from "./dialogue";
import type { FrontSession } from "./front-session";
import { emptyGreeting, newSalt, parseGreeting } from "./handshake";
import { LoginError } from "./login-error";
import { logIn } from "./login";
import { beginReadOnly } from "./read-only";
import { ERROR, errorBeforeGreeting, errorBody, type MysqlError, packet } from "./packets";

/** ER_UNKNOWN_ERROR: nothing of MySQL's says that a server is not there, since then nobody says anything. */
const NOT_THERE = { code: 1105, message: "the database server does not answer" };

/** For the login of a client that is refused. */
const REFUSED_WITHIN_MS = 10_000;

/**
 * What an RDS endpoint is to a client: it ends TLS, checks the login as RDS does, and then carries the bytes to the MariaDB
 * server's own socket. The greeting is the server's, so that a full server refuses in its own words. Resolves when nothing
 * is left to carry; a client's mistakes never reject.
 */
export async function serveFront(raw: Duplex, session: FrontSession): Promise<void> {
  if (session.idleLimitMs !== undefined) breakOffWhenIdle(raw, session.idleLimitMs);
  raw.on("error", () => undefined);
  const socket = await openServer(session.server.socket).catch((error: unknown) => {
    session.onTrouble(error);
    lastWord(raw, packet(0, errorBeforeGreeting(NOT_THERE)));
  });
  if (socket === undefined) return;
  try {
    const joined = await withinLoginTime(raw, socket, session, (login) => admit(raw, socket, session, login));
    if (joined === undefined) return;
    await joinThrough(joined.client, new CommandFilter(session.readOnly), joined.server);
  } finally {
    socket.destroy();
  }
}

/**
 * Tells a client why it does not get to the database, after its login: within TLS, before which newer clients believe nothing
 * that they hear.
 */
export async function refuseFront(raw: Duplex, certificate: ServerCertificate, error: MysqlError): Promise<void> {
  raw.on("error", () => undefined);
  const timer = setTimeout(() => raw.destroy(), REFUSED_WITHIN_MS);
  raw.once("close", () => {
    clearTimeout(timer);
  });
  try {
    const client = new Dialogue(raw);
    client.say(emptyGreeting(newSalt()));
    const channel = await openChannel(client, { certificate, tlsVersions: ["TLSv1.2", "TLSv1.3"] });
    lastWord(channel.client.stream, channel.client.next(errorBody(error)));
  } catch (failure) {
    raw.destroy();
    if (!(failure instanceof ProtocolError || failure instanceof LoginError)) throw failure;
  }
}

interface Joined {
  readonly client: Duplex;
  readonly server: Duplex;
}

/** A login under way. */
interface Login {
  /** It has been decided. */
  readonly settled: () => void;
  /** The server has said all that it will: its going away is no reason to break off. */
  readonly serverMayGo: () => void;
}

/** Greets and logs in; undefined where the client was told why not. */
async function admit(
  raw: Duplex,
  socket: Socket,
  session: FrontSession,
  { settled, serverMayGo }: Login,
): Promise<Joined | undefined> {
  const server = new Dialogue(socket);
  let client = new Dialogue(raw);
  const refuse = (body: Buffer): Joined | undefined => {
    settled();
    lastWord(client.stream, client.next(body));
    return undefined;
  };
  try {
    const { body } = await server.hear();
    const greeting = parseGreeting(body);
    if (greeting === undefined) return refuse(body[0] === ERROR ? body : errorBeforeGreeting(NOT_THERE));
    client.say(greeting.forClient);
    const channel = await openChannel(client, session);
    client = channel.client;
    const verdict = await logIn(channel, { server, socket, serverMayGo, salt: greeting.salt }, session);
    if (!verdict.isIn) return refuse(verdict.body);
    if (session.readOnly === true) await beginReadOnly(verdict.server.stream);
    settled();
    client.say(verdict.body);
    return { client: client.stream, server: verdict.server.stream };
  } catch (error) {
    if (error instanceof LoginError) return refuse(errorBody(error));
    throw error;
  }
}

/** Breaks a login off where one side does, and where it takes too long. */
async function withinLoginTime<T>(
  raw: Duplex,
  socket: Socket,
  { loginWithinMs, onTrouble }: FrontSession,
  work: (login: Login) => Promise<T>,
): Promise<T | undefined> {
  const breakOff = (): void => {
    raw.destroy();
    socket.destroy();
  };
  const timer = setTimeout(breakOff, loginWithinMs);
  raw.once("close", breakOff);
  socket.once("close", breakOff);
  const settled = (): void => {
    clearTimeout(timer);
    raw.off("close", breakOff);
    socket.off("close", breakOff);
  };
  const serverMayGo = (): void => {
    socket.off("close", breakOff);
  };
  try {
    return await work({ settled, serverMayGo });
  } catch (error) {
    breakOff();
    if (!(error instanceof ProtocolError)) onTrouble(error);
    return undefined;
  } finally {
    settled();
  }
}
