import { readingOf, type Reading } from "./marks";
import { withoutTraces } from "./without-traces";

/**
 * One property as a rule sees it: a known value, nothing at all, or not known before the update.
 * Every step is read on its own, so one unknown value never hides the value beside it. An accessor
 * that meets an unknown value or one of another type answers `undefined`; nothing here throws.
 */
export class Field {
  readonly #reading: Reading;
  readonly #onUnknown: (path: string) => void;

  /**
   * @param path Where the value stands, for messages: `ingress[0].cidrBlocks[1]`.
   * @param onUnknown Told the path whenever a rule wanted a value that is not known yet.
   */
  private constructor(
    readonly path: string,
    reading: Reading,
    onUnknown: (path: string) => void,
  ) {
    this.#reading = reading;
    this.#onUnknown = onUnknown;
  }

  /**
   * The value `key` of a property bag: as the policy SDK hands it over (a proxy that throws on unknown values), or as a
   * state or a preview has it (marked where it is unknown or secret).
   */
  static of(bag: object, key: string, onUnknown: (path: string) => void = () => undefined): Field {
    return new Field(key, readOwn(bag, key), onUnknown);
  }

  /** Left out, `null` or `undefined`. */
  get absent(): boolean {
    return this.#reading.state === "absent";
  }

  /** Given, whether its value is known yet or not. Not so a part of something unknown: it may turn out to be left out. */
  get present(): boolean {
    return this.#reading.state === "known" || this.#reading.state === "unknown";
  }

  /** Given, with a value that can be read now. */
  get known(): boolean {
    return this.#reading.state === "known";
  }

  /** Part of a secret, whether its value can be read here or not. A policy run tells secrets from nothing else. */
  get secret(): boolean {
    return this.#reading.secret === true;
  }

  /**
   * Its value cannot be read: not known before the update, or an encrypted secret. Who asks this could not decide, and
   * that is noted.
   */
  get unknown(): boolean {
    return this.#noteUnknown();
  }

  /** The string; a number counts as its decimal form. */
  text(): string | undefined {
    const value = this.#value();
    return typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined;
  }

  /** The number; a decimal string counts as a number, as the providers take it. */
  number(): number | undefined {
    const value = this.#value();
    if (typeof value === "number") return value;
    return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  }

  /** The boolean; "true" and "false" count as such, as the providers take them. */
  flag(): boolean | undefined {
    const value = this.#value();
    return value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
  }

  /** Whether the value is an object with members (no list, no text). */
  isObject(): boolean {
    return isRecord(this.#value());
  }

  /** Decidedly not `true`: left out or another value, but not one that is yet unknown. */
  isNotTrue(): boolean {
    return this.flag() !== true && !this.unknown;
  }

  /** The member `key` of an object; absent where this is no object. */
  get(key: string): Field {
    const path = `${this.path}.${key}`;
    if (this.#noteUnknown()) return this.#part(path, { state: "open" });
    const value = this.#value();
    return this.#part(path, readOwn(isRecord(value) ? value : {}, key));
  }

  /** The elements of a list; a single value is a list of one, as in policy documents. Nothing if absent or unknown. */
  items(): readonly Field[] {
    const value = this.#value();
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [this];
    const list: object = value;
    return Array.from({ length: value.length }, (_, index) => {
      return this.#part(`${this.path}[${index}]`, readOwn(list, String(index)));
    });
  }

  /** The members of an object with their keys. Nothing if absent, unknown or no object. */
  entries(): readonly (readonly [string, Field])[] {
    const value = this.#value();
    if (!isRecord(value)) return [];
    return Object.keys(value).map((key) => [key, this.get(key)] as const);
  }

  /** This value, parsed if it is a string of JSON; `undefined` if that cannot be parsed. */
  json(): Field | undefined {
    const value = this.#value();
    if (typeof value !== "string") return this;
    try {
      return this.#part(this.path, readingOf(JSON.parse(value)));
    } catch {
      return undefined;
    }
  }

  /** What is in a secret is secret. */
  #part(path: string, reading: Reading): Field {
    return new Field(path, this.secret ? { ...reading, secret: true } : reading, this.#onUnknown);
  }

  #noteUnknown(): boolean {
    const unknown = this.#reading.state === "unknown" || this.#reading.state === "open";
    if (unknown) this.#onUnknown(this.path);
    return unknown;
  }

  #value(): unknown {
    this.#noteUnknown();
    return this.#reading.state === "known" ? this.#reading.value : undefined;
  }
}

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readOwn(holder: object, key: string): Reading {
  if (!Object.hasOwn(holder, key)) return { state: "absent" };
  try {
    return readingOf(withoutTraces(() => (holder as Record<string, unknown>)[key]));
  } catch {
    // Plain data cannot throw: this is the SDK's proxy refusing an unknown value (UnknownValueError, which its .d.ts lacks).
    return { state: "unknown" };
  }
}
