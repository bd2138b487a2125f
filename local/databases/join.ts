import type { Duplex } from "node:stream";

/** Carries bytes both ways until both sides have ended. */
export async function join(one: Duplex, other: Duplex): Promise<void> {
  await Promise.all([carry(one, other), carry(other, one)]);
}

/** As `join`, with what `one` says passing through `filter`. */
export async function joinThrough(one: Duplex, filter: Duplex, other: Duplex): Promise<void> {
  await Promise.all([carry(one, filter), carry(filter, other), carry(other, one)]);
}

/** Ends `to` after the last byte of `from`, or breaks it off where `from` broke off. Resolves when `from` is closed. */
function carry(from: Duplex, to: Duplex): Promise<void> {
  return new Promise((resolve) => {
    from.on("error", () => undefined);
    if (from.closed || from.readableEnded) {
      if (from.readableEnded) to.end();
      else to.destroy();
      resolve();
      return;
    }
    from.once("close", () => {
      if (!from.readableEnded) to.destroy();
      resolve();
    });
    from.pipe(to);
  });
}
