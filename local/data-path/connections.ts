import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";
import { formatExplanation } from "../../reachability/format-explanation";
import type { Client } from "../../reachability/client";
import type { Log } from "../ground/log";
import type { RdsEndpoint } from "../services/rds/endpoints";
import type { Services } from "../services/services";
import { resourceGatewayKind } from "../services/vpc-lattice/entities";
import { ephemeralPorts, logAccess, type Ports } from "./access-log";
import { addressOf, addressSeenByDatabase, clientAddress } from "./addresses";
import type { CertificateAuthority } from "../databases/certificates";
import type { Databases } from "../databases/databases";
import type { Connection, DatabaseEngine, EngineServer } from "../databases/engine";
import { engines } from "../databases/engines";
import { LATTICE_IDLE_MS } from "../databases/idle-limit";
import { tokenProblem } from "../databases/iam-login";
import { noConnection } from "./engine-not-run";
import { type ConnectionRequest, judgeConnection, type Judgement } from "./judge-connection";
import { lastWord } from "../databases/last-word";
import { proxyHop } from "./proxy-hop";
import { CLIENT_HEADER, type Refusal } from "./refusal";

export interface ConnectionsNeeds {
  readonly services: Services;
  readonly databases: Pick<Databases, "ready">;
  readonly authority: CertificateAuthority;
  readonly log: Log;
  /** Default: Lattice's own. */
  readonly latticeIdleMs?: number;
}

const clientSchema = z.strictObject({
  account: z.string().regex(/^\d{12}$/, "must be 12 digits"),
  region: z.string().min(1),
  vpcId: z.string().optional(),
  subnetId: z.string().optional(),
  securityGroupIds: z.array(z.string()),
  sourceIp: z.ipv4().optional(),
});

/** A connection that was let through, and what serves it. */
interface Admitted {
  readonly engine: DatabaseEngine;
  readonly connection: Connection;
  /** Carries the connection, with a certificate of its own if need be, until nothing is left to carry. A client's mistakes never reject. */
  readonly serve: (raw: Duplex, certificate?: Connection["certificate"]) => Promise<void>;
}

/** Thrown for a request that is answered with this and nothing else. */
export class Refused extends Error {
  override readonly name = "Refused" as const;
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 501 | 502,
    readonly body: Refusal,
  ) {
    super(body.message);
  }
}

/**
 * A connection a client opens to a DNS name and port: HTTP `CONNECT name:port` with the client (JSON) in a header.
 * Decided by the state as it is at that moment; accepted, the stream is the TCP connection; refused, the answer names
 * every hop.
 */
