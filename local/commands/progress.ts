import { clearLine, cursorTo } from "node:readline";

/** One line that says what is being done, with the seconds it has taken; on a terminal it is rewritten in place. */
export class Progress {
  #timer: NodeJS.Timeout | undefined;
  #line = "";
  #started = Date.now();

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** Says `line` until the next call or `done`; elsewhere than on a terminal, each line is printed once, and a sign of life every 30 s. */
  say(line: string): void {
    if (this.#line === "") this.#started = Date.now();
    this.#line = line;
    if (this.stream.isTTY) this.#draw();
    else this.stream.write(`· ${line}\n`);
    this.#timer ??= setInterval(
      () => {
        if (this.stream.isTTY) this.#draw();
        else this.stream.write(`· still ${this.#line} (${this.#seconds()})\n`);
      },
      this.stream.isTTY ? 1000 : 30_000,
    ).unref();
  }

  /** Says more of what `say` has said; only on a terminal, where it costs no line. */
  detail(line: string): void {
    if (!this.stream.isTTY) return;
    this.#line = line;
    this.#draw();
  }

  /** Ends the line. */
  done(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#line !== "" && this.stream.isTTY) {
      cursorTo(this.stream, 0);
      clearLine(this.stream, 0);
    }
    this.#line = "";
  }

  #seconds(): string {
    return `${((Date.now() - this.#started) / 1000).toFixed(0)} s`;
  }

  #draw(): void {
    cursorTo(this.stream, 0);
    clearLine(this.stream, 0);
    this.stream.write(`· ${this.#line} (${this.#seconds()})`.slice(0, (this.stream.columns || 80) - 1));
  }
}

/** Does `work` under a progress line that goes away at the end. */
export async function withProgress<T>(work: (say: (line: string) => void) => Promise<T>): Promise<T> {
  const progress = new Progress();
  try {
    return await work((line) => {
      progress.say(line);
    });
  } finally {
    progress.done();
  }
}
