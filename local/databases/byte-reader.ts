import type { Duplex } from "node:stream";

/** The peer went away, or sends what the protocol does not allow. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError" as const;
}

/** Takes an exact number of bytes from a stream, as long as somebody else does not read it. */
export class ByteReader {
  constructor(private readonly stream: Duplex) {}

  /** Leaves what comes after them in the stream. */
  async take(length: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    let missing = length;
    while (missing > 0) {
      await this.#arrival();
      // Never less than there is: as long as bytes are left in it, a stream says "readable" again and again.
      const bytes = this.stream.read(Math.min(missing, this.stream.readableLength)) as Buffer;
      taken.push(bytes);
      missing -= bytes.length;
    }
    return Buffer.concat(taken);
  }

  /** The next byte, which stays in the stream. */
  async peek(): Promise<number> {
    await this.#arrival();
    const bytes = this.stream.read(1) as Buffer;
    this.stream.unshift(bytes);
    return bytes.readUInt8(0);
  }

  /** Whether more bytes have arrived already. */
  get hasMore(): boolean {
    return this.stream.readableLength > 0;
  }

  /** Resolves when at least one byte is there. */
  async #arrival(): Promise<void> {
    while (!this.hasMore) {
      if (this.stream.destroyed || this.stream.readableEnded) throw new ProtocolError("the client went away");
      await this.#more();
    }
    if (this.stream.destroyed) throw new ProtocolError("the client went away");
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        for (const event of ["readable", "end", "close", "error"]) this.stream.off(event, done);
        resolve();
      };
      for (const event of ["readable", "end", "close", "error"]) this.stream.on(event, done);
    });
  }
}
