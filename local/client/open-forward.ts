import type { Readable } from "node:stream";
import type { Client } from "../../reachability/client";
import { type ForwardReport, LISTEN_HEADER } from "../data-path/refusal";
import { openTunnel } from "./tunnel";

/** A loopback port that the local cloud holds open on behalf of a client. */
export interface Forward {
  /** What happens on it; the first one says which port it is. They end with the forward. */
  readonly reports: AsyncIterable<ForwardReport>;
  /** Closes the port and its connections. */
  close(): void;
}

/** @param ports To try, best first; 0 is any free one. */
export async function openForward(
  cloudSocket: string,
  client: Client,
  { host, port }: { readonly host: string; readonly port: number },
  ports: readonly number[],
): Promise<Forward> {
  const stream = await openTunnel(cloudSocket, client, host, port, { [LISTEN_HEADER]: ports.join(",") });
  stream.on("error", () => undefined);
  return { reports: reportsOf(stream), close: () => stream.destroy() };
}

async function* reportsOf(stream: Readable): AsyncIterable<ForwardReport> {
  let text = "";
  try {
    for await (const chunk of stream.setEncoding("utf8")) {
      const lines = (text + String(chunk)).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as ForwardReport;
    }
  } catch (error) {
    // Closed from here, or the local cloud was killed.
    if (!stream.destroyed) throw error;
  }
}
