import { Transform, type TransformCallback } from "node:stream";
import { CHANGE_USER, PREPARE, QUERY, RESET_CONNECTION, SEVERAL } from "./commands";
import { iamStatement } from "./iam-statement";
import { packet } from "./packets";

const HEAD = 4;
const LAST_SEQUENCE = 255;

/** For commands of the server's own: a client that sends it hears "Unknown command", and the connection goes on. */
const UNKNOWN = 0x00;

/** Longer statements pass as they are. */
const LONGEST_READ = 64 * 1024;

/**
 * What a client says after its login, on the way to the server. A change of the user would be asked for nothing where the
 * user logs in by token, and is not taken (RDS Proxy takes none either); statements that make such logins are put into
 * MariaDB's words. By a name that takes no writes, what would make the session as it was before it was told so is not taken
 * either. All else passes as it comes, whatever is in it.
 */
export class CommandFilter extends Transform {
  #head = Buffer.alloc(0);
  /** Bytes of the packet under way that have not come yet. */
  #missing = 0;
  #isFirstByte = false;
  /** The statement that is being read, its head included. */
  #statement: Buffer[] | undefined;
  #sequence = 0;
  #hadBody = false;

  constructor(private readonly readOnly = false) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let at = 0;
    while (at < chunk.length) at = this.#missing > 0 ? this.#takeBody(chunk, at) : this.#takeHead(chunk, at);
    done();
  }

  /** What was begun is the client's to have broken off. */
  override _flush(done: TransformCallback): void {
    if (this.#head.length > 0) this.push(this.#head);
    for (const part of this.#statement ?? []) this.push(part);
    done();
  }

  #takeHead(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + HEAD - this.#head.length);
    this.#head = Buffer.concat([this.#head, chunk.subarray(at, end)]);
    if (this.#head.length < HEAD) return end;
    const head = this.#head;
    this.#head = Buffer.alloc(0);
    this.#missing = head.readUIntLE(0, 3);
    // Numbers begin again after the last one: what follows on a packet of that number is more of the same, a file for
    // LOAD DATA LOCAL perhaps, which ends with an empty packet.
    const goesOn = this.#sequence === LAST_SEQUENCE && this.#hadBody;
    this.#sequence = head.readUInt8(3);
    this.#hadBody = this.#missing > 0;
    this.#isFirstByte = this.#sequence === 0 && !goesOn && this.#hadBody;
    if (this.#isFirstByte) this.#statement = [head];
    else this.push(head);
    return end;
  }

  #takeBody(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#missing);
    let part = chunk.subarray(at, end);
    if (this.#isFirstByte) part = this.#begin(part);
    this.#missing -= end - at;
    if (this.#statement === undefined) this.push(part);
    else this.#read(this.#statement, part);
    return end;
  }

  /** Decides by its first byte what becomes of a command. */
  #begin(part: Buffer): Buffer {
    this.#isFirstByte = false;
    const [command] = part;
    const isStatement = (command === QUERY || command === PREPARE) && this.#missing <= LONGEST_READ;
    if (!isStatement) {
      for (const head of this.#statement ?? []) this.push(head);
      this.#statement = undefined;
    }
    const isTaken = command !== CHANGE_USER && command !== SEVERAL && !(this.readOnly && command === RESET_CONNECTION);
    if (isTaken) return part;
    return Buffer.concat([Buffer.from([UNKNOWN]), part.subarray(1)]);
  }

  #read(statement: Buffer[], part: Buffer): void {
    statement.push(part);
    if (this.#missing > 0) return;
    const whole = Buffer.concat(statement);
    const text = whole.toString("latin1", HEAD + 1);
    const changed = iamStatement(text);
    this.push(changed === text ? whole : packet(0, Buffer.from(`\0${changed}`, "latin1").fill(whole[HEAD] ?? 0, 0, 1)));
    this.#statement = undefined;
  }
}
