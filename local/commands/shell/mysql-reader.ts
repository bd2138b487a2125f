/** What a line left open: nothing, a statement, or in it a quote or a comment; `mysql`'s own marks. */
export type MysqlOpen = "" | "-" | "'" | '"' | "`" | "/*";

/** A statement, and how its rows are wanted: as a table, or each as a list of columns. */
export interface MysqlStatement {
  readonly text: string;
  readonly isVertical: boolean;
}

/**
 * Finds where statements end in lines as they are typed: at a delimiter (`;` unless changed), `\g` or `\G` that is in no
 * quote or comment. The rules are MySQL's (reference manual, "Comments" and "String Literals").
 */
export class MysqlReader {
  #text = "";
  #open: MysqlOpen = "";
  /** What ends a statement beside `\g` and `\G`; procedures need another than `;`. */
  delimiter = ";";

  get open(): MysqlOpen {
    return this.#open === "" && this.#text.trim() !== "" ? "-" : this.#open;
  }

  clear(): void {
    this.#text = "";
    this.#open = "";
  }

  /** Takes a line, and answers the statements that it ends. */
  take(line: string): readonly MysqlStatement[] {
    const ended: MysqlStatement[] = [];
    const rest = `${line}\n`;
    for (let at = 0; at < rest.length;) {
      const length = this.#open === "" ? this.#step(rest, at, ended) : this.#within(rest, at);
      at += length;
    }
    if (this.#open === "" && this.#text.trim() === "") this.clear();
    return ended;
  }

  /** Passes a token outside quotes; answers its length. */
  #step(line: string, at: number, ended: MysqlStatement[]): number {
    const two = line.slice(at, at + 2);
    if (line.startsWith(this.delimiter, at)) return this.#end(ended, false, this.delimiter.length);
    if (two === "\\g" || two === "\\G") return this.#end(ended, two === "\\G", 2);
    const [character = ""] = two;
    if (character === "#" || /^--\s/.test(line.slice(at, at + 3))) return line.length - at;
    if (two === "/*") return this.#enter(two, two);
    if (character === "'" || character === '"' || character === "`") return this.#enter(character, character);
    this.#text += character;
    return 1;
  }

  #end(ended: MysqlStatement[], isVertical: boolean, length: number): number {
    const text = this.#text.trim();
    this.clear();
    if (text !== "") ended.push({ text, isVertical });
    return length;
  }

  #enter(open: MysqlOpen, text: string): number {
    this.#open = open;
    this.#text += text;
    return text.length;
  }

  /** A doubled quote closes and opens again, which comes to the same. */
  #within(line: string, at: number): number {
    const mark = this.#open === "/*" ? "*/" : this.#open;
    const escapes = this.#open === "'" || this.#open === '"';
    const length = escapes && line[at] === "\\" ? 2 : line.startsWith(mark, at) ? mark.length : 1;
    if (line.startsWith(mark, at)) this.#open = "";
    this.#text += line.slice(at, at + length);
    return length;
  }
}
