import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AwsError } from "../ground/aws-error";
import type { Log } from "../ground/log";
import { BodyTooLargeError, textOf } from "./request-body";
import { RequestError } from "../ground/request-error";
import type { Handlers } from "./handlers";
import { StoreWriteError } from "../state/store-errors";

/** What a refused request answers; `code` is AWS's where AWS refused. */
export interface ErrorBody {
  readonly error: { readonly message: string; readonly code?: string };
}

export interface CloudServer {
  /** Lets the requests under way finish, then closes the socket. */
  stop(): Promise<void>;
}

/** Takes an HTTP CONNECT request with its stream: what is answered, and when it ends, is its business. */
export type Tunnel = (request: IncomingMessage, stream: Duplex, head: Buffer) => void;

/** Serves `handlers` as JSON over HTTP, and `tunnel`, on a unix socket that only its owner can open. */
export async function serve(socket: string, handlers: Handlers, log: Log, tunnel?: Tunnel): Promise<CloudServer> {
  // Whoever holds the lock on the state may remove what a killed process left behind.
  rmSync(socket, { force: true });
  const server = createServer((request, response) => {
    void answer(request, response, handlers, log);
  });
  // A database may take minutes to start; and an idle connection closed here would race with its next request.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const tunnels = new Set<Duplex>();
  server.on("connect", (request, stream, head) => {
    stream.on("error", () => undefined);
    stream.once("close", () => tunnels.delete(stream));
    tunnels.add(stream);
    if (tunnel === undefined) stream.end("HTTP/1.1 404 Not Found\r\n\r\n");
    else tunnel(request, stream, head);
  });
  await listen(server, socket);
  return {
    stop() {
      // Nobody knows when a client ends its connection to a database.
      for (const stream of tunnels) stream.destroy();
      return close(server);
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, handlers: Handlers, log: Log): Promise<void> {
  const started = performance.now();
  const name = `${request.method ?? ""} ${request.url ?? ""}`;
  let status = 200;
  let body: unknown;
  try {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (handler === undefined) throw new RequestError(`the local cloud has no ${name}`);
    body = await handler(parse(await textOf(request)));
  } catch (error) {
    status = statusOf(error);
    body = errorBody(error, status);
    if (status >= 500) log.write("failed", { request: name, error: stackOf(error) });
  }
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? null));
  log.write("answered", { request: name, status, milliseconds: Math.round(performance.now() - started) });
}

/** 507: the disk did not take it, which says nothing against the request. */
function statusOf(error: unknown): number {
  if (error instanceof BodyTooLargeError) return 413;
  if (error instanceof StoreWriteError) return 507;
  return error instanceof RequestError || error instanceof AwsError ? 400 : 500;
}

function errorBody(error: unknown, status: number): ErrorBody {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof AwsError) return { error: { message, code: error.code } };
  if (status !== 500) return { error: { message } };
  return { error: { message: `the local cloud failed: ${message} (its cloud.log has the details)` } };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError("the request's body is not JSON");
  }
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, () => {
      chmodSync(socket, 0o600);
      resolve();
    });
  });
}

/** A connection whose request is under way now becomes idle only after it: they are closed as they do. */
function close(server: Server): Promise<void> {
  const closing = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(closing);
      resolve();
    });
  });
}