export async function serveConnection(
  needs: ConnectionsNeeds,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): Promise<void> {
  try {
    const { serve } = await admit(needs, readRequest(request));
    stream.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) stream.unshift(head);
    await serve(stream);
  } catch (error) {
    if (error instanceof Refused) {
      refuse(stream, error);
      return;
    }
    stream.destroy();
    needs.log.write("connection failed", {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

/** Decides a connection by the state as it is now. @throws Refused */
export async function admit(needs: ConnectionsNeeds, { client, host, port }: ConnectionRequest): Promise<Admitted> {
  const ports = ephemeralPorts();
  return open(needs, client, ports, judge(needs, { client, host, port }, ports));
}

/** @throws Refused */
export function readRequest(request: IncomingMessage): ConnectionRequest {
  const [, host, portText] = /^([^:]+):(\d{1,5})$/.exec(request.url ?? "") ?? [];
  const header = request.headers[CLIENT_HEADER];
  const client = clientSchema.safeParse(parseJson(typeof header === "string" ? header : ""));
  if (host === undefined || portText === undefined) throw new Refused(400, { message: "CONNECT takes NAME:PORT" });
  if (!client.success) {
    const problems = client.error.issues.map(({ path, message }) => `client ${path.join(".")}: ${message}`);
    throw new Refused(400, { message: problems.join("; ") });
  }
  return { client: withoutUndefined(client.data), host, port: Number(portText) };
}

function judge(needs: ConnectionsNeeds, request: ConnectionRequest, ports: Ports): Judgement {
  const { client, host } = request;
  const judgement = judgeConnection(needs.services, request);
  if (judgement === undefined) {
    throw new Refused(404, {
      message: `${host} cannot be resolved: no database of the local cloud has this name`,
    });
  }
  const { explanation, endpoint } = judgement;
  const sourceIp = clientAddress(needs.services.store, client);
  // Nobody waits for the disk: closing the store does.
  logAccess(needs.services, { client, sourceIp, endpoint, explanation, ports }).catch((error: unknown) => {
    needs.log.write("access log failed", { error: messageOf(error) });
  });
  if (explanation.verdict !== "open") {
    const { verdict, route, hops, headline } = explanation;
    const message = formatExplanation(explanation);
    throw new Refused(403, { message, explanation: { verdict, route, hops, ...(headline && { headline }) } });
  }
  return judgement;
}

async function open(
  needs: ConnectionsNeeds,
  client: Client,
  ports: Ports,
  { endpoint, explanation }: Judgement,
): Promise<Admitted> {
  const { services, databases, authority, log } = needs;
  const { instance } = endpoint;
  const engine = engines.get(instance.data.engine);
  if (engine === undefined) throw new Refused(501, { message: noConnection(instance.data) });
  const gateway = services.store.get(resourceGatewayKind, explanation.through.gatewayId ?? "");
  const server = await databases.ready(endpoint.server).catch((error: unknown) => {
    throw new Refused(502, { message: messageOf(error) });
  });
  const connection: Connection = {
    instance,
    certificate: await authority.forHost(instance.data.endpoint.address),
    clientAddress: addressSeenByDatabase(services.store, client, gateway?.arn),
    clientPort: gateway === undefined ? ports.source : ports.gateway,
    serverAddress: addressOf(services.store, endpoint.interfaceOf) ?? "0.0.0.0",
    serverPort: instance.data.endpoint.port,
    readOnly: endpoint.readOnly,
    ...(gateway === undefined ? {} : { idleLimitMs: needs.latticeIdleMs ?? LATTICE_IDLE_MS }),
    isTokenValid: (user, token) => {
      const problem = tokenProblem(services, instance, user, token);
      if (problem !== undefined) log.write("IAM login refused", { instance: instance.id, user, problem });
      return Promise.resolve(problem === undefined);
    },
    onTrouble: (error) => {
      log.write("login failed", { instance: instance.id, error: messageOf(error) });
    },
  };
  return { engine, connection, serve: serverOf(needs, endpoint, server, connection) };
}

/** The server's own endpoint, or a proxy's before it. */
function serverOf(
  { services, log }: ConnectionsNeeds,
  endpoint: RdsEndpoint,
  server: EngineServer,
  connection: Connection,
): Admitted["serve"] {
  const proxy = proxyHop(services, log, endpoint);
  if (proxy === undefined) {
    return (raw, certificate = connection.certificate) => server.serve(raw, { ...connection, certificate });
  }
  const serveProxied = server.serveProxied?.bind(server);
  if (serveProxied === undefined) {
    const { engine, dbInstanceIdentifier } = endpoint.instance.data;
    throw new Refused(501, { message: `${dbInstanceIdentifier} is a proxy of ${engine}, which is not run here` });
  }
  const idleLimitMs = Math.min(connection.idleLimitMs ?? Infinity, idleClientMs(endpoint));
  return (raw, certificate = connection.certificate) =>
    serveProxied(raw, { ...connection, certificate, idleLimitMs }, proxy);
}

function idleClientMs({ proxy }: RdsEndpoint): number {
  return (proxy?.data.idleClientTimeout ?? 0) * 1000;
}

export function refuse(stream: Duplex, { status, body }: Refused): void {
  const text = JSON.stringify(body);
  const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n`;
  lastWord(stream, head + text);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutUndefined(client: z.infer<typeof clientSchema>): Client {
  const { account, region, securityGroupIds, ...optional } = client;
  return {
    account,
    region,
    securityGroupIds,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
