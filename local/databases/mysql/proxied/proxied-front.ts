import { randomInt } from "node:crypto";
import type { Duplex } from "node:stream";
import type { ProxyCredentials, ProxyHop } from "../../engine";
import { ProtocolError } from "../../byte-reader";
import { BorrowTimeout, type ConnectionPool } from "../../connection-pool";
import { breakOffWhenIdle } from "../../idle-limit";
import { lastWord } from "../../last-word";
import { type Channel, openChannel } from "../channel";
import { Dialogue } from "../dialogue";
import type { FrontSession } from "../front-session";
import { type HandshakeResponse, NATIVE, newSalt, parseResponse, proxyGreeting, sharedHead } from "../handshake";
import { checkToken } from "../login";
import { accessDenied, badHandshake, LoginError } from "../login-error";
import { errorBody, okBody, switchBody } from "../packets";
import { isNativeProof } from "./native-password";
import { type PooledClient, PooledSession, timedOut } from "./pooled-session";
import { ServerConnection, ServerRefused } from "./server-connection";

/** What a proxy knows of the server behind it. */
export interface Behind {
  readonly pool: ConnectionPool<ServerConnection>;
  /** Such as `11.4.5-MariaDB`. */
  readonly version: string;
  readonly maxConnections: () => Promise<number>;
  /** Those that have logged in alike once: what is wrong with a database's name has been told by then. */
  readonly known: Set<string>;
}

/** RDS user guide, "Troubleshooting for RDS Proxy". */
const NEEDS_TLS = new LoginError(3159, "HY000", "This RDS Proxy requires TLS connections.");
const NOT_THERE = { code: 1105, state: "HY000", message: "the database server does not answer" };

/**
 * What the endpoint of an RDS Proxy is to a client: it ends TLS, checks the login by itself, and lends it connections to the
 * server. Resolves when nothing is left to carry; a client's mistakes never reject.
 */
export async function serveProxied(raw: Duplex, session: FrontSession, proxy: ProxyHop, behind: Behind): Promise<void> {
  if (session.idleLimitMs !== undefined) breakOffWhenIdle(raw, session.idleLimitMs);
  raw.on("error", () => undefined);
  const timer = setTimeout(() => raw.destroy(), session.loginWithinMs);
  let client = new Dialogue(raw);
  try {
    const salt = newSalt();
    client.say(proxyGreeting(salt, behind.version, randomInt(1, 2 ** 31)));
    const channel = await openChannel(client, session);
    client = channel.client;
    const pooled = await admit(channel, salt, session, proxy, behind);
    clearTimeout(timer);
    client.say(okBody());
    await new PooledSession(pooled).run();
  } catch (error) {
    if (error instanceof ProtocolError) raw.destroy();
    else lastWord(client.stream, client.next(refusalOf(error, session)));
  } finally {
    clearTimeout(timer);
  }
}

/** @throws LoginError, ServerRefused, BorrowTimeout */
async function admit(
  channel: Channel,
  salt: Buffer,
  session: FrontSession,
  proxy: ProxyHop,
  behind: Behind,
): Promise<PooledClient> {
  const response = parseResponse(channel.login);
  if (response === undefined) throw badHandshake();
  if (proxy.requireTls && !channel.isEncrypted) throw NEEDS_TLS;
  const user = response.user.toString("utf8");
  const credentials = proxy.credentials(user);
  const denied = accessDenied(user, session.clientAddress, response.proof.length > 0);
  if (credentials === undefined) throw denied;
  await checkClient(channel, response, salt, session, credentials);
  const { database } = credentials;
  if (database.by === "token" && database.problem !== undefined) throw denied;
  const client = await pooledClient(channel, response, session, { proxy, behind, database });
  await tryOnce(client, behind);
  return client;
}

async function checkClient(
  channel: Channel,
  response: HandshakeResponse,
  salt: Buffer,
  session: FrontSession,
  { client }: ProxyCredentials,
): Promise<void> {
  if (client.by === "token") {
    await checkToken(channel, response, session);
    return;
  }
  const isSaid = response.method === undefined || (response.method === NATIVE && response.proof.length > 0);
  const question = switchBody(NATIVE, Buffer.concat([salt, Buffer.alloc(1)]));
  const proof = isSaid ? response.proof : await channel.client.ask(question);
  if (isNativeProof(proof, client.password, salt)) return;
  throw accessDenied(response.user.toString("utf8"), session.clientAddress, proof.length > 0);
}

interface Through {
  readonly proxy: ProxyHop;
  readonly behind: Behind;
  readonly database: ProxyCredentials["database"];
}

async function pooledClient(
  channel: Channel,
  response: HandshakeResponse,
  session: FrontSession,
  { proxy, behind, database: credentials }: Through,
): Promise<PooledClient> {
  const { user, database } = response;
  const [head, most] = [sharedHead(response), await behind.maxConnections()];
  const readOnly = session.readOnly === true;
  const begins = [
    ...(readOnly ? ["SET SESSION TRANSACTION READ ONLY"] : []),
    ...(proxy.initQuery ?? "").split(";").filter((sql) => sql.trim() !== ""),
  ];
  const seen = () => ({
    clientAddress: session.serverAddress,
    clientPort: randomInt(32_768, 61_000),
    serverAddress: proxy.databaseAddress,
    serverPort: proxy.databasePort,
  });
  const name = user.toString("utf8");
  return {
    stream: channel.client.stream,
    pool: behind.pool,
    key: [name, database?.toString("latin1"), head.toString("latin1"), ...begins].join("\0"),
    limits: {
      most: Math.max(1, Math.floor(most * proxy.share)),
      mostIdle: Math.floor(most * proxy.idleShare),
      borrowTimeoutMs: proxy.borrowTimeoutMs,
    },
    open: () =>
      ServerConnection.open({ server: session.server, seen: seen(), head, user, database, credentials, begins }),
    database: database?.toString("utf8"),
    readOnly,
    excludesSets: proxy.excludesSets,
    onPinned: (reason) => {
      proxy.onPinned(name, reason);
    },
  };
}

/** A login does not wait for a free connection once it is known to do. @throws ServerRefused, LoginError, BorrowTimeout */
async function tryOnce({ pool, key, limits, open }: PooledClient, { known }: Behind): Promise<void> {
  if (known.has(key)) return;
  const connection = await pool.acquire({ key, limits, open });
  pool.release(connection, key, limits);
  known.add(key);
}

function refusalOf(error: unknown, session: FrontSession): Buffer {
  if (error instanceof ServerRefused) return error.body;
  if (error instanceof LoginError) return errorBody(error);
  if (error instanceof BorrowTimeout) return timedOut(error);
  session.onTrouble(error);
  return errorBody(NOT_THERE);
}
