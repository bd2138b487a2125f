import type { Duplex } from "node:stream";
import { ByteReader } from "../byte-reader";
import { outOfOrder } from "./login-error";
import { packet, type Packet, readPacket } from "./packets";

/** One side of a login: packets take turns, and are numbered through. */
export class Dialogue {
  readonly #reader: ByteReader;

  /** @param sequence of the last packet that was said on either side; a new dialogue begins with 0. */
  constructor(
    readonly stream: Duplex,
    private sequence = -1,
  ) {
    this.#reader = new ByteReader(stream);
  }

  /** The next packet to say. */
  next(body: Buffer): Buffer {
    this.sequence += 1;
    return packet(this.sequence, body);
  }

  say(body: Buffer): void {
    this.stream.write(this.next(body));
  }

  /** @throws LoginError where it is not the other side's turn. */
  async hear(): Promise<Packet> {
    const heard = await readPacket(this.#reader);
    if (heard.sequence !== ((this.sequence + 1) & 0xff)) throw outOfOrder();
    this.sequence = heard.sequence;
    return heard;
  }

  /** Says something and hears the answer. */
  async ask(body: Buffer): Promise<Buffer> {
    this.say(body);
    return (await this.hear()).body;
  }

  /** The dialogue goes on over an encrypted stream. */
  over(stream: Duplex): Dialogue {
    return new Dialogue(stream, this.sequence);
  }
}
