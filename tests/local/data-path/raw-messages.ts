/** PostgreSQL's first messages as a client sends them, for tests that send them otherwise. */

export const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export function startupMessage(parameters: Readonly<Record<string, string>>, version = 0x00030000): Buffer {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}\0${value}\0`);
  return withLength(Buffer.concat([int32(version), Buffer.from(`${pairs.join("")}\0`)]));
}

export function passwordMessage(password: string): Buffer {
  return Buffer.concat([Buffer.from("p"), withLength(Buffer.from(`${password}\0`))]);
}

function withLength(body: Buffer): Buffer {
  return Buffer.concat([int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}
