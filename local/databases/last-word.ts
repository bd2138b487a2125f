import type { Duplex } from "node:stream";

/** How long the other side may take to hear it and to end, too. */
const LINGER_MS = 1_000;

/**
 * Ends a stream with the last thing to say, and lets it go. What the other side has sent and nobody reads would keep the
 * stream open for ever, and closing it at once could cost the other side the last word: so it is thrown away meanwhile.
 */
export function lastWord(stream: Duplex, word?: Buffer | string): void {
  const timer = setTimeout(() => stream.destroy(), LINGER_MS).unref();
  stream.once("close", () => {
    clearTimeout(timer);
  });
  stream.on("error", () => undefined);
  stream.end(word);
  stream.resume();
}
