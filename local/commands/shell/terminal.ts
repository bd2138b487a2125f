import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** A conversation, line by line, as far as a terminal is concerned. */
export interface Conversation {
  readonly prompt: string;
  readonly hasEnded: boolean;
  take(line: string): Promise<void>;
  interrupt(): "cancelled" | "forgotten";
}

/** Where lines are typed and echoed. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  /** Earlier lines for the arrow keys, the newest first. */
  readonly history: readonly string[];
}

const HISTORY_SIZE = 1000;

/** Leads a conversation until `\q` or the end of the input; Ctrl-C never ends it. */
export async function converse(shell: Conversation, { stdin, stdout, history }: Terminal): Promise<void> {
  const lines = createInterface({
    input: stdin,
    output: stdout,
    terminal: stdout.isTTY === true,
    history: [...history],
    historySize: HISTORY_SIZE,
  });
  let isOpen = true;
  const ended = new Promise<void>((resolve) => lines.once("close", resolve));
  void ended.then(() => (isOpen = false));
  // Of a closed interface nothing may be asked, but there may be lines left that it has read.
  const ask = (): void => {
    if (isOpen) prompt(lines, shell.prompt);
    else stdout.write(shell.prompt);
  };
  let work = Promise.resolve();
  lines.on("line", (line) => {
    work = work
      .then(() => take(shell, line, ask))
      .finally(() => {
        if (shell.hasEnded) lines.close();
      });
  });
  lines.on("SIGINT", () => {
    if (shell.interrupt() === "forgotten") startAfresh(lines, stdout, ask);
  });
  ask();
  await ended;
  await work;
  // Ctrl-D leaves the cursor behind the prompt.
  if (!shell.hasEnded) stdout.write("\n");
}

/** What is typed after `\q` is nobody's. */
async function take(shell: Conversation, line: string, ask: () => void): Promise<void> {
  if (shell.hasEnded) return;
  await shell.take(line);
  askUnlessEnded(shell, ask);
}

function askUnlessEnded({ hasEnded }: Conversation, ask: () => void): void {
  if (!hasEnded) ask();
}

function startAfresh(lines: Interface, stdout: Writable, ask: () => void): void {
  stdout.write("^C\n");
  // Readline has no call that empties its line; these are the keys that do.
  lines.write(null, { ctrl: true, name: "e" });
  lines.write(null, { ctrl: true, name: "u" });
  ask();
}

/** What has been typed ahead stays. */
function prompt(lines: Interface, text: string): void {
  lines.setPrompt(text);
  lines.prompt(true);
}
