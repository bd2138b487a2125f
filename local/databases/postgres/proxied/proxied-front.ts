import { randomInt } from "node:crypto";
import type { Duplex } from "node:stream";
import type { ProxyCredentials, ProxyHop } from "../../engine";
import { ProtocolError } from "../../byte-reader";
import { BorrowTimeout } from "../../connection-pool";
import { breakOffWhenIdle } from "../../idle-limit";
import { lastWord } from "../../last-word";
import { readPassword } from "../authenticate";
import { type Channel, isCancel, openChannel } from "../channel";
import { withinLoginTime } from "../front";
import type { FrontSession } from "../front-session";
import { LoginError } from "../login-error";
import { isMd5, md5Stored } from "../md5-password";
import {
  authentication,
  cancelRequest,
  fatal,
  type FirstMessage,
  isProtocol3,
  keyData,
  loggedIn,
  parseStartup,
  ready,
} from "../messages";
import { openServer } from "../../open-server";
import { replicationOf } from "../replication-option";
import { loginRules } from "../roles";
import { byScram } from "../scram-login";
import { isPasswordBehind, parseVerifier, storedPassword } from "../scram-verifier";
import { PooledSession } from "./pooled-session";
import type { ProxyLimits, ProxyPools } from "./proxy-pools";
import { ServerRefused } from "./server-connection";

const OLD_PROTOCOL = "Feature not supported: RDS Proxy supports only version 3.0 of the PostgreSQL messaging protocol.";

/**
 * What the endpoint of an RDS Proxy is to a client: it ends TLS, checks the login by itself, and lends it connections to
 * the server. Resolves when nothing is left to carry; a client's mistakes never reject.
 */
export async function serveProxied(
  raw: Duplex,
  session: FrontSession,
  proxy: ProxyHop,
  pools: ProxyPools,
): Promise<void> {
  if (session.idleLimitMs !== undefined) breakOffWhenIdle(raw, session.idleLimitMs);
  await withinLoginTime(raw, async (inTime) => {
    const { channel, first } = await openChannel(raw, session);
    if (isCancel(first)) {
      await cancel(channel, first, session, pools);
      return;
    }
    const startup = isProtocol3(first.code) ? parseStartup(first, imposedOn(session)) : undefined;
    const user = startup?.parameters.get("user") ?? "";
    try {
      if (startup === undefined) throw new LoginError("0A000", OLD_PROTOCOL);
      if (startup.negotiation !== undefined) channel.stream.write(startup.negotiation);
      refuseReplication(startup.parameters.get("replication"));
      await logIn(channel, user, session, proxy);
    } catch (error) {
      if (!(error instanceof LoginError)) throw error;
      lastWord(channel.stream, fatal(error.code, error.message));
      return;
    }
    inTime();
    await lend(channel, startup.forServer, { user, session, proxy, pools });
  });
}

function imposedOn({ readOnly }: FrontSession): Readonly<Record<string, string>> {
  return readOnly === true ? { default_transaction_read_only: "on" } : {};
}

/** RDS user guide, "RDS Proxy with PostgreSQL": no streaming replication. */
function refuseReplication(option: string | undefined): void {
  if (replicationOf(option) === "none") return;
  throw new LoginError("0A000", "Feature not supported: RDS Proxy does not support streaming replication mode.");
}

/** In the words of the RDS user guide, "Troubleshooting for RDS Proxy". */
async function logIn(channel: Channel, user: string, session: FrontSession, proxy: ProxyHop): Promise<void> {
  if (proxy.requireTls && channel.certificate === undefined) {
    throw new LoginError("28000", "This RDS Proxy requires TLS connections.");
  }
  const credentials = proxy.credentials(user);
  if (credentials === undefined) {
    throw new LoginError(
      "28P01",
      `This RDS proxy has no credentials for the role ${user}. Check the credentials for this role and try again.`,
    );
  }
  await checkClient(channel, user, session, credentials);
  await checkProxy(user, session, credentials);
}

