import { ProtocolError } from "../../byte-reader";

/** PostgreSQL takes no message that is larger (`PQ_LARGE_MESSAGE_LIMIT`, less what a length can say). */
const LONGEST_MESSAGE = 0x3fffffff;

/** Cuts a stream into the protocol's messages: a type byte, a length that counts itself, a body. */
export class MessageSplitter {
  #rest: Buffer[] = [];
  #length = 0;

  /** The messages that are complete with these bytes. @throws ProtocolError */
  feed(bytes: Buffer): readonly Buffer[] {
    this.#rest.push(bytes);
    this.#length += bytes.length;
    // Of a long message the pieces are joined once, when it is complete.
    if (this.#length < this.#wanted()) return [];
    const all = this.#rest.length === 1 ? bytes : Buffer.concat(this.#rest);
    const messages: Buffer[] = [];
    let at = 0;
    for (let size = sizeAt(all, at); size !== undefined && at + size <= all.length; size = sizeAt(all, at)) {
      messages.push(all.subarray(at, at + size));
      at += size;
    }
    this.#rest = at === all.length ? [] : [all.subarray(at)];
    this.#length = all.length - at;
    return messages;
  }

  /** Bytes of the message that has begun, as far as its head tells. */
  #wanted(): number {
    const [first] = this.#rest;
    if (first === undefined || first.length >= 5) return first === undefined ? 5 : (sizeAt(first, 0) ?? 5);
    return 5;
  }
}

function sizeAt(bytes: Buffer, at: number): number | undefined {
  if (at + 5 > bytes.length) return undefined;
  const length = bytes.readInt32BE(at + 1);
  if (length < 4 || length > LONGEST_MESSAGE) throw new ProtocolError("invalid message length");
  return length + 1;
}
