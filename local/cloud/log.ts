import { createWriteStream } from "node:fs";

/** Writes one line of JSON a message. Never give it a request's properties: they may hold secrets. */
export interface Log {
  write(message: string, facts?: Readonly<Record<string, string | number>>): void;
  close(): Promise<void>;
}

/** Appends to `path`, which only its owner can read. */
export function fileLog(path: string, now: () => Date = () => new Date()): Log {
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  return {
    write(message, facts = {}) {
      stream.write(`${JSON.stringify({ time: now().toISOString(), message, ...facts })}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        stream.end(resolve);
      }),
  };
}