async function checkClient(
  { stream, certificate }: Channel,
  user: string,
  session: FrontSession,
  { client }: ProxyCredentials,
): Promise<void> {
  if (client.by === "token") {
    if (certificate === undefined) throw new LoginError("28000", "IAM is allowed only with SSL connections.");
    stream.write(authentication({ kind: "cleartext" }));
    if (await session.isTokenValid(user, (await readPassword(stream)).toString("utf8"))) return;
    const hint = "Check the IAM token for this role and try again.";
    throw new LoginError("28P01", `IAM authentication failed for the role ${user}. ${hint}`);
  }
  if (await byScram(stream, user, storedPassword(client.password), certificate?.digest)) return;
  throw new LoginError("28P01", `The password that was provided for the role ${user} is wrong.`);
}

/** Whether the database itself would let the proxy in: everybody who gets as far as its socket is trusted. */
async function checkProxy(user: string, session: FrontSession, { database }: ProxyCredentials): Promise<void> {
  const { byIam, storedPassword: stored } = await session.server.lookUp((client) => loginRules(client, user));
  if (database.by === "token") {
    if (database.problem === undefined && byIam) return;
    throw new LoginError("28000", `PAM authentication failed for user "${user}"`);
  }
  if (byIam) throw new LoginError("28000", `PAM authentication failed for user "${user}"`);
  const verifier = parseVerifier(stored ?? "");
  const isRight =
    verifier === undefined
      ? isMd5(stored ?? "") && stored === md5Stored(database.password, user)
      : isPasswordBehind(verifier, database.password);
  if (!isRight) throw new LoginError("28P01", `password authentication failed for user "${user}"`);
}

interface Lent {
  readonly user: string;
  readonly session: FrontSession;
  readonly proxy: ProxyHop;
  readonly pools: ProxyPools;
}

async function lend(channel: Channel, startup: Buffer, { user, session, proxy, pools }: Lent): Promise<void> {
  const limits = await limitsOf(session, proxy);
  const processId = randomInt(1, 2 ** 31);
  const key = randomInt(0, 2 ** 31);
  try {
    const settings = await pools.settings(startup, limits);
    channel.stream.write(Buffer.concat([loggedIn, ...settings, keyData(processId, key), ready]));
  } catch (error) {
    lastWord(channel.stream, refusalOf(error, session));
    return;
  }
  const onPinned = (reason: string): void => {
    proxy.onPinned(user, reason);
  };
  const pooled = new PooledSession({ stream: channel.stream, startup, limits, onPinned }, pools);
  const cancelKey = `${processId} ${key}`;
  pools.sessions.set(cancelKey, pooled);
  await pooled.run().finally(() => pools.sessions.delete(cancelKey));
}

function refusalOf(error: unknown, session: FrontSession): Buffer {
  if (error instanceof ServerRefused) return error.answer;
  if (error instanceof BorrowTimeout) return fatal("53300", error.message);
  session.onTrouble(error);
  return fatal("57P03", "the database server does not answer");
}

async function limitsOf({ server, serverAddress }: FrontSession, proxy: ProxyHop): Promise<ProxyLimits> {
  const { rows } = await server.lookUp((client) =>
    client.query<{ most: number }>("SELECT current_setting('max_connections')::int AS most"),
  );
  const most = Math.max(1, Math.floor((rows[0]?.most ?? 1) * proxy.share));
  const { databaseAddress, databasePort, borrowTimeoutMs, initQuery } = proxy;
  return {
    most,
    mostIdle: Math.floor((rows[0]?.most ?? 1) * proxy.idleShare),
    borrowTimeoutMs,
    initQuery,
    note: (processId) => {
      const seen = { address: serverAddress, port: randomInt(32_768, 61_000) };
      return server.clientNotes.write(processId, { ...seen, serverAddress: databaseAddress, serverPort: databasePort });
    },
  };
}

/** A client's own number and key stand for the connection it has at this moment. */
async function cancel(
  { stream }: Channel,
  { bytes }: FirstMessage,
  { server, onTrouble }: FrontSession,
  pools: ProxyPools,
): Promise<void> {
  try {
    if (bytes.length < 16) throw new ProtocolError("invalid length of cancel request");
    const asked = `${bytes.readInt32BE(8)} ${bytes.readInt32BE(12)}`;
    const running = pools.sessions.get(asked)?.server;
    if (running !== undefined) {
      lastWord(await openServer(server.socket), cancelRequest(running.processId, running.key));
    }
  } catch (error) {
    onTrouble(error);
  }
  lastWord(stream);
}
