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

  /** What is not done, and why. */
  leftOut(text: string): void {
    this.line(`  ${this.paint("yellow", "–")} left out: ${text}`);
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
    return paint(this.stream, style, text);
  }
}

/** Text in a style where it goes to a terminal, and as it is elsewhere and where NO_COLOR is set. */
export function paint(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  style: Style,
  text: string,
): string {
  const coloured = stream.isTTY === true && (process.env.NO_COLOR ?? "") === "";
  // The stream has been looked at: styleText itself would look at standard output, whatever is written to.
  return coloured ? styleText(style, text, { validateStream: false }) : text;
}
