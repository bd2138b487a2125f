import type { Socket } from "node:net";

/** What a server says first to a session of the client. */
export interface FirstAnswer {
  /** Messages, and what came with them. */
  readonly bytes: Buffer;
  /** From BackendKeyData; absent where the server refused the session, or went away. */
  readonly processId?: number;
}

const KEY_DATA = "K".charCodeAt(0);
/** ErrorResponse, ReadyForQuery: there is no key any more. */
const ENDS: readonly (number | undefined)[] = ["E", "Z"].map((type) => type.charCodeAt(0));

/** Takes what a server says up to the number of its process, and leaves the stream paused for whoever reads on. */
export function firstAnswer(server: Socket): Promise<FirstAnswer> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const done = (processId?: number): void => {
      server.off("data", read).off("end", ended).off("close", ended).pause();
      resolve(processId === undefined ? { bytes } : { bytes, processId });
    };
    const ended = (): void => {
      done();
    };
    const read = (chunk: Buffer): void => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const found = processIdIn(bytes);
      if (found !== "more") done(found);
    };
    server.on("data", read).once("end", ended).once("close", ended);
  });
}

/** Undefined where none will come. */
function processIdIn(bytes: Buffer): number | undefined | "more" {
  let at = 0;
  while (at + 5 <= bytes.length) {
    if (ENDS.includes(bytes[at])) return undefined;
    if (bytes[at] === KEY_DATA) return at + 9 <= bytes.length ? bytes.readInt32BE(at + 5) : "more";
    at += 1 + bytes.readInt32BE(at + 1);
  }
  return "more";
}
