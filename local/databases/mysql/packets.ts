import { type ByteReader, ProtocolError } from "../byte-reader";

/** One packet of MySQL's protocol: its place in the exchange, and what it says. */
export interface Packet {
  readonly sequence: number;
  readonly body: Buffer;
}

/** First bytes of what a server answers to a login. */
export const OK = 0x00;
export const SWITCH = 0xfe;
export const ERROR = 0xff;

/** Of one packet before the login; a token with a session in it takes about 2 KiB, attributes may come beside it. */
const LONGEST_BEFORE_LOGIN = 128 * 1024;

/** @throws ProtocolError for one that is longer than any login is. */
export async function readPacket(reader: ByteReader): Promise<Packet> {
  const head = await reader.take(4);
  const length = head.readUIntLE(0, 3);
  if (length > LONGEST_BEFORE_LOGIN) throw new ProtocolError("a packet is longer than any of a login");
  return { sequence: head.readUInt8(3), body: await reader.take(length) };
}

export function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head.writeUInt8(sequence & 0xff, 3);
  return Buffer.concat([head, body]);
}

/** An error of MySQL's: its number, SQLSTATE (five characters) and words. */
export interface MysqlError {
  readonly code: number;
  readonly state: string;
  readonly message: string;
}

export function errorBody({ code, state, message }: MysqlError): Buffer {
  return Buffer.concat([errorHead(code), Buffer.from(`#${state}${message}`, "utf8")]);
}

/** Undefined for what is no error. */
export function errorCode(body: Buffer): number | undefined {
  return body[0] === ERROR && body.length >= 3 ? body.readUInt16LE(1) : undefined;
}

/** In place of a greeting, where nobody has agreed on SQLSTATEs yet. */
export function errorBeforeGreeting({ code, message }: Pick<MysqlError, "code" | "message">): Buffer {
  return Buffer.concat([errorHead(code), Buffer.from(message, "utf8")]);
}

function errorHead(code: number): Buffer {
  const head = Buffer.from([ERROR, 0, 0]);
  head.writeUInt16LE(code, 1);
  return head;
}

/** Done, in a session in which each statement is a transaction. */
export function okBody(): Buffer {
  return Buffer.from([OK, 0, 0, 2, 0, 0, 0]);
}

/** Asks the client to log in by another method. */
export function switchBody(plugin: string, data: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([SWITCH]), Buffer.from(`${plugin}\0`, "latin1"), data]);
}

/** Undefined where it names no method. */
export function parseSwitch(body: Buffer): { readonly plugin: string; readonly data: Buffer } | undefined {
  const end = body.indexOf(0, 1);
  if (end === -1) return undefined;
  return { plugin: body.toString("latin1", 1, end), data: body.subarray(end + 1) };
}
