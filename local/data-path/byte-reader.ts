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
    for (;;) {
      if (length === 0) return Buffer.alloc(0);
      const bytes = this.stream.read(length) as Buffer | null;
      if (bytes !== null && bytes.length === length) return bytes;
      if (bytes !== null || this.stream.destroyed || this.stream.readableEnded)
        throw new ProtocolError("the client went away");
      await this.#more();
    }
  }

  /** Whether more bytes have arrived already. */
  get hasMore(): boolean {
    return this.stream.readableLength > 0;
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
