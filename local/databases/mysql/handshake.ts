import { randomBytes } from "node:crypto";

/** The first words of server and client in MySQL's protocol (version 10), as a front reads and changes them. */

const COMPRESS = 0x20;
const CONNECT_WITH_DATABASE = 0x8;
const PROTOCOL_41 = 0x200;
const SSL = 0x800;
const SECURE_CONNECTION = 0x8000;
const PLUGIN_AUTH = 0x80000;
const LENGTH_ENCODED_AUTH = 0x200000;
const ZSTD = 0x4000000;
const QUERY_ATTRIBUTES = 0x8000000;
const CONNECT_ATTRIBUTES = 0x100000;
/** What would keep the front from reading a client's statements. */
const UNREADABLE = COMPRESS | ZSTD | QUERY_ATTRIBUTES;

export const NATIVE = "mysql_native_password";
export const CLEARTEXT = "mysql_clear_password";
/** A method nobody has: a server asked with it says by itself how the user logs in. */
const NO_METHOD = "lattice_db_asks";

const SSL_REQUEST_SIZE = 32;
const SALT_SIZE = 20;
/** utf8mb4_general_ci. */
const UTF8MB4 = 45;
/** Of a new session: each statement is a transaction. */
const AUTOCOMMIT = 2;

export interface Greeting {
  /** To which a client's scrambled password belongs. */
  readonly salt: Buffer;
  /** The greeting for the client: TLS is offered as asked, what the front cannot read is not. */
  readonly forClient: Buffer;
}

/** Undefined for another protocol. */
export function parseGreeting(body: Buffer, offersTls = true): Greeting | undefined {
  const versionEnd = body.indexOf(0, 1);
  const at = versionEnd + 1;
  if (body[0] !== 10 || versionEnd === -1 || body.length < at + 31) return undefined;
  const capabilitiesAt = at + 13;
  const second = capabilitiesAt + 18;
  const salt = Buffer.concat([body.subarray(at + 4, at + 12), body.subarray(second, second + 12)]);
  const forClient = Buffer.from(body);
  const low = forClient.readUInt16LE(capabilitiesAt);
  const high = forClient.readUInt16LE(capabilitiesAt + 5);
  const tls = offersTls ? low | SSL : low & ~SSL;
  forClient.writeUInt16LE(tls & ~UNREADABLE & 0xffff, capabilitiesAt);
  forClient.writeUInt16LE(high & ~(UNREADABLE >>> 16), capabilitiesAt + 5);
  return { salt, forClient };
}

const LEAST_FLAGS = PROTOCOL_41 | SSL | SECURE_CONNECTION | PLUGIN_AUTH | CONNECT_WITH_DATABASE;

/** The greeting of a server that lets nobody in: enough of one for clients to say who they are. */
export function emptyGreeting(salt: Buffer): Buffer {
  return greetingOf(salt, "8.4.0-lattice-db", 0, LEAST_FLAGS);
}

/** A new salt: one that held a zero would end there. */
export function newSalt(): Buffer {
  return Buffer.from(randomBytes(SALT_SIZE).map((byte) => byte || 1));
}

function greetingOf(salt: Buffer, version: string, connectionId: number, flags: number): Buffer {
  const [id, low, high] = [Buffer.alloc(4), Buffer.alloc(2), Buffer.alloc(2)];
  id.writeUInt32LE(connectionId);
  low.writeUInt16LE(flags & 0xffff);
  high.writeUInt16LE(flags >>> 16);
  return Buffer.concat([
    Buffer.from([10]),
    Buffer.from(`${version}\0`, "latin1"),
    id,
    salt.subarray(0, 8),
    Buffer.alloc(1),
    low,
    Buffer.from([UTF8MB4, AUTOCOMMIT, 0]),
    high,
    Buffer.from([SALT_SIZE + 1]),
    Buffer.alloc(10),
    salt.subarray(8),
    Buffer.from(`\0${NATIVE}\0`, "latin1"),
  ]);
}

/** What a proxy offers, beside what every server here does: all that it can follow an answer without. */
const OF_PROXIES = {
  longPassword: 0x1,
  foundRows: 0x2,
  longFlag: 0x4,
  odbc: 0x40,
  ignoreSpace: 0x100,
  interactive: 0x400,
  ignoreSigpipe: 0x1000,
  transactions: 0x2000,
  multiStatements: 0x10000,
  multiResults: 0x20000,
  preparedMultiResults: 0x40000,
  connectAttributes: CONNECT_ATTRIBUTES,
  lengthEncodedAuth: LENGTH_ENCODED_AUTH,
  expiredPasswords: 0x400000,
} as const;

const PROXY_FLAGS = Object.values(OF_PROXIES).reduce((all, flag) => all | flag, 0);

/** The greeting of a proxy before a server of this version. */
export function proxyGreeting(salt: Buffer, version: string, connectionId: number): Buffer {
  return greetingOf(salt, version, connectionId, LEAST_FLAGS | PROXY_FLAGS);
}

/**
 * What a client of a proxy asked for, as all are alike to the server that asked so: without who it is by itself, and as far as
 * the proxy offered it.
 */
