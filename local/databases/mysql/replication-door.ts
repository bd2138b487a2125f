import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { randomBytes } from "node:crypto";
import { join } from "../join";
import { lastWord } from "../last-word";
import { openServer } from "../open-server";
import type { UnixSocketFolder } from "../unix-socket-folder";
import { Dialogue } from "./dialogue";
import { parseGreeting, parseResponse } from "./handshake";
import { accessDenied, badHandshake, LoginError } from "./login-error";
import { errorBody } from "./packets";

/** Who reads a source's binary log, by RDS's own name for it; its password is in the source's folder only. */
export const REPLICATOR = "rdsrepladmin";

const LOOPBACK = "127.0.0.1";

/**
 * A loopback port by which one server follows another: MariaDB replicates over TCP and not over unix sockets, which is all that
 * servers here listen on. Whoever reaches a server by itself gets in without a token where users have tokens: so the
 * replicator's login passes, and no other. docs/decisions/0135-replicas-of-mysql.md
 */
export class ReplicationDoor {
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();

  /** @param source where the source's unix socket is, when it runs. */
  constructor(private readonly source: UnixSocketFolder) {}

  /** Answers the port. */
  async open(): Promise<number> {
    const server = createServer((socket) => void this.#serve(socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, LOOPBACK, () => {
        server.off("error", reject);
        server.on("error", () => undefined);
        resolve();
      });
    });
    // It is there for the server that follows, which outlives this process.
    server.unref();
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server?.close();
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    this.source.close();
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket.unref());
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    const client = new Dialogue(socket);
    try {
      const source = await openServer(this.source.socket);
      source.unref();
      socket.once("close", () => source.destroy());
      await introduce(client, new Dialogue(source));
      await join(socket, source);
    } catch (error) {
      if (error instanceof LoginError) lastWord(socket, client.next(errorBody(error)));
      // The source does not run, or says something else: the server that follows asks again.
      else socket.destroy();
    }
  }
}

/** Greets in the source's words, without TLS within this machine, and passes the replicator's login on. @throws LoginError */
async function introduce(client: Dialogue, source: Dialogue): Promise<void> {
  const greeting = parseGreeting((await source.hear()).body, false);
  if (greeting === undefined) throw new Error("the source does not greet");
  const login = await client.ask(greeting.forClient);
  const response = parseResponse(login);
  if (response === undefined) throw badHandshake();
  const user = response.user.toString("utf8");
  if (user !== REPLICATOR) throw accessDenied(user, LOOPBACK, response.proof.length > 0);
  source.say(login);
}

export function newReplicatorPassword(): string {
  return randomBytes(24).toString("hex");
}
