import { ProtocolError } from "../../byte-reader";
import { ERROR, OK } from "../packets";

const HEAD = 4;
/** A packet of this length goes on in the next one. */
const LONGEST_PACKET = 0xffffff;
/** Of a packet's body, what its kind and status are in, and an error's words. */
const READ = 600;

/** In place of a row or a column: their end. It is short, where a row that begins with this byte is long. */
const END = 0xfe;
const LONGEST_END = 8;
/** The server asks for a file of the client's. */
const LOCAL_FILE = 0xfb;

const IN_TRANSACTION = 0x0001;
const MORE_RESULTS = 0x0008;

/** What a command is answered with: results, columns alone, or one packet of text. */
export type AnswerKind = "results" | "columns" | "text";

/**
 * Follows a server's answer to one command, without the newer way to end rows, up to its end: an OK, an error, or columns and
 * rows, several of them where the command was several statements.
 */
export class ResponseScanner {
  #part: "first" | "columns" | "rows";
  #head = Buffer.alloc(0);
  #body = Buffer.alloc(0);
  #length = 0;
  #missing = 0;
  #goesOn = false;
  isDone = false;
  /** Whether the last thing said was an error, and as much of it as was looked at. */
  hasFailed = false;
  error: Buffer = Buffer.alloc(0);
  /** Whether a transaction is open; undefined where the answer does not say. */
  inTransaction: boolean | undefined;

  constructor(private readonly kind: AnswerKind) {
    this.#part = kind === "columns" ? "columns" : "first";
  }

  /** @throws ProtocolError for what no answer is. */
  feed(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) at = this.#missing > 0 ? this.#takeBody(bytes, at) : this.#takeHead(bytes, at);
  }

  #takeHead(bytes: Buffer, at: number): number {
    if (this.isDone) throw new ProtocolError("the server says more than it was asked");
    const end = Math.min(bytes.length, at + HEAD - this.#head.length);
    this.#head = Buffer.concat([this.#head, bytes.subarray(at, end)]);
    if (this.#head.length < HEAD) return end;
    this.#length = this.#missing = this.#head.readUIntLE(0, 3);
    this.#head = Buffer.alloc(0);
    if (this.#missing === 0) this.#endOfPacket();
    return end;
  }

  #takeBody(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#missing);
    const wanted = this.#goesOn ? 0 : READ - this.#body.length;
    if (wanted > 0) this.#body = Buffer.concat([this.#body, bytes.subarray(at, Math.min(end, at + wanted))]);
    this.#missing -= end - at;
    if (this.#missing === 0) this.#endOfPacket();
    return end;
  }

  #endOfPacket(): void {
    const isRest = this.#goesOn;
    this.#goesOn = this.#length === LONGEST_PACKET;
    if (!isRest) this.#packet(this.#body, this.#length);
    this.#body = Buffer.alloc(0);
  }

  #packet(body: Buffer, length: number): void {
    const [first] = body;
    if (this.kind === "text") this.isDone = true;
    else if (first === ERROR) this.#failed(body);
    else if (this.#part === "first") this.#begin(body);
    else if (first === END && length <= LONGEST_END) this.#end(body.readUInt16LE(3));
  }

  #failed(body: Buffer): void {
    this.isDone = this.hasFailed = true;
    this.error = body;
  }

  #begin(body: Buffer): void {
    if (body[0] === LOCAL_FILE || body.length === 0) throw new ProtocolError("the server asks for a file");
    if (body[0] === OK) this.#finish(statusOf(body));
    else this.#part = "columns";
  }

  #end(status: number): void {
    if (this.#part === "columns" && this.kind !== "columns") this.#part = "rows";
    else this.#finish(status);
  }

  #finish(status: number): void {
    this.inTransaction = (status & IN_TRANSACTION) !== 0;
    this.isDone = (status & MORE_RESULTS) === 0;
    this.#part = "first";
  }
}

/** Of an OK: behind the counts of rows and the last number that was given out. */
function statusOf(body: Buffer): number {
  let at = 1;
  for (let number = 0; number < 2; number++) at += sizeOfNumber(body.readUInt8(at));
  return body.readUInt16LE(at);
}

/** Of a length-encoded number, by its first byte. */
function sizeOfNumber(first: number): number {
  return { 0xfc: 3, 0xfd: 4, 0xfe: 9 }[first] ?? 1;
}
