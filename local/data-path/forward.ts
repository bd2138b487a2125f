import type { IncomingMessage } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { admit, type ConnectionsNeeds, messageOf, readRequest, refuse, Refused } from "./connections";
import type { ConnectionRefusal, DatabaseEngine } from "../databases/engine";
import { engineOfTheUnknown, engines } from "../databases/engines";
import { noForward } from "./engine-not-run";
import type { DbInstance } from "../services/rds/entities";
import { type ConnectionRequest, judgeConnection } from "./judge-connection";
import { type ForwardReport, LISTEN_HEADER, type Refusal } from "./refusal";

const LOOPBACK = "127.0.0.1";
/** What a command that does not read is told at most, in bytes. */
const MOST_UNREAD = 1_000_000;
const TELL_WITHIN_MS = 100;

export function asksToListen({ headers }: IncomingMessage): boolean {
  return headers[LISTEN_HEADER] !== undefined;
}

/**
 * Listens on a loopback port on behalf of a client, as long as `stream` is open: each connection there is judged, logged
 * and served as one that the client opens itself. docs/decisions/0045-a-loopback-port-while-a-command-runs.md
 */
export async function serveForward(needs: ConnectionsNeeds, request: IncomingMessage, stream: Duplex): Promise<void> {
  try {
    const asked = readRequest(request);
    const forward = new Forward(needs, asked, stream);
    await forward.listen(readPorts(request));
  } catch (error) {
    if (error instanceof Refused) {
      refuse(stream, error);
      return;
    }
    stream.destroy();
    needs.log.write("forward failed", { error: messageOf(error) });
  }
}

class Forward {
  readonly #sockets = new Set<Socket>();
  /** What TLS certificates are for; the last one known, for refusals when the database is gone. */
  #address: string;
  /** What speaks to clients, for refusals too. */
  #engine = engineOfTheUnknown;
  #port = 0;
  #opened = 0;
  #refused = 0;
  #due: NodeJS.Timeout | undefined;

  constructor(
    private readonly needs: ConnectionsNeeds,
    private readonly asked: ConnectionRequest,
    private readonly stream: Duplex,
  ) {
    const judged = judgeConnection(needs.services, asked)?.endpoint.instance;
    if (judged !== undefined) this.#engine = engineFor(judged.data);
    this.#address = judged?.data.endpoint.address ?? asked.host;
  }

  async listen(ports: readonly number[]): Promise<void> {
    // A client may end its half and still wait for answers.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      void this.#serve(socket);
    });
    this.#port = await listenOnFirst(server, ports);
    const end = (): void => {
      server.close();
      for (const socket of this.#sockets) socket.destroy();
    };
    if (this.stream.destroyed) end();
    else this.stream.once("close", end);
    // The command says nothing more: its end is all there is to wait for.
    this.stream.once("end", () => this.stream.destroy());
    this.stream.resume();
    this.stream.write("HTTP/1.1 200 Listening\r\n\r\n");
    this.#report();
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => undefined);
    try {
      const { engine, serve, connection } = await admit(this.needs, this.asked);
      this.#engine = engine;
      this.#address = connection.instance.data.endpoint.address;
      this.#opened += 1;
      this.#reportSoon();
      await serve(socket, await this.needs.authority.forForward(this.#address));
    } catch (error) {
      if (error instanceof Refused) await this.#refuse(socket, error);
      else {
        socket.destroy();
        this.needs.log.write("connection failed", { error: messageOf(error) });
      }
    }
  }

  async #refuse(socket: Socket, { body }: Refused): Promise<void> {
    this.#refused += 1;
    this.#report(body);
    try {
      const certificate = await this.needs.authority.forForward(this.#address);
      await this.#engine.refuse(socket, certificate, inClientsWords(body));
    } catch (error) {
      socket.destroy();
      this.needs.log.write("refusal failed", { error: messageOf(error) });
    }
  }

  /** What is not refused can wait to be told together with what follows. */
  #reportSoon(): void {
    this.#due ??= setTimeout(() => {
      this.#report();
    }, TELL_WITHIN_MS).unref();
  }

  #report(refusal?: Refusal): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    if (this.stream.destroyed || this.stream.writableLength > MOST_UNREAD) return;
    const counts = { port: this.#port, opened: this.#opened, refused: this.#refused };
    const report: ForwardReport = refusal === undefined ? counts : { ...counts, refusal };
    this.stream.write(`${JSON.stringify(report)}\n`);
  }
}

/** On AWS a client would wait in vain; here it hears which hop it was, and the whole way is on the command's terminal. */
function inClientsWords({ message, explanation }: Refusal): ConnectionRefusal {
  const hop = explanation?.headline;
  if (hop === undefined) return { message };
  return { message: `no way to the database, refused at ${hop.code}: ${hop.reason}`, hint: hop.fix };
}

function engineFor(instance: DbInstance): DatabaseEngine {
  const engine = engines.get(instance.engine);
  if (engine === undefined) throw new Refused(501, { message: noForward(instance) });
  return engine;
}

function readPorts({ headers }: IncomingMessage): readonly number[] {
  const ports = String(headers[LISTEN_HEADER]).split(",").map(Number);
  const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65535;
  if (ports.length === 0 || !ports.every(isPort)) throw new Refused(400, { message: `${LISTEN_HEADER} takes ports` });
  return ports;
}

async function listenOnFirst(server: Server, ports: readonly number[]): Promise<number> {
  for (const [at, port] of ports.entries()) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (at === ports.length - 1) throw new Refused(409, { message: notListening(port, error) });
    }
  }
  throw new Error("no port to listen on was given");
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      server.off("error", reject);
      server.on("error", () => undefined);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function notListening(port: number, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return `port ${port} of ${LOOPBACK} is in use: give another one, or end what listens there`;
  if (code === "EACCES") return `port ${port} of ${LOOPBACK} is for the system only: give one from 1024 on`;
  return `cannot listen on port ${port} of ${LOOPBACK}: ${messageOf(error)}`;
}
