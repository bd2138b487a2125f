import { closeSync, writeSync } from "node:fs";
import { openOwn } from "./own-file";

/** Writes one line of JSON a message. Never give it a request's properties: they may hold secrets. */
export interface Log {
  write(message: string, facts?: Readonly<Record<string, string | number>>): void;
  close(): Promise<void>;
}

/**
 * Appends to `path`, which only its owner can read. A line that the disk does not take is missing in the log, and
 * nothing else; the next one that it takes says how many are.
 */
export function fileLog(path: string, now: () => Date = () => new Date()): Log {
  const descriptor = openOwn(path, "append");
  let missing = 0;
  let cut = false;
  let open = true;
  return {
    write(message, facts = {}) {
      if (!open) return;
      const line = {
        time: now().toISOString(),
        message,
        ...facts,
        ...(missing > 0 && { linesMissingBefore: missing }),
      };
      const text = Buffer.from(`${cut ? "\n" : ""}${JSON.stringify(line)}\n`);
      try {
        // A disk that fills up takes a part of a line.
        cut = writeSync(descriptor, text) < text.length;
        missing = cut ? missing + 1 : 0;
      } catch {
        missing += 1;
      }
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
      return Promise.resolve();
    },
  };
}
