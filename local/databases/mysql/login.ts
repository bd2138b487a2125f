import { isIPv6 } from "node:net";
import type { Channel } from "./channel";
import type { Dialogue } from "./dialogue";
import type { FrontSession } from "./front-session";
import {
  CLEARTEXT,
  type HandshakeResponse,
  NATIVE,
  parseResponse,
  responseForServer,
  sslRequestForServer,
} from "./handshake";
import { TOKEN_METHOD } from "./iam-statement";
import { accessDenied, badHandshake, insecureTransport, unsupportedMethod } from "./login-error";
import { ERROR, errorCode, OK, parseSwitch, SWITCH, switchBody } from "./packets";
import { encryptToServer } from "./server-tls";

/** A server that has sent its greeting. */
export interface Greeted {
  readonly server: Dialogue;
  readonly socket: Parameters<typeof encryptToServer>[0];
  /** Called when it has said all that it will. */
  readonly serverMayGo: () => void;
  /** To which the client's scrambled password belongs. */
  readonly salt: Buffer;
}

/** How the server has decided, and the stream that goes on where the client is in. */
interface Verdict {
  readonly isIn: boolean;
  readonly server: Dialogue;
  readonly body: Buffer;
}

/**
 * Logs a client in. The server itself says how a user of this name and address does, since it is asked without a proof: it
 * names a method of its own for users with tokens, and the front asks for the token; the proof of all others is the client's.
 * @throws LoginError
 */
export async function logIn(channel: Channel, greeted: Greeted, session: FrontSession): Promise<Verdict> {
  const response = parseResponse(channel.login);
  if (response === undefined) throw badHandshake();
  if (session.requiresTls && !channel.isEncrypted) throw insecureTransport();
  const server = await askServer(channel, response, greeted, session);
  let isFirst = true;
  for (;;) {
    const { body } = await server.hear();
    if (body[0] === ERROR) return { isIn: false, server, body };
    const method = body[0] === SWITCH ? methodIn(body) : undefined;
    // Who is let in without a question has proved nothing either.
    if (method === TOKEN_METHOD || (body[0] === OK && isFirst)) {
      return byToken(channel, response, session, { server, said: body, serverMayGo: greeted.serverMayGo });
    }
    if (body[0] === OK) return { isIn: true, server, body };
    server.say(await answerTo(body, channel, response, greeted.salt));
    isFirst = false;
  }
}

async function askServer(
  { isEncrypted }: Channel,
  response: HandshakeResponse,
  { server, socket }: Greeted,
  session: FrontSession,
): Promise<Dialogue> {
  socket.write(proxyHeader(session));
  if (!isEncrypted) {
    server.say(responseForServer(response, false));
    return server;
  }
  server.say(sslRequestForServer(response));
  const encrypted = server.over(await encryptToServer(socket, session.server.certificate));
  encrypted.say(responseForServer(response, true));
  return encrypted;
}

/** Whom the server serves, as the PROXY protocol (version 1) says it: the server looks at it as at the client's own address. */
export function proxyHeader({
  clientAddress,
  clientPort,
  serverAddress,
  serverPort,
}: Pick<FrontSession, "clientAddress" | "clientPort" | "serverAddress" | "serverPort">): string {
  const family = isIPv6(clientAddress) ? "TCP6" : "TCP4";
  return `PROXY ${family} ${clientAddress} ${serverAddress} ${String(clientPort)} ${String(serverPort)}\r\n`;
}

/** ER_DBACCESS_DENIED_ERROR and ER_BAD_DB_ERROR. */
const ABOUT_DATABASES: readonly (number | undefined)[] = [1044, 1049];

interface Said extends Pick<Greeted, "server" | "serverMayGo"> {
  readonly said: Buffer;
}

/**
 * The server is asked first: of users it has not it says that one of its users' methods is theirs, and then refuses them. That
 * there is no such database, or not for this user, is for who has shown the token.
 */
async function byToken(
  channel: Channel,
  response: HandshakeResponse,
  session: FrontSession,
  { server, said, serverMayGo }: Said,
): Promise<Verdict> {
  serverMayGo();
  const body = said[0] === OK ? said : await server.ask(Buffer.alloc(0));
  if (body[0] !== OK && !ABOUT_DATABASES.includes(errorCode(body))) {
    throw accessDenied(response.user.toString("utf8"), session.clientAddress, response.proof.length > 0);
  }
  await checkToken(channel, response, session);
  return { isIn: body[0] === OK, server, body };
}

function methodIn(question: Buffer): string {
  const method = parseSwitch(question)?.plugin;
  // The short form of old, which names none.
  if (method === undefined) throw unsupportedMethod();
  return method;
}

async function answerTo(
  question: Buffer,
  channel: Channel,
  response: HandshakeResponse,
  salt: Buffer,
): Promise<Buffer> {
  return knownAnswer(question, response, salt) ?? askClient(channel, response, question);
}

/** The answer where the client has sent it with its login: a scrambled password for the server's own salt. */
function knownAnswer(question: Buffer, { method, proof }: HandshakeResponse, salt: Buffer): Buffer | undefined {
  const asked = question[0] === SWITCH ? parseSwitch(question) : undefined;
  const isSameSalt = asked?.data.subarray(0, salt.length).equals(salt) === true;
  if (asked?.plugin !== NATIVE || !isSameSalt) return undefined;
  if (method === undefined) return proof;
  return method === NATIVE && proof.length > 0 ? proof : undefined;
}

function askClient({ client }: Channel, { method }: HandshakeResponse, question: Buffer): Promise<Buffer> {
  // It knows one method only.
  if (method === undefined) throw unsupportedMethod();
  return client.ask(question);
}

/** A token must not travel in the clear. @throws LoginError */
export async function checkToken(
  channel: Channel,
  response: HandshakeResponse,
  session: Pick<FrontSession, "clientAddress" | "isTokenValid">,
): Promise<void> {
  const user = response.user.toString("utf8");
  const { clientAddress } = session;
  if (!channel.isEncrypted) throw accessDenied(user, clientAddress, false);
  const isSaid = response.method === CLEARTEXT && response.proof.length > 0;
  const said = isSaid ? response.proof : await askClient(channel, response, switchBody(CLEARTEXT));
  const token = said.toString("utf8").replace(/\0$/, "");
  if (await session.isTokenValid(user, token)) return;
  throw accessDenied(user, clientAddress, token !== "");
}
