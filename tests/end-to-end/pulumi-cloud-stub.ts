import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** What `pulumi policy publish` told Pulumi Cloud. */
export interface PublishedPack {
  readonly name: string;
  readonly versionTag: string;
  readonly policies: readonly { readonly name: string; readonly enforcementLevel: string }[];
  /** The pack as it was uploaded, a `.tgz`. */
  readonly archive: Buffer;
  readonly completed: boolean;
}

/** As much of Pulumi Cloud's API as publishing a policy pack takes, on a free port of loopback. */
export class PulumiCloudStub {
  readonly #server: Server;
  #pack: Omit<PublishedPack, "archive" | "completed"> | undefined;
  #archive: Buffer = Buffer.alloc(0);
  #completed = false;

  private constructor() {
    this.#server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const answer = this.#answer(`${request.method ?? ""} ${request.url ?? ""}`, body);
        response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { code: 404, message: `no ${request.url ?? ""} here` }));
      });
    });
  }

  static async start(): Promise<PulumiCloudStub> {
    const stub = new PulumiCloudStub();
    await new Promise<void>((listening) => stub.#server.listen(0, "127.0.0.1", listening));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  published(): PublishedPack {
    if (this.#pack === undefined) throw new Error("no pack was published");
    return { ...this.#pack, archive: this.#archive, completed: this.#completed };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(call: string, body: Buffer): unknown {
    if (call === "GET /api/user") return { githubLogin: "security", name: "security", organizations: [] };
    if (call === "GET /api/capabilities") return { capabilities: [] };
    if (call === "POST /api/orgs/security/policypacks") {
      this.#pack = JSON.parse(body.toString("utf8")) as PublishedPack;
      return { version: 1, uploadURI: `${this.url}/upload` };
    }
    if (call === "PUT /upload") {
      this.#archive = body;
      return {};
    }
    if (/^POST \/api\/orgs\/security\/policypacks\/[^/]+\/versions\/[^/]+\/complete$/.test(call)) {
      this.#completed = true;
      return {};
    }
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}
