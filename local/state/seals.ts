import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "../ground/write-whole";

/** Encrypts what must not be read from the state's files: secrets, and the secret halves of credentials. */
export interface Seals {
  seal(text: string): string;
  /** Throws for anything but an untouched result of `seal` under the same key. */
  open(sealed: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with the key in `keyFile`, which is made (readable by its owner alone) when it is missing.
 * @param expected something may be sealed with it already: then a missing key is a loss.
 */
export function openSeals(keyFile: string, expected = false): Seals {
  if (existsSync(keyFile)) return sealsWith(readFileSync(keyFile), keyFile);
  if (expected) {
    throw new Error(
      `${keyFile} is missing, and the secrets in the state are sealed with it: restore it, or start anew with: npm run local -- reset`,
    );
  }
  return sealsWith(newKey(keyFile), keyFile);
}

/** @param origin where the key is from, for the error about a damaged one. */
export function sealsWith(key: Uint8Array, origin = "the key"): Seals {
  if (key.length !== KEY_BYTES) {
    throw new Error(
      `${origin} must hold ${KEY_BYTES} bytes, got ${key.length}: restore it, or start anew with: npm run local -- reset`,
    );
  }
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    },
  };
}

function newKey(keyFile: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeWhole(keyFile, key);
  return key;
}
