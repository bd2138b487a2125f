import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** What a command prints for a person: colours only on a terminal, and none where NO_COLOR is set. */
export class Screen {
  constructor(private readonly stream: NodeJS.WriteStream = process.stdout) {}

  heading(text: string): void {
    this.line("");
    this.line(this.paint("bold", text));
  }

  done(text: string): void {
    this.line(`  ${this.paint("green", "✔")} ${text}`);
  }

  refused(text: string): void {
    this.line(`  ${this.paint("red", "✘")} ${text}`);
  }

  /** A command the reader could have typed. */
  command(text: string): void {
    this.line(`  ${this.paint("dim", `$ ${text}`)}`);
  }

  /** Text of several lines, indented. */
  block(text: string): void {
    for (const line of text.trimEnd().split("\n")) this.line(`    ${line}`);
  }

  line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  paint(style: Style, text: string): string {
    const coloured = this.stream.isTTY && (process.env.NO_COLOR ?? "") === "";
    return coloured ? styleText(style, text) : text;
  }
}
