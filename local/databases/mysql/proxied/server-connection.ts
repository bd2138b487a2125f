import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { ProxyCredentials } from "../../engine";
import { ProtocolError } from "../../byte-reader";
import type { PooledConnection } from "../../connection-pool";
import { openServer } from "../../open-server";
import { INIT_DB, RESET_CONNECTION, statement } from "../commands";
import { Dialogue } from "../dialogue";
import type { FrontSession, ServerBehind } from "../front-session";
import { type HandshakeResponse, NATIVE, responseForServer, sslRequestForServer } from "../handshake";
import { TOKEN_METHOD } from "../iam-statement";
import { accessDenied, type LoginError } from "../login-error";
import { proxyHeader } from "../login";
import { ERROR, OK, packet, parseSwitch, SWITCH } from "../packets";
import { encryptToServer } from "../server-tls";
import { nativeProof } from "./native-password";
import { ResponseScanner, type AnswerKind } from "./response-scanner";
import type { SessionState } from "./session-state";

/** The server refused a connection or a statement of the proxy's own: its answer, to be passed on. */
export class ServerRefused extends Error {
  override readonly name = "ServerRefused" as const;
  constructor(readonly body: Buffer) {
    super("the database refused the proxy's connection");
  }
}

/** How a proxy logs in to the server on behalf of a client, and what each session then begins with. */
export interface ServerLogin {
  readonly server: ServerBehind;
  /** Who the server is to see: the proxy. */
  readonly seen: Pick<FrontSession, "clientAddress" | "clientPort" | "serverAddress" | "serverPort">;
  readonly head: Buffer;
  readonly user: Buffer;
  readonly database: Buffer | undefined;
  readonly credentials: ProxyCredentials["database"];
  /** Statements. */
  readonly begins: readonly string[];
}

/** A proxy's connection to the server, logged in and idle, for one client after the other. */
export class ServerConnection implements PooledConnection {
  #state: SessionState | undefined;

  private constructor(
    private readonly socket: Socket,
    readonly stream: TLSSocket,
    private readonly begins: readonly string[],
  ) {}

  /** @throws ServerRefused, LoginError */
  static async open(login: ServerLogin): Promise<ServerConnection> {
    const socket = await openServer(login.server.socket);
    try {
      const stream = await logIn(socket, login);
      const connection = new ServerConnection(socket, stream, login.begins);
      for (const sql of login.begins) await connection.#ask(statement(sql));
      connection.idle();
      return connection;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  get isOpen(): boolean {
    return !this.stream.destroyed && this.stream.readable && !this.socket.destroyed;
  }

  /** Nobody waits for it: it keeps no process alive. */
  idle(): void {
    this.socket.unref();
  }

  close(): void {
    this.stream.destroy();
    this.socket.destroy();
  }

  whenClosed(hear: () => void): void {
    if (this.socket.destroyed) hear();
    else this.socket.once("close", hear);
  }

  /** Has its session be as a client left its own. @throws ServerRefused */
  async become(state: SessionState): Promise<void> {
    this.socket.ref();
    if (this.#state?.isAs(state) ?? state.isFresh) {
      this.#state = state.copy();
      return;
    }
    await this.#ask(Buffer.from([RESET_CONNECTION]));
    for (const sql of this.begins) await this.#ask(statement(sql));
    if (state.database !== undefined) {
      await this.#ask(Buffer.concat([Buffer.from([INIT_DB]), Buffer.from(state.database, "utf8")]));
    }
    for (const sql of state.statements) await this.#ask(statement(sql));
    this.#state = state.copy();
  }

  /** What the client changed on it is what it is now. */
  is(state: SessionState): void {
    this.#state = state.copy();
  }

  /** Says a command, a packet with its head, and passes the answer on. @throws ProtocolError where a side goes away. */
  exchange(command: Buffer, kind: AnswerKind, client?: Duplex): Promise<ResponseScanner> {
    const scanner = new ResponseScanner(kind);
    const { stream } = this;
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        stream.off("data", hear).off("close", gone).pause();
        client?.off("close", gone).off("drain", goOn);
        if (error === undefined) resolve(scanner);
        else reject(error);
      };
      const gone = (): void => {
        end(new ProtocolError("one side went away"));
      };
      const goOn = (): void => void stream.resume();
      const hear = (bytes: Buffer): void => {
        try {
          scanner.feed(bytes);
        } catch (error) {
          end(error as Error);
          return;
        }
        const hasRoom = client?.write(bytes) ?? true;
        if (scanner.isDone) end();
        else if (!hasRoom) stream.pause();
      };
      if (stream.destroyed || client?.destroyed === true) {
        gone();
        return;
      }
      stream.on("data", hear).once("close", gone);
      client?.once("close", gone).on("drain", goOn);
      stream.write(command);
      stream.resume();
    });
  }

  /** A command of the proxy's own. @throws ServerRefused */
  async #ask(body: Buffer): Promise<void> {
    const { hasFailed, error } = await this.exchange(packet(0, body), "results");
    if (hasFailed) throw new ServerRefused(error);
  }
}

async function logIn(socket: Socket, login: ServerLogin): Promise<TLSSocket> {
  const plain = new Dialogue(socket);
  const { body: greeting } = await plain.hear();
  if (greeting[0] === ERROR) throw new ServerRefused(greeting);
  const response: HandshakeResponse = { ...login, proof: Buffer.alloc(0), method: NATIVE, rest: Buffer.alloc(0) };
  socket.write(proxyHeader(login.seen));
  plain.say(sslRequestForServer(response));
  const stream = await encryptToServer(socket, login.server.certificate);
  const server = plain.over(stream);
  let answer = await server.ask(responseForServer(response, true));
  // Who is let in without a question would not have been asked for a token either.
  let isAsked = false;
  while (answer[0] === SWITCH) {
    answer = await server.ask(answerTo(answer, login));
    isAsked = true;
  }
  if (answer[0] === ERROR) throw new ServerRefused(answer);
  if (answer[0] !== OK || !isAsked) throw denied(login);
  return stream;
}

/** The server names the method of the account: by token, the role's own has been looked at before. */
function answerTo(question: Buffer, login: ServerLogin): Buffer {
  const { credentials } = login;
  const asked = parseSwitch(question);
  if (asked?.plugin === TOKEN_METHOD && credentials.by === "token") return Buffer.alloc(0);
  if (asked?.plugin === NATIVE && credentials.by === "password") {
    return nativeProof(credentials.password, asked.data.subarray(0, 20));
  }
  throw denied(login);
}

function denied({ user, seen }: ServerLogin): LoginError {
  return accessDenied(user.toString("utf8"), seen.clientAddress, true);
}
