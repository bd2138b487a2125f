import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** What PostgreSQL keeps of a password (RFC 5803): enough to check one, not to send one. */
export interface ScramVerifier {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

const ITERATIONS = 4096;
const KEY_BYTES = 32;

/** The verifier of a password as PostgreSQL stores it, so that the password itself is in no SQL text or log. */
export function storedPassword(password: string, salt: Buffer = randomBytes(16)): string {
  // SASLprep is NFKC for what it maps; PostgreSQL takes the password as it is where SASLprep would refuse it.
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, ITERATIONS, KEY_BYTES, "sha256");
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  const serverKey = hmac(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** Whether this is the password behind what PostgreSQL keeps. */
export function isPasswordBehind({ iterations, salt, storedKey }: ScramVerifier, password: string): boolean {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, KEY_BYTES, "sha256");
  return createHash("sha256").update(hmac(salted, "Client Key")).digest().equals(storedKey);
}

/** Undefined for anything else that may stand there, such as an MD5 hash. */
export function parseVerifier(stored: string): ScramVerifier | undefined {
  const match = /^SCRAM-SHA-256\$(\d+):([^$:]+)\$([^$:]+):([^$:]+)$/.exec(stored);
  const [, iterations, salt, storedKey, serverKey] = match ?? [];
  if (iterations === undefined || salt === undefined || storedKey === undefined || serverKey === undefined)
    return undefined;
  return {
    iterations: Number(iterations),
    salt: Buffer.from(salt, "base64"),
    storedKey: Buffer.from(storedKey, "base64"),
    serverKey: Buffer.from(serverKey, "base64"),
  };
}

/** Of this process: what an unknown user is asked must not change from one attempt to the next. */
const mockKey = randomBytes(KEY_BYTES);

/** For a user who does not exist or has no password: nobody can answer it, and it looks like any other. */
export function impossibleVerifier(user: string): ScramVerifier {
  return {
    iterations: ITERATIONS,
    salt: hmac(mockKey, user).subarray(0, 16),
    storedKey: randomBytes(KEY_BYTES),
    serverKey: randomBytes(KEY_BYTES),
  };
}

/** @param text a character for a byte. */
export function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "latin1").digest();
}
