/** What a line left open: nothing, a statement, or in it a quote, a dollar quote, a comment or a parenthesis. */
export type Open = "=" | "-" | "'" | '"' | "$" | "*" | "(";

type Quote =
  | { readonly kind: "'"; readonly escapes: boolean }
  | { readonly kind: '"' }
  | { readonly kind: "$"; readonly tag: string }
  | { readonly kind: "*"; readonly depth: number };

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const NUMBER = /\$?\d+/y;
const WITH_BODY = /^create (or replace )?(function|procedure)\b/;

/**
 * Finds where statements end in lines as they are typed: at a `;` that is in no quote, comment, parenthesis or
 * `BEGIN … END` of a function's body. The rules are those of psql's lexer (src/fe_utils/psqlscan.l).
 */
export class StatementReader {
  /** The statement's earlier lines, and how far the newest one has been read; only quotes go on over lines. */
  #lines: string[] = [];
  #line = "";
  #at = 0;
  #hasBegun = false;
  #quote: Quote | undefined;
  #parentheses = 0;
  /** The first words, which tell a function with a body. */
  #words: string[] = [];
  #bodies = 0;

  get open(): Open {
    if (this.#quote !== undefined) return this.#quote.kind;
    if (!this.#hasBegun) return "=";
    return this.#parentheses > 0 ? "(" : "-";
  }

  /** Takes a line, and answers the statements that it ends. */
  take(line: string): string[] {
    this.#line = `${line}\n`;
    this.#at = 0;
    const ended: string[] = [];
    while (this.#at < this.#line.length) {
      if (this.#quote !== undefined) this.#throughQuote(this.#quote);
      else if (this.#step()) ended.push(this.#cut());
    }
    this.#lines.push(this.#line);
    // psql, too, forgets white space and comments that come before a statement.
    if (!this.#hasBegun) this.clear();
    return ended;
  }

  clear(): void {
    this.#lines = [];
    this.#hasBegun = false;
    this.#quote = undefined;
    [this.#parentheses, this.#words, this.#bodies] = [0, [], 0];
  }

  #cut(): string {
    const statement = [...this.#lines, this.#line.slice(0, this.#at)].join("").trim();
    this.clear();
    this.#line = this.#line.slice(this.#at);
    this.#at = 0;
    return statement;
  }

  /** Passes one token outside quotes; true where it ends the statement. */
  #step(): boolean {
    const two = this.#line.slice(this.#at, this.#at + 2);
    const character = two.charAt(0);
    if (two === "--") return this.#to(-1);
    this.#hasBegun ||= character.trim() !== "";
    if (two === "/*") return this.#enter({ kind: "*", depth: 1 }, 2);
    if (/^e'$/i.test(two)) return this.#enter({ kind: "'", escapes: true }, 2);
    if (character === "'") return this.#enter({ kind: "'", escapes: false }, 1);
    if (character === '"') return this.#enter({ kind: '"' }, 1);
    const word = this.#match(WORD);
    if (word !== undefined) return this.#word(word.toLowerCase());
    const tag = this.#match(DOLLAR_TAG);
    if (tag !== undefined) return this.#enter({ kind: "$", tag }, 0);
    if (this.#match(NUMBER) !== undefined) return false;
    this.#at += 1;
    if (character === "(") this.#parentheses += 1;
    if (character === ")") this.#parentheses = Math.max(0, this.#parentheses - 1);
    return character === ";" && this.#parentheses === 0 && this.#bodies === 0;
  }

  #word(word: string): false {
    if (this.#words.length < 4) this.#words.push(word);
    if (this.#parentheses > 0 || !WITH_BODY.test(this.#words.join(" "))) return false;
    if (word === "begin" || (word === "case" && this.#bodies > 0)) this.#bodies += 1;
    if (word === "end" && this.#bodies > 0) this.#bodies -= 1;
    return false;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#line)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #enter(quote: Quote, length: number): false {
    this.#quote = quote;
    this.#at += length;
    return false;
  }

  #to(at: number): false {
    this.#at = at === -1 ? this.#line.length : at;
    return false;
  }

  #throughQuote(quote: Quote): void {
    if (quote.kind === "*") this.#throughComment(quote.depth);
    else if (quote.kind === "'" && quote.escapes) this.#throughEscapes();
    else this.#leaveAt(quote.kind === "$" ? quote.tag : quote.kind);
  }

  /** A doubled quote closes and opens again, which comes to the same. */
  #leaveAt(mark: string): void {
    const end = this.#line.indexOf(mark, this.#at);
    this.#to(end === -1 ? -1 : end + mark.length);
    if (end !== -1) this.#quote = undefined;
  }

  #throughEscapes(): void {
    const two = this.#line.slice(this.#at, this.#at + 2);
    const isPair = two.startsWith("\\") || two === "''";
    if (two.startsWith("'") && !isPair) this.#quote = undefined;
    this.#at += isPair ? two.length : 1;
  }

  /** Comments nest. */
  #throughComment(depth: number): void {
    const marks = /\/\*|\*\//g;
    marks.lastIndex = this.#at;
    const mark = marks.exec(this.#line)?.[0];
    this.#to(mark === undefined ? -1 : marks.lastIndex);
    if (mark === undefined) return;
    const left = depth + (mark === "/*" ? 1 : -1);
    this.#quote = left === 0 ? undefined : { kind: "*", depth: left };
  }
}