export function sharedHead({ head }: HandshakeResponse): Buffer {
  const shared = Buffer.alloc(SSL_REQUEST_SIZE);
  // Flags, the longest packet, the character set; what follows of MariaDB's own was not offered.
  head.copy(shared, 0, 0, 9);
  const offered = head.readUInt32LE(0) & (LEAST_FLAGS | PROXY_FLAGS) & ~CONNECT_ATTRIBUTES & ~SSL;
  shared.writeUInt32LE(offered >>> 0, 0);
  return shared;
}

/** Whether a client's first packet asks for TLS and says nothing more. */
export function isSslRequest(body: Buffer): boolean {
  return body.length === SSL_REQUEST_SIZE && (body.readUInt32LE(0) & SSL) !== 0;
}

/** A client's login, as it asks for it. */
export interface HandshakeResponse {
  /** As it came, in the client's character set. */
  readonly user: Buffer;
  /** What it proves itself with by its method: empty, a scrambled password, or a clear one. */
  readonly proof: Buffer;
  /** Undefined for a client that knows one method only, and cannot be asked for another. */
  readonly method: string | undefined;
  /** Capabilities, packet size, character set. */
  readonly head: Buffer;
  readonly database: Buffer | undefined;
  /** Connection attributes and what else follows. */
  readonly rest: Buffer;
}

/** Undefined where it is none. */
export function parseResponse(body: Buffer): HandshakeResponse | undefined {
  if (body.length < SSL_REQUEST_SIZE + 2) return undefined;
  const capabilities = body.readUInt32LE(0);
  const fields = new Fields(body, SSL_REQUEST_SIZE);
  const user = fields.text();
  const proof = proofOf(fields, capabilities);
  const database = (capabilities & CONNECT_WITH_DATABASE) === 0 ? undefined : fields.text();
  const method = (capabilities & PLUGIN_AUTH) === 0 ? undefined : fields.lastText();
  if ((capabilities & PROTOCOL_41) === 0 || fields.hasFailed) return undefined;
  return {
    user,
    proof,
    method: method?.toString("latin1"),
    head: body.subarray(0, SSL_REQUEST_SIZE),
    database,
    rest: fields.rest,
  };
}

function proofOf(fields: Fields, capabilities: number): Buffer {
  if ((capabilities & LENGTH_ENCODED_AUTH) !== 0) return fields.lengthEncoded();
  return (capabilities & SECURE_CONNECTION) !== 0 ? fields.counted() : fields.text();
}

/** The request for TLS that goes before `responseForServer`. */
export function sslRequestForServer({ head }: HandshakeResponse): Buffer {
  return withFlags(head, true);
}

/** The client's login without its proof: the server is to say how this user logs in. */
export function responseForServer(response: HandshakeResponse, isEncrypted: boolean): Buffer {
  const { user, database, head, rest } = response;
  const zero = Buffer.from([0]);
  return Buffer.concat([
    withFlags(head, isEncrypted),
    user,
    zero,
    // However its length is told, nothing is a zero.
    zero,
    ...(database === undefined ? [] : [database, zero]),
    Buffer.from(`${NO_METHOD}\0`, "latin1"),
    rest,
  ]);
}

function withFlags(head: Buffer, isEncrypted: boolean): Buffer {
  const changed = Buffer.from(head);
  const flags = (head.readUInt32LE(0) & ~(SSL | UNREADABLE)) | PLUGIN_AUTH | (isEncrypted ? SSL : 0);
  changed.writeUInt32LE(flags >>> 0, 0);
  return changed;
}

/** Takes one field after the other; what is not there is empty, and told at the end. */
class Fields {
  hasFailed = false;

  constructor(
    private readonly body: Buffer,
    private at: number,
  ) {}

  get rest(): Buffer {
    return this.body.subarray(this.at);
  }

  /** Up to a zero, which is left out. */
  text(): Buffer {
    const end = this.body.indexOf(0, this.at);
    if (end === -1) return this.#fail();
    const text = this.body.subarray(this.at, end);
    this.at = end + 1;
    return text;
  }

  /** As `text`; some clients leave the zero out at the end. */
  lastText(): Buffer {
    if (this.body.indexOf(0, this.at) !== -1) return this.text();
    const text = this.rest;
    this.at = this.body.length;
    return text;
  }

  counted(): Buffer {
    return this.#take(1, this.at < this.body.length ? this.body.readUInt8(this.at) : Infinity);
  }

  lengthEncoded(): Buffer {
    const first = this.body[this.at] ?? 0xff;
    if (first < 0xfb) return this.counted();
    const size = first === 0xfc ? 2 : first === 0xfd ? 3 : undefined;
    if (size === undefined || this.at + 1 + size > this.body.length) return this.#fail();
    return this.#take(1 + size, this.body.readUIntLE(this.at + 1, size));
  }

  #take(head: number, length: number): Buffer {
    const start = this.at + head;
    if (start + length > this.body.length) return this.#fail();
    this.at = start + length;
    return this.body.subarray(start, this.at);
  }

  #fail(): Buffer {
    this.hasFailed = true;
    this.at = this.body.length;
    return Buffer.alloc(0);
  }
}
