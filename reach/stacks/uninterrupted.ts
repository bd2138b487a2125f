const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does a work and then tidies up, whatever comes. A signal that would end this process stops the work first, and ends
 * the process when all is tidy.
 * @param work Ends soon after its signal is aborted.
 */
export async function uninterrupted<T>(
  work: (stop: AbortSignal) => Promise<T>,
  tidyUp: () => Promise<void>,
): Promise<T> {
  const stop = new AbortController();
  let received: NodeJS.Signals | undefined;
  const hear = (signal: NodeJS.Signals): void => {
    received ??= signal;
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  try {
    return await work(stop.signal);
  } finally {
    await tidyUp().finally(() => {
      for (const signal of SIGNALS) process.off(signal, hear);
      // As if it had never been held up: the shell learns which signal it was.
      if (received !== undefined) process.kill(process.pid, received);
    });
  }
}
