import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

/** What a person at a terminal has: keys to press, and a screen to read. */
export class FakeTerminal {
  readonly stdin = Object.assign(new PassThrough(), { isTTY: true });
  readonly stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  readonly stderr = new PassThrough();
  #screen = "";
  #read = 0;

  constructor() {
    const show = (chunk: Buffer): void => void (this.#screen += chunk.toString("utf8"));
    this.stdout.on("data", show);
    this.stderr.on("data", show);
  }

  /** All that was ever on the screen, without control characters. */
  get screen(): string {
    return stripVTControlCharacters(this.#screen);
  }

  press(keys: string): void {
    this.stdin.write(keys);
  }

  /** Waits until something new on the screen matches; answers what is new up to there. @throws after 15 seconds. */
  async until(pattern: RegExp): Promise<string> {
    for (let waits = 0; waits < 1500; waits += 1) {
      const fresh = this.screen.slice(this.#read);
      const found = pattern.exec(fresh);
      if (found !== null) {
        const end = found.index + found[0].length;
        this.#read += end;
        return fresh.slice(0, end);
      }
      await sleep(10);
    }
    throw new Error(`no ${String(pattern)} on the screen:\n${this.screen.slice(this.#read)}`);
  }

  /** Types a line and waits for the next prompt. */
  async line(text: string, prompt = /orders[^\s]*> $/): Promise<string> {
    this.press(`${text}\r`);
    return this.until(prompt);
  }
}
