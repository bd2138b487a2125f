import { createHash, timingSafeEqual } from "node:crypto";

/** How a client of `mysql_native_password` proves that it knows a password, for a server's salt. */
export function nativeProof(password: string, salt: Buffer): Buffer {
  if (password === "") return Buffer.alloc(0);
  const once = sha1(Buffer.from(password, "utf8"));
  const mask = sha1(Buffer.concat([salt, sha1(once)]));
  return once.map((byte, at) => byte ^ (mask[at] ?? 0)) as Buffer;
}

export function isNativeProof(proof: Buffer, password: string, salt: Buffer): boolean {
  const expected = nativeProof(password, salt);
  return proof.length === expected.length && timingSafeEqual(proof, expected);
}

function sha1(data: Buffer): Buffer {
  return createHash("sha1").update(data).digest();
}
