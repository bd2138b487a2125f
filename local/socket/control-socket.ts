import { Agent, request } from "node:http";
import { RequestError } from "../ground/request-error";
import type { ErrorBody } from "./server";

/** The local cloud's refusal (`refused`) or failure, with AWS's code where it was AWS's. */
export class CloudError extends RequestError {
  override readonly name = "CloudError" as const;

  constructor(
    message: string,
    /** The request was refused as it is, and nothing has changed; otherwise the cloud itself failed. */
    readonly refused: boolean,
    readonly code?: string,
  ) {
    super(message);
  }
}

/** No local cloud answers on the socket: the request was not sent. */
export class CloudUnreachableError extends RequestError {
  override readonly name = "CloudUnreachableError" as const;

  constructor(readonly socket: string) {
    super(`the local cloud does not answer on ${socket}: it is not running; start it again and repeat the command`);
  }
}

/** The local cloud went away before it answered. */
export class CloudLostError extends RequestError {
  override readonly name = "CloudLostError" as const;

  constructor(path: string) {
    super(`the local cloud went away during ${path}: whether it was done is not known; start it again and refresh`);
  }
}

/** Something takes connections on the socket and says nothing. */
export class CloudMuteError extends RequestError {
  override readonly name = "CloudMuteError" as const;

  constructor(socket: string, seconds: number) {
    super(
      `the local cloud takes connections on ${socket} but has not answered for ${seconds} s: end its process ` +
        "(cloud.json in the state folder has its number: kill -9 NUMBER) and repeat the command",
    );
  }
}

/** Asks the local cloud that listens on one unix socket. */
export class ControlSocket {
  private readonly agent = new Agent({ keepAlive: true });

  /** @param answerWithinMs for what is answered from memory; without it, an answer may take as long as a database does. */
  constructor(
    private readonly socket: string,
    private readonly answerWithinMs?: number,
  ) {}

  /** @throws CloudError with the cloud's own words; CloudUnreachableError or CloudLostError when it does not answer. */
  async post<Answer>(path: string, body?: unknown): Promise<Answer> {
    const { status, text } = await this.send(path, body === undefined ? "" : JSON.stringify(body));
    const answer = parseAnswer(text, this.socket);
    if (status === 200) return answer as Answer;
    const { message, code } = (answer as ErrorBody).error;
    throw new CloudError(message, status < 500, code);
  }

  close(): void {
    this.agent.destroy();
  }

  private send(path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const options = { socketPath: this.socket, agent: this.agent, method: "POST", path, headers };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", () => {
          reject(new CloudLostError(path));
        });
        response.once("end", () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
        });
      });
      const limit = this.answerWithinMs;
      const mute = setTimeout(() => {
        if (limit === undefined) return;
        reject(new CloudMuteError(this.socket, limit / 1000));
        sent.destroy();
      }, limit);
      if (limit === undefined) clearTimeout(mute);
      sent.once("close", () => {
        clearTimeout(mute);
      });
      sent.once("error", (error) => {
        reject(isUnsent(error) ? new CloudUnreachableError(this.socket) : new CloudLostError(path));
      });
      sent.end(body);
    });
  }
}

function parseAnswer(text: string, socket: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(`what answers on ${socket} is not the local cloud: end it and repeat the command`);
  }
}

function isUnsent(error: NodeJS.ErrnoException): boolean {
  return error.code === "ENOENT" || error.code === "ECONNREFUSED";
}
