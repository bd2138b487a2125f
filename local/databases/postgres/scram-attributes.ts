import { malformed } from "./login-error";

/**
 * Reads a SCRAM message of attributes with commas between as PostgreSQL does (src/backend/libpq/auth-scram.c), a
 * character for a byte.
 */
export class ScramAttributes {
  #at = 0;

  constructor(private readonly text: string) {}

  /** The next character; "" at the end. */
  peek(): string {
    return this.text.charAt(this.#at);
  }

  get position(): number {
    return this.#at;
  }

  get rest(): string {
    return this.text.slice(this.#at);
  }

  skip(): void {
    this.#at++;
  }

  /** The value of the attribute that must come next. */
  value(name: string): string {
    if (this.peek() !== name) throw malformed(`Expected attribute "${name}" but found "${printable(this.peek())}".`);
    return this.any()[1];
  }

  any(): readonly [name: string, value: string] {
    const name = this.peek();
    if (name === "") throw malformed("Attribute expected, but found end of string.");
    if (!/[A-Za-z]/.test(name)) {
      throw malformed(`Attribute expected, but found invalid character "${printable(name)}".`);
    }
    this.skip();
    if (this.peek() !== "=") throw malformed(`Expected character "=" for attribute "${name}".`);
    this.skip();
    const comma = this.text.indexOf(",", this.#at);
    const value = this.text.slice(this.#at, comma === -1 ? undefined : comma);
    this.#at = comma === -1 ? this.text.length : comma + 1;
    return [name, value];
  }
}

export function printable(character: string): string {
  if (/[\x21-\x7e]/.test(character)) return `'${character}'`;
  return `0x${(character === "" ? 0 : character.charCodeAt(0)).toString(16).padStart(2, "0")}`;
}
