import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const STORED = /^md5[0-9a-f]{32}$/;

/** Whether PostgreSQL keeps this password as an MD5 hash of it and the user's name. */
export function isMd5(stored: string): boolean {
  return STORED.test(stored);
}

/** Whether the client's answer to the salt was made with the password (AuthenticationMD5Password). */
export function isMd5Answer(answer: Buffer, stored: string, salt: Buffer): boolean {
  const expected = Buffer.from(`md5${md5(Buffer.concat([Buffer.from(stored.slice("md5".length)), salt]))}`);
  return answer.length === expected.length && timingSafeEqual(answer, expected);
}

/** What PostgreSQL would keep of this password. */
export function md5Stored(password: string, user: string): string {
  return `md5${md5(Buffer.from(password + user))}`;
}

/** For a user who does not exist or has no password: nobody can answer it. */
export function impossibleMd5(): string {
  return `md5${randomBytes(16).toString("hex")}`;
}

export function md5Salt(): Buffer {
  return randomBytes(4);
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
