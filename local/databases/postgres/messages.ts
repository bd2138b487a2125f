/** The few messages of PostgreSQL's protocol (version 3) that a server says or hears before the bytes are joined. */

export const SSL_REQUEST = 80877103;
export const GSSENC_REQUEST = 80877104;
export const CANCEL_REQUEST = 80877102;
const PROTOCOL_3 = 3;
/** The newest protocol the database servers here speak. */
const NEWEST_MINOR = 2;

/** A client's first message: it has a length, a code and no type byte. */
export interface FirstMessage {
  readonly code: number;
  /** The whole message as it came. */
  readonly bytes: Buffer;
}

export interface Startup {
  readonly parameters: ReadonlyMap<string, string>;
  /** The message for the server behind: without the options and the minor version it does not know. */
  readonly forServer: Buffer;
  /** NegotiateProtocolVersion, where the client asked for more than there is. */
  readonly negotiation?: Buffer;
}

export function isProtocol3(code: number): boolean {
  return code >>> 16 === PROTOCOL_3;
}

/**
 * Undefined where the text is not key and value pairs.
 *
 * @param imposed settings that the server is given whatever the client asks for: of two values the later counts.
 */
export function parseStartup(
  { code, bytes }: FirstMessage,
  imposed: Readonly<Record<string, string>> = {},
): Startup | undefined {
  const fields = bytes.subarray(8).toString("utf8").split("\0");
  // Pairs, then an empty key; splitting adds what follows the last zero.
  if (fields.length % 2 !== 0 || fields.at(-1) !== "" || fields.at(-2) !== "") return undefined;
  const pairs = Array.from(
    { length: fields.length / 2 - 1 },
    (_, at) => [fields[2 * at] ?? "", fields[2 * at + 1] ?? ""] as const,
  );
  const unknown = pairs.map(([key]) => key).filter((key) => key.startsWith("_pq_."));
  const minor = Math.min(code & 0xffff, NEWEST_MINOR);
  const known = pairs.filter(([key]) => !unknown.includes(key));
  const sent = [...known, ...Object.entries(imposed)];
  const body = `${sent.map(([key, value]) => `${key}\0${value}\0`).join("")}\0`;
  const version = PROTOCOL_3 * 0x10000 + minor;
  const negotiation = (code & 0xffff) > NEWEST_MINOR || unknown.length > 0 ? negotiate(version, unknown) : undefined;
  return {
    parameters: new Map(known),
    forServer: framed(Buffer.concat([int32(version), Buffer.from(body, "utf8")])),
    ...(negotiation === undefined ? {} : { negotiation }),
  };
}

function negotiate(version: number, unknown: readonly string[]): Buffer {
  const names = unknown.map((name) => `${name}\0`).join("");
  return message("v", Buffer.concat([int32(version), int32(unknown.length), Buffer.from(names, "utf8")]));
}

export type AuthenticationRequest =
  | { readonly kind: "cleartext" }
  | { readonly kind: "sasl"; readonly mechanisms: readonly string[] }
  | { readonly kind: "sasl-continue" | "sasl-final"; readonly data: string };

const AUTHENTICATION_CODES = { cleartext: 3, sasl: 10, "sasl-continue": 11, "sasl-final": 12 } as const;
const MD5 = 5;

/** AuthenticationOk. */
export const loggedIn = message("R", int32(0));

/** ReadyForQuery, outside a transaction. */
export const ready = message("Z", Buffer.from("I"));

/** BackendKeyData with a key of four bytes. */
export function keyData(processId: number, key: number): Buffer {
  return message("K", Buffer.concat([int32(processId), int32(key)]));
}

/** CancelRequest. @param key of whatever length the server gave. */
export function cancelRequest(processId: number, key: Buffer): Buffer {
  return framed(Buffer.concat([int32(CANCEL_REQUEST), int32(processId), key]));
}

/** Query. */
export function query(text: string): Buffer {
  return message("Q", Buffer.from(`${text}\0`, "utf8"));
}

export function authentication(request: AuthenticationRequest): Buffer {
  const code = int32(AUTHENTICATION_CODES[request.kind]);
  if (request.kind === "cleartext") return message("R", code);
  const text = request.kind === "sasl" ? request.mechanisms.map((name) => `${name}\0`).join("") + "\0" : request.data;
  return message("R", Buffer.concat([code, Buffer.from(text, "utf8")]));
}

/** AuthenticationMD5Password. */
export function md5Request(salt: Buffer): Buffer {
  return message("R", Buffer.concat([int32(MD5), salt]));
}

interface FatalMore {
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/** @param code SQLSTATE, five characters. */
export function fatal(code: string, text: string, more: FatalMore = {}): Buffer {
  const optional = Object.entries({ D: more.detail, H: more.hint }).filter(([, value]) => value !== undefined);
  const facts = [
    `SFATAL`,
    `VFATAL`,
    `C${code}`,
    `M${text}`,
    ...optional.map(([field, value]) => `${field}${value ?? ""}`),
  ];
  const fields = facts.map((field) => `${field}\0`).join("");
  return message("E", Buffer.from(`${fields}\0`, "utf8"));
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type, "latin1"), framed(body)]);
}

/** A length that counts itself, then the body. */
function framed(body: Buffer): Buffer {
  return Buffer.concat([int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}
